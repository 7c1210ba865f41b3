"""What a backup file says about itself: when and from what it was made, and the checksum of every table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.store.portable.rows import ABOUT, Digest

MAKE = (
    "CREATE TABLE backup (form INTEGER, made_at TEXT, stand INTEGER, schema TEXT, program TEXT, shape TEXT) STRICT",
    "CREATE TABLE backup_table (name TEXT PRIMARY KEY, n INTEGER, sha256 TEXT) STRICT",
)
FORM = 1


@dataclass(frozen=True, slots=True)
class About:
    """Moment, Datenstand, step of the schema and version of the program at which a backup was made, and its tables.

    ``shape`` is a sha256 over the declarations of the tables and indexes of the file.
    """

    made_at: datetime
    stand: int
    schema: str
    program: str
    shape: str
    digests: tuple[Digest, ...]


def describe(path: Path, digests: tuple[Digest, ...], *, at: datetime, stand: int, schema: str, program: str) -> None:
    """Write it into the file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        made = (FORM, at.astimezone(UTC).isoformat(), stand, schema, program, shape(connection))
        for sql in MAKE:
            connection.execute(sql)
        connection.execute("INSERT INTO backup VALUES (?, ?, ?, ?, ?, ?)", made)
        rows = [(digest.table, digest.n, digest.sha256) for digest in digests]
        connection.executemany("INSERT INTO backup_table VALUES (?, ?, ?)", rows)


def read(path: Path) -> About:
    """What a backup file says; Refused when it is none, or none that this version can read."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            form, made_at, stand, schema, program, shape = connection.execute("SELECT * FROM backup").fetchone()
            rows = connection.execute("SELECT name, n, sha256 FROM backup_table ORDER BY name").fetchall()
    except (sqlite3.Error, TypeError, ValueError) as error:
        remedy = text("operations.restore.no_backup_remedy")
        raise Refused(text("operations.restore.no_backup"), str(path), remedy) from error
    if form != FORM:
        raise Refused(text("operations.restore.form"), str(path), text("store.open.newer_remedy"))
    return About(datetime.fromisoformat(made_at), stand, schema, program, shape, tuple(Digest(*row) for row in rows))


def shape(connection: sqlite3.Connection) -> str:
    """A sha256 over the declarations of tables and indexes."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    return sha256("".join(f"{row!a}\n" for row in rows).encode()).hexdigest()


def drop(connection: sqlite3.Connection) -> None:
    """Take it out of a copy that becomes a store."""
    for name in ABOUT:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
