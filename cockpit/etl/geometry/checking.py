"""What an officer must know before boundaries are published: Kreise without area, and areas that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cockpit.base.errors import Refused
from cockpit.base.formats import enumeration, number
from cockpit.base.texts import text
from cockpit.etl.report import Finding
from cockpit.model.catalogue import Catalogue
from cockpit.model.geometry import area

NOTED, WARNED = 0.05, 0.5
MOST_MISSING = 0.05
"""A file that lacks more of the Kreise is no map of Germany."""
MOST_TOLD = 12
PER_KM2 = 1_000_000
SCALE, FALSE_EAST, RADIUS = 0.9996, 500_000, 6_381_000
Metres = Mapping[str, Sequence[Sequence[tuple[int, int]]]]


def checked(rings: Metres, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Findings on rings in metres by key; ``Refused`` when too many Kreise are missing."""
    current = {key: one for key, one in catalogue.regions.items() if one.level == "kreis" and one.is_current}
    missing = [one for key, one in current.items() if key not in rings]
    if len(missing) > MOST_MISSING * len(current):
        counts = {"n": len(current) - len(missing), "of": len(current)}
        raise Refused(text("geometry.refused.few", **counts), "", text("geometry.refused.few_remedy"))
    found = []
    if missing:
        named = enumeration(f"{one.display_name} ({one.key})" for one in missing[:MOST_TOLD])
        problem = text("geometry.note.missing", n=len(missing), names=named)
        repair = text("geometry.note.missing_repair")
        found.append(Finding("warning", None, None, None, problem, repair, code="geometry.missing"))
    return (*found, *_areas(rings, catalogue))


def square_kilometres(rings: Sequence[Sequence[tuple[int, int]]]) -> float:
    """The area on the ground of rings in UTM metres, which grow with the distance from the middle meridian."""
    east = rings[0][0][0] - FALSE_EAST
    stretched = SCALE * (1 + east**2 / (2 * (SCALE * RADIUS) ** 2))
    return sum(area(ring) for ring in rings) / stretched**2 / PER_KM2


def _areas(rings: Metres, catalogue: Catalogue) -> Iterator[Finding]:
    """Areas that differ from the table of the Kreise, the farthest first."""
    off = []
    for key, held in rings.items():
        region = catalogue.regions[key]
        drawn = square_kilometres(held)
        share = drawn / region.area_km2 - 1 if region.area_km2 else 0.0
        if abs(share) > NOTED:
            off.append((share, region.display_name))
    off.sort(key=lambda one: (-abs(one[0]), one[1]))
    for severity in ("warning", "note"):
        some = [one for one in off if (abs(one[0]) > WARNED) == (severity == "warning")]
        if some:
            told = enumeration(f"{name} {number(100 * share, 1, plus=True)} %" for share, name in some[:MOST_TOLD])
            problem = text(f"geometry.note.area_{severity}", n=len(some), names=told)
            repair = text(f"geometry.note.area_{severity}_repair")
            yield Finding(severity, None, None, None, problem, repair, code="geometry.area")
