"""What the pages of own indicators show: choices, faults beside fields, preview, versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cockpit.base.formats import enumeration, number, span
from cockpit.base.texts import text
from cockpit.catalogue.faults import Fault
from cockpit.catalogue.own import Declared
from cockpit.charts import words
from cockpit.model.account import Account
from cockpit.model.indicator import Indicator
from cockpit.query import Coverage, Snapshot
from cockpit.query.definitions import Version, versions
from cockpit.web.parts.indicator_head import BETTER

CHARTS = ("line", "tilemap", "ranking")
ACTORS = ("kreis", "gemeinden", "land", "bund")
KINDS = ("indicator", "base", "gap", "shares")
WAYS = ("higher", "lower", "none")
EXAMPLE = 1234.567
"""Shows only how unit and decimals are written."""


@dataclass(frozen=True, slots=True)
class Row:
    """One own indicator in the list."""

    item: Indicator
    kreise: str
    held: str
    version: int
    may_change: bool


def row(snap: Snapshot, item: Indicator, held: Coverage | None, may_change: bool) -> Row:
    """An indicator with the words for its Kreise and values."""
    years = span(held.first_year, held.last_year) if held else text("history.no_values")
    return Row(item, kreise_words(snap, item), years, len(versions(snap, item.id)), may_change)


def kreise_words(snap: Snapshot, item: Indicator) -> str:
    """For whom it is meant."""
    if not item.kreise:
        return text("history.own.everyone")
    return enumeration(snap.catalogue.regions[key].display_name for key in item.kreise)


def by_field(faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong, by name of the form's field; a fault inside a list belongs to the whole list."""
    found: dict[str, str] = {}
    for one in faults:
        name = _field(one.field)
        said = f"{one.problem} {one.remedy}".rstrip()
        found[name] = f"{found[name]} {said}" if name in found else said
    return found


def _field(place: str) -> str:
    parts = place.split(".")
    if parts[0] == "source" and len(parts) > 1:
        return ".".join(parts[:2])
    if parts[0] in ("range", "formula"):
        return ".".join(parts[:2]) if len(parts) > 1 else {"range": "range.min", "formula": "formula.numerator"}[place]
    return parts[0] or "kind"


def label(name: str) -> str:
    """What a field of the form is called in the list of faults."""
    head, _, part = name.partition(".")
    known = {"min": "minimum", "max": "maximum"}.get(part, head)
    return text(f"history.own.field_{known}")


def choices(snap: Snapshot, account: Account, old: Indicator | None) -> dict[str, Any]:
    """What the form offers."""
    catalogue = snap.catalogue
    mine = [item for item in snap.kreise if account.may_write(item.key)]
    sources = [item for item in catalogue.sources.values() if not item.id.startswith("eigen-")]
    return {
        "topics": catalogue.topics.values(),
        "sdgs": catalogue.sdgs.values(),
        "sources": sorted(sources, key=lambda item: (item.id != "eigene-angaben", item.title)),
        "kreise_offered": mine,
        "for_all": not account.kreise,
        "kinds": KINDS,
        "ways": WAYS,
        "actors": ACTORS,
        "charts": CHARTS,
        "known": sorted(item.id for item in catalogue.indicators.values() if item.kind not in ("gap", "shares")
                        and item != old),
    }  # fmt: skip


def preview(snap: Snapshot, made: Declared) -> list[tuple[str, str]]:
    """How it will read on its page, as pairs of a word and what is said; empty lines are left out."""
    item = made.indicator
    if item is None:
        return []
    source = made.source or snap.catalogue.sources[item.source]
    goals = enumeration(f"{goal} {snap.catalogue.sdgs[goal].title}" for goal in item.sdg)
    told = {
        "question": item.question,
        "definition": item.definition,
        "example": words.value(EXAMPLE, item),
        "direction": text(BETTER[item.direction]),
        "topic": snap.catalogue.topics[item.topic].title,
        "goals": goals,
        "rhythm": text("history.rhythm_one") if item.rhythm == 1 else text("history.rhythm", n=item.rhythm),
        "actors": enumeration(text(f"pages.actor.{one}") for one in item.actors),
        "range": _range(item),
        "formula": _formula(snap, item),
        "source": words.source_line(source, None),
        "kreise": kreise_words(snap, item),
        "address": f"/indikator/{item.id}",
    }
    return [(text(f"history.own.preview_{name}"), said) for name, said in told.items() if said]


def _range(item: Indicator) -> str:
    bounds = {"min": item.minimum, "max": item.maximum}
    said = [text(f"history.own.range_{name}", n=number(bound, item.decimals))
            for name, bound in bounds.items() if bound is not None]  # fmt: skip
    return enumeration(said)


def _formula(snap: Snapshot, item: Indicator) -> str:
    if item.formula is None:
        return ""
    known = snap.catalogue.indicators
    over = " × ".join(known[name].title for name in item.formula.numerator)
    under = " × ".join(known[name].title for name in item.formula.denominator)
    factor = "" if item.formula.factor == 1 else f"{number(item.formula.factor)} × "
    return f"{factor}{over}{' ÷ ' if under else ''}{under}"


def told(found: Iterable[Version]) -> list[tuple[Version, str]]:
    """Each version with the words for what changed."""
    return [(one, enumeration(text(f"history.own.field_{name}") for name in one.changed)) for one in found]
