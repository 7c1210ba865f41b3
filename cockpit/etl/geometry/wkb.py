"""Polygons from well-known binary, with the header that GeoPackage puts in front of it."""

from __future__ import annotations

from struct import Struct, error, unpack_from

from cockpit.etl.geometry.features import Place
from cockpit.etl.geometry.refusals import damaged

POLYGON, MULTIPOLYGON = 3, 6
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
HAS_Z, HAS_M = 0x80000000, 0x40000000
HEADER = 8
EMPTY = 0b10000
Polygons = list[list[list[Place]]]


def polygons(blob: bytes) -> Polygons:
    """All polygons of a GeoPackage geometry; none for an empty one or another kind. ``Refused`` when damaged."""
    try:
        if blob[:2] != b"GP":
            raise damaged("GeoPackage")
        flags = blob[3]
        if flags & EMPTY:
            return []
        found, _ = _shape(blob, HEADER + ENVELOPES[flags >> 1 & 0b111])
        return found
    except (error, IndexError, KeyError) as fault:
        raise damaged("GeoPackage") from fault


def _shape(blob: bytes, at: int, *, inside: bool = False) -> tuple[Polygons, int]:
    """The polygons from ``at`` on and where they end; a shape inside another one is a plain polygon."""
    order = "<" if blob[at] else ">"
    (kind,) = unpack_from(f"{order}I", blob, at + 1)
    size = 2 + bool(kind & HAS_Z) + bool(kind & HAS_M) + (0, 1, 1, 2)[kind % 0x10000000 // 1000 % 4]
    plain = kind % 0x10000000 % 1000
    if plain == POLYGON:
        rings, end = _rings(blob, at + 5, order, size)
        return [rings], end
    if plain != MULTIPOLYGON or inside:
        return [], len(blob)
    (count,) = unpack_from(f"{order}I", blob, at + 5)
    found: Polygons = []
    end = at + 9
    for _ in range(count):
        one, end = _shape(blob, end, inside=True)
        found += one
    return found, end


def _rings(blob: bytes, at: int, order: str, size: int) -> tuple[list[list[Place]], int]:
    (count,) = unpack_from(f"{order}I", blob, at)
    place = Struct(f"{order}{size}d")
    rings: list[list[Place]] = []
    end = at + 4
    for _ in range(count):
        (places,) = unpack_from(f"{order}I", blob, end)
        begin, end = end + 4, end + 4 + places * place.size
        if end > len(blob):
            raise damaged("GeoPackage")
        rings.append([(found[0], found[1]) for found in place.iter_unpack(blob[begin:end])])
    return rings, end
