"""Signs of life of the work on a draft: visible while the store itself is locked, gone when the worker dies.

Beside a SQLite file each draft under way has a small file, locked by its worker: the kernel frees the lock of a dead
process at once. On PostgreSQL the row of the draft holds a heartbeat; there the writer's turn blocks no other row. Its
time is that of the database: the clocks of several application servers need not agree.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from cockpit.model.draft import Progress
from cockpit.store.database import Database

Beat = Callable[[str, int, int], None]
BETWEEN = 2.0
SILENCE = 12
"""Seconds after the last sign of life from which on another process may take the work over."""
FORM = 'YYYY-MM-DD"T"HH24:MI:SS.US'
NOW = f"to_char(clock_timestamp() AT TIME ZONE 'UTC', '{FORM}')"
SILENT = f"to_char((clock_timestamp() - interval '{SILENCE} seconds') AT TIME ZONE 'UTC', '{FORM}')"


@contextmanager
def beating(database: Database, draft_id: str) -> Iterator[Beat | None]:
    """Claim the work on a draft; yields how to tell progress, or None when another process is at it."""
    with (_in_file if database.is_sqlite else _in_row)(database, draft_id) as beat:
        yield beat


def alive(database: Database, draft_id: str) -> bool:
    """Whether a process is at work on the draft."""
    return _is_locked(_file(database, draft_id)) if database.is_sqlite else _has_pulse(database, draft_id)


def progress(database: Database, draft_id: str) -> Progress | None:
    """What the worker told last, where that is kept beside the store."""
    if not database.is_sqlite:
        return None
    with suppress(OSError, ValueError, TypeError):
        return Progress(*json.loads(_file(database, draft_id).read_bytes()))
    return None


def _file(database: Database, draft_id: str) -> Path:
    folder = Path(f"{database.url.database}.work")
    folder.mkdir(exist_ok=True)
    return folder / draft_id


@contextmanager
def _in_file(database: Database, draft_id: str) -> Iterator[Beat | None]:
    path = _file(database, draft_id)
    held = _locked(path)
    if held is None:
        yield None
        return

    def beat(step: str, done: int, total: int) -> None:
        told = json.dumps((step, done, total)).encode()
        with suppress(OSError):  # a full disk must not end the work because of its sign of life
            os.pwrite(held, told.ljust(200), 0)

    try:
        yield beat
    finally:
        path.unlink(missing_ok=True)
        os.close(held)


def _locked(path: Path) -> int | None:
    """The file of that name, opened and locked by this process; None when another one holds it."""
    while True:
        held = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            return None
        if os.fstat(held).st_nlink:
            return held
        os.close(held)  # its owner took it away between the two calls


def _is_locked(path: Path) -> bool:
    try:
        seen = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(seen, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(seen)
    return False


@contextmanager
def _in_row(database: Database, draft_id: str) -> Iterator[Beat | None]:
    sql = f"UPDATE draft SET heartbeat = {NOW} WHERE draft_id = ? AND heartbeat < {SILENT}"  # noqa: S608 - own words
    if not _aside(database, sql, (draft_id,)):
        yield None
        return
    done = Event()
    pulse = Thread(target=_pulse, args=(database, draft_id, done), daemon=True)
    pulse.start()

    def beat(step: str, so_far: int, total: int) -> None:
        told = f"UPDATE draft SET step = ?, done = ?, total = ?, heartbeat = {NOW} WHERE draft_id = ?"  # noqa: S608 - own
        _aside(database, told, (step, so_far, total, draft_id))

    try:
        yield beat
    finally:
        done.set()
        pulse.join()
        _aside(database, "UPDATE draft SET heartbeat = '' WHERE draft_id = ?", (draft_id,))


def _pulse(database: Database, draft_id: str, done: Event) -> None:
    sql = f"UPDATE draft SET heartbeat = {NOW} WHERE draft_id = ?"  # noqa: S608 - own words
    while not done.wait(BETWEEN):
        with suppress(SQLAlchemyError):  # one sign of life that is lost must not end all others
            _aside(database, sql, (draft_id,))


def _has_pulse(database: Database, draft_id: str) -> bool:
    sql = f"SELECT heartbeat >= {SILENT} FROM draft WHERE draft_id = ?"  # noqa: S608 - own words
    rows = database.read(sql, (draft_id,))
    return bool(rows) and bool(rows[0][0])


def _aside(database: Database, sql: str, values: tuple[object, ...]) -> int:
    """One statement outside the writer's turn; only PostgreSQL locks rows instead of the whole store."""
    with database._engine("write").begin() as connection:
        return int(connection.exec_driver_sql(sql.replace("?", "%s"), values).rowcount)
