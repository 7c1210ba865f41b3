"""Copy a whole store into an empty one, row by row in one transaction, and compare the checksums before it counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, inspect
from sqlalchemy.exc import DBAPIError

from cockpit.base.errors import Refused, StoreFault
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.store import schema
from cockpit.store.database import Database, Row, Writer
from cockpit.store.faults import fault
from cockpit.store.portable.progress import Step, silent
from cockpit.store.portable.rows import VERSION, Digest, Digesting, columns, count, differing, digests, holding, stream
from cockpit.store.portable.rows import tables as tables_of


def copy(source: Database, target: Database, step: Step = silent) -> tuple[Digest, ...]:
    """Move everything from ``source`` into the empty ``target``; nothing is there unless all checksums are equal.

    StoreFault when the source is not up to date, Refused when the target holds anything.
    """
    if not schema.is_current(source):
        raise StoreFault(text("operations.copy.old"), source.where, text("cli.no_store_remedy"))
    if not is_empty(target):
        raise Refused(text("operations.copy.not_empty"), target.where, text("operations.copy.not_empty_remedy"))
    with holding(source) as held, target.writing() as writer:
        schema.make(writer.connection)
        return fill(held, writer, step)


def fill(held: Connection, writer: Writer, step: Step = silent) -> tuple[Digest, ...]:
    """Write every row of ``held`` into the empty tables of the same schema; StoreFault when what arrived differs."""
    found = tables_of(held)
    total, done, sent = count(held, found), 0, []
    for table in found:
        digest = Digesting(table.name)

        def passing(rows: list[Row], digest: Digesting = digest) -> list[Row]:
            nonlocal done
            digest.add(rows)
            done += len(rows)
            step(text("operations.step.rows"), done, total)
            return rows

        _insert(writer, table, map(passing, stream(held, table)))
        sent.append(digest.digest)
    wrong = differing(sent, digests(writer.connection, step))
    if wrong:
        raise StoreFault(text("operations.copy.differs", tables=enumeration(wrong)))
    return tuple(sent)


def is_empty(database: Database) -> bool:
    """Whether there is nothing to lose: no file, no table, or only empty ones; a damaged one is not empty.

    Refused when it is not ours, StoreFault when it cannot be reached.
    """
    if database.is_sqlite and not has_file(database):
        return True
    try:
        with database._engine("read").connect() as connection:
            names = inspect(connection).get_table_names()
            if names and VERSION not in names:
                raise Refused(text("store.open.other"), database.where, text("store.open.foreign_remedy"))
            return not any(_has_row(connection, name) for name in names if name != VERSION)
    except DBAPIError as error:
        if database.is_sqlite:
            return False
        raise fault(error, database.where) from error


def has_file(database: Database) -> bool:
    """Whether a SQLite store has been begun at all."""
    path = schema.file_of(database)
    return path.exists() and path.stat().st_size > 0


def _has_row(connection: Connection, table: str) -> bool:
    return connection.exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1").first() is not None  # noqa: S608 - own names


def _insert(writer: Writer, table: Table, batches: Iterator[list[Row]]) -> None:
    names = ", ".join(columns(table))
    if writer.is_sqlite:
        marks = ", ".join("?" * len(table.columns))
        for rows in batches:
            writer.run_many(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", [tuple(row) for row in rows])  # noqa: S608
        return
    cursor: Any = writer.connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as receiving:
        for row in chain.from_iterable(batches):
            receiving.write_row(row)
