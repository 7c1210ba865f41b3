"""Find a Kreis, an indicator or a project by a few letters, typing errors forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.query.snapshot import Snapshot

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LEAST_LIKENESS = 78
ALL_WORDS = 110.0
ENDING = re.compile(r"(?:e[mnrs]?|n|s)$")
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """One proposal: what it is, its title, a note that tells namesakes apart, and its address."""

    kind: Literal["kreis", "indikator", "projekt"]
    title: str
    note: str
    address: str


def search(snap: Snapshot, words: str, limit: int = 12) -> tuple[Hit, ...]:
    """The best hits first: beginning of the name, beginning of a word, anywhere, all words in any order, then near
    misses."""
    wanted = plain(words)
    if not wanted:
        return ()
    scored = [(score, order, hit) for order, (hit, names) in enumerate(_all(snap)) if (score := _best(wanted, names))]
    scored.sort(key=lambda item: (-item[0], len(item[2].title), item[1]))
    exact = [item for item in scored if item[0] > 100]
    return tuple(hit for _, _, hit in (exact or scored)[:limit])


def plain(words: str) -> str:
    """Lower case, umlauts and accents written out, signs as blanks: what is compared."""
    spelled = unicodedata.normalize("NFC", words).lower().translate(UMLAUTS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def says(told: str, wanted: str) -> bool:
    """Whether every wanted word begins a word of ``told`` or stands within one, in any order, endings forgiven.

    Both as :func:`plain` writes them.
    """
    words = told.split()
    return all(any(_begins(stem(one), word) for word in words) for one in wanted.split())


def stem(word: str) -> str:
    """A word without the ending of its case and number: eigenen → eigen, gebaeuden → gebaeud."""
    bare = ENDING.sub("", word)
    return bare if len(bare) >= SHORTEST_STEM else word


def _begins(wanted: str, word: str) -> bool:
    return word.startswith(wanted) or (len(wanted) >= SHORTEST_STEM and wanted in word)


def _best(wanted: str, names: tuple[str, ...]) -> float:
    best = max((_score(wanted, name) - 4 * min(rank, 1) for rank, name in enumerate(names)), default=0.0)
    return max(best, ALL_WORDS) if best < ALL_WORDS and says(" ".join(names), wanted) else best


def _score(wanted: str, name: str) -> float:
    if name == wanted:
        return 200.0
    if name.startswith(wanted):
        return 180.0
    if f" {wanted}" in name:
        return 160.0
    if len(wanted) > 2 and wanted in name:
        return 130.0
    likeness = fuzz.ratio(wanted, name[: len(wanted) + 2]) if len(wanted) > 3 else 0.0
    return likeness if likeness >= LEAST_LIKENESS else 0.0


def _all(snap: Snapshot) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    regions = snap.catalogue.regions
    for kreis in snap.kreise:
        note = text("query.hit.kreis", kind=kreis.kind, land=regions[kreis.land].name)
        names = (plain(kreis.name), plain(kreis.display_name), kreis.key)
        yield Hit("kreis", kreis.display_name, note, f"/kreis/{kreis.slug}"), names
    for indicator in snap.catalogue.indicators.values():
        yield (
            Hit("indikator", indicator.title, indicator.unit_long or indicator.unit, f"/indikator/{indicator.id}"),
            _names(indicator),
        )
    for programme in snap.catalogue.programmes.values():
        for project in programme.projects:
            hit = Hit("projekt", project.title, programme.title, f"/hebelprojekt/{project.id}")
            yield hit, (plain(project.title), plain(project.id))


def _names(indicator: Indicator) -> tuple[str, ...]:
    names = (indicator.title, indicator.short_title, *indicator.keywords)
    return tuple(plain(name) for name in names if name)
