"""From features to Kreise: land only, keys repaired, dissolved Kreise put into their successor, all told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cockpit.base.errors import Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.etl.dissolved import successors
from cockpit.etl.geometry.features import Feature, Place
from cockpit.etl.geometry.refusals import unclear
from cockpit.etl.keys import spelled
from cockpit.etl.report import Finding
from cockpit.model.catalogue import Catalogue
from cockpit.model.region import Region

LAND = frozenset({"4", "9"})
"""Values of GF (Geofaktor) that mean land; the others are water."""
KEYS = ("ags", "ars", "ags_0", "ars_0", "krs", "kreisschluessel", "kreisschlüssel", "schluessel", "key")
MOST_TOLD = 8
Rings = dict[str, list[tuple[Place, ...]]]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Rings by key of a current Kreis in the coordinates of the file, and what was noticed."""

    rings: Mapping[str, Sequence[tuple[Place, ...]]]
    findings: tuple[Finding, ...]


def by_kreis(features: Sequence[Feature], catalogue: Catalogue) -> Sorted:
    """Every feature under the Kreis it belongs to today; ``Refused`` when no column holds a key."""
    found: list[Finding] = []
    land = _land(features, found)
    column = _key_column(features)
    heirs = successors(catalogue)
    rings: Rings = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    for feature in land:
        key = _key(feature, column, catalogue, heirs, told)
        if key and not feature.rings:
            told["empty"].append(key)
        elif key:
            _count(feature, key, rings, told)
            rings[key] += feature.rings
    return Sorted(dict(rings), (*found, *_findings(told, column)))


def _count(feature: Feature, key: str, rings: Rings, told: dict[str, list[str]]) -> None:
    if rings[key]:
        told["several"].append(key)
    told["broken"] += [key] * feature.broken
    told["unclosed"] += [key] * feature.unclosed


def _land(features: Sequence[Feature], found: list[Finding]) -> list[Feature]:
    """Without water, where a column tells it."""
    name = _column(features, ("gf",))
    if not name:
        return list(features)
    land = [one for one in features if one.columns.get(name) in LAND]
    if not land:
        raise Refused(text("geometry.refused.no_land"), name, text("geometry.refused.no_land_remedy"))
    if len(land) < len(features):
        problem = text("geometry.note.water", n=len(features) - len(land))
        found.append(Finding("note", None, name, None, problem, code="geometry.water"))
    return land


def _key_column(features: Sequence[Feature]) -> str:
    column = _column(features, KEYS)
    if not column:
        raise unclear("no_key", features[0].columns if features else ())
    return column


def _column(features: Sequence[Feature], names: Sequence[str]) -> str:
    held = {name.casefold(): name for name in (features[0].columns if features else ())}
    return next((held[name] for name in names if name in held), "")


def _key(
    feature: Feature, column: str, catalogue: Catalogue, heirs: Mapping[str, str], told: dict[str, list[str]]
) -> str:
    """The key of a current Kreis; "" when the feature is none, which is told."""
    raw = feature.columns.get(column, "")
    read = spelled(raw, catalogue.regions)
    region = catalogue.regions.get(read.key[:5]) if read.level in ("kreis", "gemeinde") else None
    if region is None:
        told["unknown"].append(raw or text("geometry.note.no_key", n=feature.number))
        return ""
    if read.repaired:
        told["zero"].append(read.key)
    heir = _heir(region, catalogue, heirs)
    if heir is None:
        told["split"].append(f"{region.display_name} ({region.key})")
        return ""
    if heir.key != region.key:
        told["dissolved"].append(f"{region.display_name} ({region.key}) → {heir.display_name}")
    return heir.key


def _heir(region: Region, catalogue: Catalogue, heirs: Mapping[str, str]) -> Region | None:
    """The current Kreis that took all of it; None where it was divided."""
    seen: set[str] = set()
    while not region.is_current and region.key in heirs and region.key not in seen:
        seen.add(region.key)
        region = catalogue.regions[heirs[region.key]]
    return region if region.is_current else None


SEVERITIES = {
    "unknown": "warning",
    "split": "warning",
    "broken": "warning",
    "empty": "warning",
    "unclosed": "note",
    "zero": "note",
    "dissolved": "note",
    "several": "note",
}


def _findings(told: Mapping[str, Sequence[str]], column: str) -> list[Finding]:
    """One finding per sort, with the first ones by name."""
    found = []
    for sort, severity in SEVERITIES.items():
        names = list(dict.fromkeys(told.get(sort, ())))
        if names:
            more = [text("geometry.note.more", n=len(names) - MOST_TOLD)] if len(names) > MOST_TOLD else []
            named = enumeration([*names[:MOST_TOLD], *more])
            problem = text(f"geometry.note.{sort}", n=len(told[sort]), names=named)
            place = column if sort in ("unknown", "zero") else None
            repair = text(f"geometry.note.{sort}_repair")
            found.append(Finding(severity, None, place, None, problem, repair, code=f"geometry.{sort}"))  # type: ignore[arg-type]
    return found
