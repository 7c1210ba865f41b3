"""A fresh look at a SQLite store without the product's own reading: is all that is visible whole?"""

from __future__ import annotations

import math
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

LIVE = "SELECT l.slice_id, s.n, s.checksum FROM live l LEFT JOIN slice s USING (slice_id) WHERE l.to_revision IS NULL"
ROWS = (
    "SELECT r.key, v.value, v.status, v.rank FROM value v JOIN region r USING (region_id) WHERE slice_id = ?"
    " ORDER BY r.key"
)


def wrong(path: Path) -> list[str]:
    """What is wrong with the file, its live slices and its sequence of revisions; empty when all is well."""
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            return list(_wrong(connection))
    except sqlite3.Error as error:
        return [f"cannot be read: {error}"]


def _wrong(connection: sqlite3.Connection) -> Iterator[str]:
    yield from (f"quick_check: {row[0]}" for row in connection.execute("PRAGMA quick_check") if row[0] != "ok")
    yield from (f"leads nowhere: {row}" for row in connection.execute("PRAGMA foreign_key_check"))
    numbers = [row[0] for row in connection.execute("SELECT revision_id FROM revision ORDER BY revision_id")]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "revisions are missing in the sequence"
    for number, n, expected in connection.execute(LIVE).fetchall():
        held = connection.execute(ROWS, (number,)).fetchall()
        if len(held) != n:
            yield f"slice {number}: {len(held)} rows instead of {n}"
        elif _checksum(held) != expected:
            yield f"slice {number}: another checksum"


def _checksum(held: list[tuple[str, float | None, str, int | None]]) -> bytes:
    """The same as the store's, from plain bytes: key, value, status and rank of every row."""
    packed = b"".join(
        struct.pack("<12sd16si", key.encode(), math.nan if value is None else value, status.encode(), rank or 0)
        for key, value, status, rank in held
    )
    return blake2b(packed, digest_size=16).digest()
