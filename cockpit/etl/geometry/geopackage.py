"""Boundaries from a GeoPackage: an SQLite file of somebody else, opened in memory and only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from cockpit.etl.geometry.features import Feature, Layer, feature
from cockpit.etl.geometry.naming import chosen
from cockpit.etl.geometry.refusals import MOST_FEATURES, damaged, too_many
from cockpit.etl.geometry.wkb import polygons

MAGIC = b"SQLite format 3\0"
STEPS, MOST_STEPS = 10_000, 20_000
"""The machine of SQLite is looked at after so many steps, and stopped when that was too often."""
ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION})
LAYERS = (
    "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g "
    "JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table' ORDER BY g.table_name"
)
SYSTEM = "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?"


def layer(data: bytes, wanted: str) -> Layer:
    """The layer of the Kreise, or the ``wanted`` one; ``Refused`` when the file is damaged or has no such layer."""
    try:
        with _opened(data) as asked:
            found = {str(table): (str(column), srs) for table, column, srs in asked.execute(LAYERS)}
            table = chosen(list(found), wanted)
            column, srs = found[table]
            system = asked.execute(SYSTEM, (srs,)).fetchone()
            crs = f"{system[0]}:{system[1]}" if system else f"EPSG:{srs}"
            return Layer("GeoPackage", table, crs, tuple(_features(asked, table, column)))
    except (sqlite3.Error, UnicodeDecodeError, MemoryError) as fault:
        raise damaged("GeoPackage") from fault


@contextmanager
def _opened(data: bytes) -> Iterator[sqlite3.Connection]:
    """The file in memory; nothing in it may write, attach or load, and nothing may run for ever."""
    opened = sqlite3.connect(":memory:")
    try:
        opened.deserialize(_without_log(data))
        opened.execute("PRAGMA trusted_schema = OFF")
        opened.set_authorizer(lambda deed, *_: sqlite3.SQLITE_OK if deed in ALLOWED else sqlite3.SQLITE_DENY)
        seen = iter(range(MOST_STEPS))
        opened.set_progress_handler(lambda: next(seen, None) is None, STEPS)
        yield opened
    finally:
        opened.close()


def _without_log(data: bytes) -> bytes:
    """A file left in the mode of a write-ahead log cannot be opened in memory; without its log it is a plain one."""
    return data[:18] + b"\1\1" + data[20:]


def _features(asked: sqlite3.Connection, table: str, column: str) -> Iterator[Feature]:
    rows = asked.execute(f'SELECT * FROM "{_quoted(table)}"')  # noqa: S608 - quoted, and nothing but reading is allowed
    names = [str(one[0]) for one in rows.description]
    place = names.index(column) if column in names else -1
    if place < 0:
        raise damaged("GeoPackage")
    for number, row in enumerate(rows, start=1):
        if number > MOST_FEATURES:
            raise too_many()
        columns = {name: value for name, value in zip(names, row, strict=True) if not isinstance(value, bytes)}
        shape = row[place]
        yield feature(number, columns, polygons(shape) if isinstance(shape, bytes) else [])


def _quoted(name: str) -> str:
    return name.replace('"', '""')
