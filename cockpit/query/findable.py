"""What can be found: every place, indicator, project, Maßnahme and section of the long texts, with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cockpit.base.headings import anchor, sections
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.region import Region
from cockpit.query.spelling import plain

Kind = Literal["kreis", "land", "gemeinde", "indikator", "projekt", "massnahme", "hilfe"]
KINDS: tuple[Kind, ...] = ("kreis", "land", "gemeinde", "indikator", "projekt", "massnahme", "hilfe")
KREIS_DIGITS = 5
LONG_TEXTS = ("hilfe", "methodik")


@dataclass(frozen=True, slots=True)
class Hit:
    """One proposal: what it is, its title, a note that tells namesakes apart, and its address."""

    kind: Kind
    title: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A hit with the words it is found by, as ``plain`` writes them: names count most, words of its text least."""

    hit: Hit
    names: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    told: str = ""


def findable(catalogue: Catalogue) -> Iterator[Entry]:
    """All entries of a catalogue and of the long texts, places first."""
    yield from _kreise(catalogue)
    yield from _lands(catalogue)
    yield from _gemeinden(catalogue)
    yield from _indicators(catalogue)
    yield from _projects(catalogue)
    yield from _actions(catalogue)
    yield from _long_texts()


def _kreise(catalogue: Catalogue) -> Iterator[Entry]:
    for kreis in catalogue.regions.values():
        if kreis.level == "kreis" and kreis.is_current:
            land = catalogue.regions[kreis.land].name
            hit = Hit("kreis", kreis.display_name, text("search.note.kreis", kind=kreis.kind, land=land), _path(kreis))
            yield Entry(hit, _plain(kreis.name, kreis.display_name, kreis.key), told=plain(land))


def _lands(catalogue: Catalogue) -> Iterator[Entry]:
    kreise = Counter(one.land for one in catalogue.regions.values() if one.level == "kreis" and one.is_current)
    for land in catalogue.regions.values():
        if land.level == "land":
            note = text("land.found_one" if kreise[land.key] == 1 else "land.found", n=kreise[land.key])
            hit = Hit("land", land.display_name, note, f"/land/{land.name_in_path}")
            yield Entry(hit, _plain(land.name, land.display_name, land.key))


def _gemeinden(catalogue: Catalogue) -> Iterator[Entry]:
    """A Gemeinde leads to its Kreis: its key begins with that of the Kreis."""
    for place in catalogue.regions.values():
        kreis = catalogue.regions.get(place.key[:KREIS_DIGITS])
        if place.level == "gemeinde" and place.is_current and kreis is not None:
            hit = Hit(
                "gemeinde", place.display_name, text("search.note.gemeinde", kreis=kreis.display_name), _path(kreis)
            )
            yield Entry(hit, _plain(place.name, place.display_name, place.key), told=plain(kreis.display_name))


def _indicators(catalogue: Catalogue) -> Iterator[Entry]:
    for item in catalogue.indicators.values():
        hit = Hit("indikator", item.title, item.unit_long or item.unit, f"/indikator/{item.id}")
        told = plain(f"{item.question} {item.definition} {item.caveat}")
        yield Entry(hit, _plain(item.title, item.short_title), _plain(*item.keywords), told)


def _projects(catalogue: Catalogue) -> Iterator[Entry]:
    for programme in catalogue.programmes.values():
        for item in programme.projects:
            hit = Hit("projekt", item.title, programme.title, f"/hebelprojekt/{item.id}")
            yield Entry(hit, _plain(item.title), _plain(item.id), plain(f"{item.summary} {item.for_the_kreis}"))


def _actions(catalogue: Catalogue) -> Iterator[Entry]:
    for item in catalogue.actions.values():
        kreis = catalogue.regions.get(item.region)
        if kreis is not None:
            address = f"{_path(kreis)}/massnahmen#{item.id}"
            hit = Hit("massnahme", item.title, text("search.note.massnahme", kreis=kreis.display_name), address)
            yield Entry(hit, _plain(item.title), told=plain(f"{item.summary} {kreis.display_name}"))


def _long_texts() -> Iterator[Entry]:
    for name in LONG_TEXTS:
        written = (settings().data / "texts" / f"{name}.md").read_text(encoding="utf-8")
        for title, content in sections(written).items():
            hit = Hit("hilfe", title, text(f"search.note.{name}"), f"/{name}#{anchor(title)}")
            yield Entry(hit, _plain(title), (name,), plain(content))


def _path(kreis: Region) -> str:
    return f"/kreis/{kreis.slug or kreis.key}"


def _plain(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(name) for name in names if name))
