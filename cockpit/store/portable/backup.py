"""A backup: the whole store as one SQLite file that knows its own checksums, whatever back end it comes from."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from sqlalchemy import Connection

from cockpit import __version__
from cockpit.base.errors import Refused, StoreFault
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.store import schema
from cockpit.store.database import Database
from cockpit.store.faults import translated
from cockpit.store.portable.about import describe
from cockpit.store.portable.copying import fill, has_file
from cockpit.store.portable.pages import copy_pages
from cockpit.store.portable.progress import Step, silent
from cockpit.store.portable.rows import Digest, differing, digests, holding

SUFFIX = ".sqlite"


@dataclass(frozen=True, slots=True)
class Backup:
    """One written file, its size in bytes, its sha256, and the Datenstand (0 before the first) it holds."""

    path: Path
    size: int
    sha256: str
    stand: int
    tables: int
    rows: int


def write(database: Database, wanted: Path, at: datetime, step: Step = silent) -> Backup:
    """One consistent state of the store, read back before it gets its name; nobody has to stop writing.

    ``wanted`` is a new file, or a folder in which the file is named after moment and Datenstand. Refused when the file
    exists; StoreFault when what arrived is not what was sent.
    """
    folder = wanted if wanted.is_dir() else wanted.parent
    if wanted.exists() and not wanted.is_dir():
        raise Refused(text("operations.backup.exists"), str(wanted), text("operations.backup.exists_remedy"))
    if database.is_sqlite and not has_file(database):
        raise StoreFault(text("store.fault.missing"), database.where, text("store.fault.missing_remedy"))
    with _draft(folder) as draft, holding(database) as held:
        stand = int(held.exec_driver_sql("SELECT coalesce(max(revision_id), 0) FROM revision").scalar_one())
        sent = _sent(database, held, draft, step)
        describe(draft, sent, at=at, stand=stand, schema=schema.version(held), program=__version__)
        _read_back(draft, sent, step)
        path = wanted if folder != wanted else folder / f"cockpit-{at.astimezone(UTC):%Y%m%d-%H%M%S}-{stand}{SUFFIX}"
        _name(draft, path)
    return Backup(path, path.stat().st_size, _sum(path), stand, len(sent), sum(digest.n for digest in sent))


def older(folder: Path, keep: int) -> tuple[Path, ...]:
    """Backups named by ``write`` in a folder, all but the newest ``keep``."""
    return tuple(sorted(folder.glob(f"cockpit-[0-9]*-[0-9]*-*{SUFFIX}"))[:-keep])


def _sent(database: Database, held: Connection, draft: Path, step: Step) -> tuple[Digest, ...]:
    """SQLite copies page by page; from PostgreSQL the rows go into new tables of the same schema."""
    if database.is_sqlite:
        with closing(sqlite3.connect(draft)) as target:
            copy_pages(held.connection.driver_connection, target, step)
        return digests(held, step)
    own = schema.connect(f"sqlite:///{draft}")
    try:
        with own.writing() as writer:
            schema.make(writer.connection, schema.known_version(held, database.where))
            return fill(held, writer, step)
    finally:
        own.close()
        _forget_queue(draft)


def _read_back(draft: Path, sent: tuple[Digest, ...], step: Step) -> None:
    own = schema.connect(f"sqlite:///{draft}")
    try:
        faults = [str(row[0]) for row in own.read("PRAGMA quick_check") if row[0] != "ok"]
        with holding(own) as held:
            wrong = differing(sent, digests(held, step))
    finally:
        own.close()
    if faults or wrong:
        what = text("operations.backup.differs", tables=enumeration(wrong or faults))
        raise StoreFault(what, "", text("operations.backup.differs_remedy"))


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """An empty file in the folder, readable by its owner only; gone afterwards unless it was given a name."""
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".cockpit-", suffix=".part")
    except OSError as error:
        what = text("operations.backup.folder", reason=error.strerror)
        raise Refused(what, str(folder), text("operations.backup.folder_remedy")) from error
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            Path(name + rest).unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    """Give the finished file its name, in one step and never over another one."""
    with translated(str(path), OSError):
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError as error:
            remedy = text("operations.backup.exists_remedy")
            raise Refused(text("operations.backup.exists"), str(path), remedy) from error
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _forget_queue(draft: Path) -> None:
    queue = Path(f"{draft}.queue")
    with suppress(OSError):
        for ticket in queue.iterdir():
            ticket.unlink()
        queue.rmdir()
