"""Where in a SQLite file the bytes of the rows of a table WITHOUT ROWID lie, read from its pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

INNER, LEAF = 0x02, 0x0A


def records(path: Path, table: str) -> list[range]:
    """The place of every record, its header with the kinds of its columns included; the log must be folded in."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    return list(_below(path.read_bytes(), root, size))


def _below(data: bytes, page: int, size: int) -> Iterator[range]:
    start = (page - 1) * size
    kind = data[start]
    assert kind in (INNER, LEAF), kind
    head = 12 if kind == INNER else 8
    for number in range(_number(data, start + 3, 2)):
        cell = start + _number(data, start + head + 2 * number, 2)
        if kind == INNER:
            yield from _below(data, _number(data, cell, 4), size)
            cell += 4
        assert data[cell] < 0x80, "a record longer than a page's share"
        yield range(cell + 1, cell + 1 + data[cell])
    if kind == INNER:
        yield from _below(data, _number(data, start + 8, 4), size)


def _number(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "big")
