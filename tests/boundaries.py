"""Boundaries for tests, made of the hexagons of the tile map; no real Kreis looks like that."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cockpit.etl.geometry.fitting import fitted
from cockpit.model.geometry import Geometry
from cockpit.model.region import Region

SOURCE = "© Prüfgrenzen 2026, dl-de/by-2-0"
LEFT, TOP = 300_000, 6_050_000
HALF, SIDE = 8_000, 4_600


def corners(region: Region) -> list[tuple[int, int]]:
    """The hexagon of a Kreis in metres (UTM zone 32), counterclockwise; neighbours share their corners."""
    x, y = LEFT + HALF * (region.tile_x or 0), TOP - 3 * SIDE * (region.tile_y or 0)
    up, aside = 2 * SIDE, HALF
    return [(x, y + up), (x - aside, y + SIDE), (x - aside, y - SIDE), (x, y - up), (x + aside, y - SIDE),
            (x + aside, y + SIDE)]  # fmt: skip


def current(regions: Iterable[Region]) -> list[Region]:
    """The Kreise that a map of today shows."""
    return [one for one in regions if one.level == "kreis" and one.is_current and one.tile_x is not None]


def hexagons(regions: Iterable[Region], without: Iterable[str] = ()) -> Geometry:
    """Boundaries of all Kreise with a tile."""
    left_out = set(without)
    return fitted({one.key: [corners(one)] for one in current(regions) if one.key not in left_out}, SOURCE)


def feature(key: str, *rings: Iterable[tuple[float, float]], **columns: object) -> dict[str, object]:
    """One GeoJSON feature: the first ring is the outer one."""
    closed = [[list(place) for place in [*ring, next(iter(ring))]] for ring in map(list, rings)]
    return {
        "type": "Feature",
        "properties": {"AGS": key, **columns},
        "geometry": {"type": "Polygon", "coordinates": closed},
    }


def collection(features: Iterable[object], crs: str = "urn:ogc:def:crs:EPSG::25832") -> bytes:
    """GeoJSON in the system named; without a name it would mean degrees."""
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", **named, "features": list(features)}).encode()


def whole_map(regions: Iterable[Region]) -> bytes:
    """A sound file: every current Kreis as its hexagon."""
    return collection(feature(one.key, corners(one)) for one in current(regions))
