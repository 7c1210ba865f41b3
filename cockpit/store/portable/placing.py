"""Put a finished store in the place of an empty or an old one; the old one is kept aside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.store import schema
from cockpit.store.database import Database, Writer
from cockpit.store.portable.copying import fill, is_empty
from cockpit.store.portable.progress import Step, silent
from cockpit.store.portable.rows import holding

IN_USE_AFTER = 2.0


def place(finished: Database, target: Database, at: datetime, step: Step = silent) -> str:
    """Make ``target`` hold what ``finished`` holds, in one step; returns where the old store is kept, "" for none.

    StoreFault when another process is using the old one: the server has to be stopped. On SQLite the file of
    ``finished`` is taken away.
    """
    mark = f"{at.astimezone(UTC):%Y%m%d_%H%M%S}"
    target.close()  # we are no others
    if target.is_sqlite:
        return _in_place_of_file(finished, target, mark)
    with holding(finished) as held, target.writing() as writer:
        kept = "" if _is_bare(writer) else _tables_aside(writer, target, mark)
        schema.make(writer.connection)
        fill(held, writer, step)
    return kept


def _in_place_of_file(finished: Database, target: Database, mark: str) -> str:
    path, new = schema.file_of(target), schema.file_of(finished)
    old = "" if is_empty(target) else f"{path}.vor-{mark}"
    target.close()
    finished.close()
    with target._turn():
        if path.exists():
            _fold(path)
        _belong(new, path if path.exists() else path.parent)
        if old:
            os.link(path, old)
        new.replace(path)
        for rest in ("-wal", "-shm"):  # only of a file that could not be folded
            log = Path(f"{path}{rest}")
            if log.exists():
                log.replace(f"{old}{rest}")
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return old


def _belong(new: Path, like: Path) -> None:
    """Whoever owns what was there owns the new file too, also when an administrator brings it back."""
    if os.geteuid() == 0:
        owner = like.stat()
        os.chown(new, owner.st_uid, owner.st_gid)


def _fold(path: Path) -> None:
    """Fold the log of writes into the file; that works only while nobody else has it open. A damaged file stays."""
    with closing(sqlite3.connect(path, timeout=IN_USE_AFTER)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise StoreFault(
                text("operations.restore.in_use"), str(path), text("operations.restore.in_use_remedy")
            ) from error
        except sqlite3.DatabaseError:
            return


def _is_bare(writer: Writer) -> bool:
    return not inspect(writer.connection).get_table_names()


def _tables_aside(writer: Writer, target: Database, mark: str) -> str:
    """Move all tables into a schema of their own."""
    others = writer.rows(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    if others[0][0]:
        raise StoreFault(text("operations.restore.in_use"), target.where, text("operations.restore.in_use_remedy"))
    aside = f"cockpit_vor_{mark}"
    writer.run(f"CREATE SCHEMA {aside}")
    for name in inspect(writer.connection).get_table_names():
        writer.run(f'ALTER TABLE "{name}" SET SCHEMA {aside}')
    return aside
