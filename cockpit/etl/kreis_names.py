"""Names of Kreise instead of keys: a name and its kind are unique, a name alone often is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from cockpit.base.texts import text
from cockpit.etl.signs import words
from cockpit.model.region import Region, Regions

How = Literal["exact", "near", "ambiguous", "vague", "unknown"]
SURE, LEAD, POSSIBLE = 84.0, 5.0, 65.0
"""Likeness (0–100) from which one proposal is clear, its lead over the next, and from which one is worth showing."""
PREFIX = 95.0
"""Likeness of a name that is the beginning of exactly one other, e.g. without its river."""
MOST_PROPOSALS = 3
UNTIL = re.compile(r"\((?:bis|ab) [^()]*\)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a written name stands for: the key when there is a guess, else only proposals (key, likeness)."""

    written: str
    key: str
    how: How
    proposals: tuple[tuple[str, float], ...] = ()


def parts_of(written: str) -> tuple[str, str]:
    """The bare name in lower case and its kind: ``rural``, ``urban`` or empty when none is said."""
    lower = UNTIL.sub("", " ".join(written.casefold().split()))
    for abbreviation in text("etl.words.short").split("|"):
        short, _, full = abbreviation.partition("=")
        lower = lower.replace(f" {short}", f" {full} ")
    tokens = re.sub(r"[(),;.\"]", " ", lower).split()
    kinds = {token: kind for kind in ("urban", "rural") for token in tokens if token.replace("-", " ") in words(kind)}
    urban, rural = "urban" in kinds.values(), "rural" in kinds.values()
    bare = [token for token in tokens if token not in kinds]
    return " ".join(bare or tokens), "urban" if urban else "rural" if rural else ""


class NameBook:
    """All names of Kreise and Länder by their bare name."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self.book: dict[str, list[Region]] = {}
        for one in regions.values():
            for name in {parts_of(one.name)[0], parts_of(one.display_name)[0]}:
                self.book.setdefault(name, []).append(one)

    def meaning(self, written: str) -> Meaning:
        """The Kreis a name stands for beyond doubt, else a proposal where one is clear, else what it may be."""
        base, kind = parts_of(written)
        there = self._of(base)
        fits = [one for one in there if not kind or one.level != "kreis" or one.is_city == (kind == "urban")]
        names = [] if kind else [name for name in self.book if name.startswith(f"{base} ")]
        longer = [one for name in names for one in self._of(name) if one.is_current]
        if len(fits) == 1 and not longer:
            return Meaning(written, fits[0].key, "exact", ((fits[0].key, 100.0),))
        if there:
            return Meaning(
                written, "", "ambiguous", tuple((one.key, 100.0) for one in dict.fromkeys([*there, *longer]))
            )
        return self._near(written, base, kind, longer)

    def _near(self, written: str, base: str, kind: str, longer: list[Region]) -> Meaning:
        """The closest names; one of them is clear when it leads and there is only one such Kreis."""
        close = process.extract(base, list(self.book), scorer=fuzz.ratio, limit=MOST_PROPOSALS, score_cutoff=POSSIBLE)
        found = {one.key: PREFIX for one in longer}
        for name, score, _ in close:
            for one in self._of(name):
                if not kind or one.level != "kreis" or one.is_city == (kind == "urban"):
                    found.setdefault(one.key, round(float(score), 1))
        proposals = tuple(sorted(found.items(), key=lambda pair: -pair[1])[:MOST_PROPOSALS])
        if not proposals:
            return Meaning(written, "", "unknown")
        lead = proposals[0][1] - (proposals[1][1] if len(proposals) > 1 else 0.0)
        if proposals[0][1] >= SURE and lead >= LEAD:
            return Meaning(written, proposals[0][0], "near", proposals)
        return Meaning(written, "", "vague", proposals)

    def _of(self, base: str) -> list[Region]:
        """Kreise of that name, the ones of today first of all; a Land only where no Kreis is called so."""
        found = self.book.get(base, [])
        kreise = [one for one in found if one.level == "kreis"]
        today = [one for one in kreise if one.is_current]
        wide = [one for one in found if one.level != "kreis"]
        split = [one for one in wide if sum(key.startswith(one.key) and len(key) == 5 for key in self.regions) > 1]
        return (today or kreise) + (split if kreise else wide)
