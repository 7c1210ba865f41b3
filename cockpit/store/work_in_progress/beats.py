"""Signs of life of the work on a draft: visible while the store itself is locked, gone when the worker dies.

Beside a SQLite file each draft under way has a small file, locked by its worker: the kernel frees the lock of a dead
process at once. On PostgreSQL the row of the draft holds a heartbeat; there the writer's turn blocks no other row.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from cockpit.model.draft import Progress
from cockpit.store.database import Database

Beat = Callable[[str, int, int], None]
BETWEEN = 2.0
SILENCE = timedelta(seconds=12)


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
    sql = "UPDATE draft SET heartbeat = ? WHERE draft_id = ? AND heartbeat < ?"
    if not _aside(database, sql, (_now(), draft_id, _now(-SILENCE))):
        yield None
        return
    done = Event()
    pulse = Thread(target=_pulse, args=(database, draft_id, done), daemon=True)
    pulse.start()

    def beat(step: str, so_far: int, total: int) -> None:
        told = (step, so_far, total, _now(), draft_id)
        _aside(database, "UPDATE draft SET step = ?, done = ?, total = ?, heartbeat = ? WHERE draft_id = ?", told)

    try:
        yield beat
    finally:
        done.set()
        pulse.join()
        _aside(database, "UPDATE draft SET heartbeat = '' WHERE draft_id = ?", (draft_id,))


def _pulse(database: Database, draft_id: str, done: Event) -> None:
    while not done.wait(BETWEEN):
        _aside(database, "UPDATE draft SET heartbeat = ? WHERE draft_id = ?", (_now(), draft_id))


def _has_pulse(database: Database, draft_id: str) -> bool:
    rows = database.read("SELECT heartbeat FROM draft WHERE draft_id = ?", (draft_id,))
    return bool(rows) and str(rows[0][0]) >= _now(-SILENCE)


def _aside(database: Database, sql: str, values: tuple[object, ...]) -> int:
    """One statement outside the writer's turn; only PostgreSQL locks rows instead of the whole store."""
    with database._engine("write").begin() as connection:
        return int(connection.exec_driver_sql(sql.replace("?", "%s"), values).rowcount)


def _now(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).isoformat()
