"""Boundaries from a Shapefile: shapes (.shp), their columns (.dbf) and what is said of the coordinates (.prj)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from struct import error, iter_unpack, unpack_from

from cockpit.etl.geometry.features import Feature, Layer, Place, bare, feature_of_rings
from cockpit.etl.geometry.refusals import MOST_FEATURES, MOST_PLACES, damaged, too_many
from cockpit.model.geometry import area

FORM = "Shapefile"
MAGIC = b"\x00\x00\x27\x0a"
HEAD = 100
POLYGONS = frozenset({5, 15, 25})
PLACE = 16
END_OF_FIELDS = 0x0D
FAULTS = (error, IndexError, ValueError, LookupError, OverflowError)


def layer(name: str, shapes: bytes, table: bytes, projection: bytes, code_page: bytes) -> Layer:
    """One layer from its files; ``Refused`` when they are damaged or do not belong together."""
    try:
        rings = list(_shapes(shapes))
        rows = list(_rows(table, code_page))
    except FAULTS as fault:
        raise damaged(FORM) from fault
    if len(rings) != len(rows):
        raise damaged(FORM)
    found = [_feature(n, row, held) for n, (row, held) in enumerate(zip(rows, rings, strict=True), start=1) if row]
    return Layer(FORM, name, projection.decode("utf-8", "replace").strip(), tuple(found))


def _feature(number: int, row: dict[str, str], written: list[list[Place]]) -> Feature:
    """Outer rings run clockwise in a Shapefile and holes the other way; here it is the other way round."""
    turned = [ring[::-1] for ring in written]
    whole = sum(area(bare(ring)[0]) for ring in turned)
    return feature_of_rings(number, row, written if whole < 0 else turned)  # some programs do not keep to it


def _shapes(data: bytes) -> Iterator[list[list[Place]]]:
    """The rings of every record."""
    if data[:4] != MAGIC:
        raise damaged(FORM)
    at, count, places = HEAD, 0, 0
    while at < len(data):
        _, words = unpack_from(">2i", data, at)
        end = at + 8 + 2 * words
        count += 1
        if words < 2 or end > len(data):
            raise damaged(FORM)
        rings = _rings(data[at + 8 : end])
        places += sum(len(ring) for ring in rings)
        if count > MOST_FEATURES or places > MOST_PLACES:
            raise too_many()
        yield rings
        at = end


def _rings(record: bytes) -> list[list[Place]]:
    (kind,) = unpack_from("<i", record)
    if kind not in POLYGONS:
        return []
    parts, places = unpack_from("<2i", record, 36)
    begin = 44 + 4 * parts
    if parts < 0 or places < 0 or begin + PLACE * places > len(record):
        raise damaged(FORM)
    all_places = list(iter_unpack("<2d", record[begin : begin + PLACE * places]))
    starts = [*unpack_from(f"<{parts}i", record, 44), places]
    return [[(x, y) for x, y in all_places[first:last]] for first, last in pairwise(starts)]


def _rows(data: bytes, code_page: bytes) -> Iterator[dict[str, str]]:
    """The columns of every record; an empty one where the record is marked as deleted."""
    count, head, size = unpack_from("<IHH", data, 4)
    if count > MOST_FEATURES:
        raise too_many()
    fields = list(_fields(data, head))
    encoding = _encoding(data, code_page)
    for number in range(count):
        at = head + number * size
        record = data[at : at + size]
        if len(record) < size:
            raise damaged(FORM)
        yield {} if record[:1] == b"*" else {name: record[a:b].decode(encoding, "replace") for name, a, b in fields}


def _fields(data: bytes, head: int) -> Iterator[tuple[str, int, int]]:
    """Name, begin and end of every column within a record."""
    begin = 1
    for at in range(32, head - 1, 32):
        if data[at] == END_OF_FIELDS:
            return
        wide = data[at + 16]
        yield data[at : at + 11].split(b"\0")[0].decode("ascii", "replace"), begin, begin + wide
        begin += wide


def _encoding(data: bytes, code_page: bytes) -> str:
    """As the .cpg file names it; without one UTF-8 where the bytes allow it."""
    named = code_page.decode("ascii", "ignore").strip().lower()
    if named:
        return {"ansi 1252": "cp1252"}.get(named, f"cp{named}" if named.isdigit() else named)
    try:
        data[32:].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
