"""The tables of a store as rows in one order, the same on both back ends, with a digest of each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, MetaData, Table, Text

from cockpit.base.texts import text
from cockpit.store.database import Database, Row
from cockpit.store.faults import translated
from cockpit.store.portable.progress import Step, silent

AT_ONCE = 5000
VERSION = "alembic_version"
ABOUT = ("backup", "backup_table")
"""Tables that only a backup file has: what it says about itself."""


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows a table holds, and a sha256 over all of them."""

    table: str
    n: int
    sha256: str


@contextmanager
def holding(database: Database) -> Iterator[Connection]:
    """A connection that sees one and the same state for as long as it is open, whatever others write."""
    engine = database._engine("read")
    with translated(database.where, OSError, database._driver_error), engine.connect() as plain:
        if database.is_sqlite:
            plain.exec_driver_sql("BEGIN")
            plain.exec_driver_sql("SELECT count(*) FROM sqlite_master").fetchall()  # the state is chosen here
            yield plain
            plain.exec_driver_sql("ROLLBACK")
        else:
            yield plain.execution_options(isolation_level="REPEATABLE READ")


def tables(connection: Connection) -> tuple[Table, ...]:
    """Every table but the mark of the schema, referred ones before those that refer to them."""
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name not in (VERSION, *ABOUT))


def count(connection: Connection, found: Iterable[Table]) -> int:
    """How many rows the tables hold together."""
    sums = (connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one() for table in found)  # noqa: S608
    return sum(int(n) for n in sums)


def stream(connection: Connection, table: Table) -> Iterator[list[Row]]:
    """All rows by primary key, some thousand at a time."""
    is_sqlite = connection.dialect.name == "sqlite"
    raw: Any = connection.connection
    cursor = raw.cursor() if is_sqlite else raw.cursor(name="moved_rows")
    by_bytes = "" if is_sqlite else ' COLLATE "C"'  # texts in the order of their bytes, as SQLite has it
    order = [f"{key.name}{by_bytes if isinstance(key.type, Text) else ''}" for key in table.primary_key.columns]
    try:
        cursor.execute(f"SELECT {', '.join(columns(table))} FROM {table.name} ORDER BY {', '.join(order)}")  # noqa: S608
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows
    finally:
        cursor.close()


def columns(table: Table) -> list[str]:
    """Names of the columns by name: a later migration may have added one at the end of the table."""
    return sorted(column.name for column in table.columns)


def digests(connection: Connection, step: Step = silent) -> tuple[Digest, ...]:
    """One digest for every table, by name."""
    found = tables(connection)
    total, done = count(connection, found), 0
    made = []
    for table in found:
        held = Digesting(table.name)
        for rows in stream(connection, table):
            held.add(rows)
            done += len(rows)
            step(text("operations.step.digests"), done, total)
        made.append(held.digest)
    return tuple(sorted(made, key=lambda digest: digest.table))


class Digesting:
    """Takes rows as they pass. Numbers are written shortest, letters as ASCII: no version of Python differs there."""

    def __init__(self, table: str) -> None:
        self._table, self._n, self._sum = table, 0, sha256()

    def add(self, rows: list[Row]) -> None:
        """The next rows in order."""
        self._n += len(rows)
        self._sum.update("".join(f"{tuple(row)!a}\n" for row in rows).encode())

    @property
    def digest(self) -> Digest:
        """What has been seen so far."""
        return Digest(self._table, self._n, self._sum.hexdigest())


def differing(expected: Iterable[Digest], found: Iterable[Digest]) -> tuple[str, ...]:
    """Names of tables that are not the same on both sides."""
    return tuple(sorted({digest.table for digest in set(expected) ^ set(found)}))
