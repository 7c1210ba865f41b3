"""A backup file made a store again, checked and brought up to date, but in nobody's place yet."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from cockpit.base.errors import Refused, StoreFault
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.store import schema
from cockpit.store.faults import translated
from cockpit.store.portable import about
from cockpit.store.portable.about import About
from cockpit.store.portable.pages import copy_pages
from cockpit.store.portable.progress import Step, silent
from cockpit.store.portable.rows import VERSION, differing, digests, holding
from cockpit.store.store import Store


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The store made from a backup, what the backup said about itself, and whether the schema had to be raised."""

    store: Store
    about: About
    migrated: bool

    @property
    def path(self) -> Path:
        """Where the SQLite file lies for now."""
        return Path(str(self.store.database.url.database))


@contextmanager
def unpacked(file: Path, folder: Path, step: Step = silent) -> Iterator[Unpacked]:
    """A private copy in ``folder``; what is left of it goes at the end.

    Refused when the file is no backup, is damaged, or differs from its checksums; StoreFault when it is too new.
    """
    if not file.is_file():
        raise Refused(text("cli.unreadable"), str(file), text("cli.unreadable_remedy"))
    said = about.read(file)
    with translated(str(folder), OSError), tempfile.TemporaryDirectory(dir=folder, prefix=".cockpit-") as name:
        path = Path(name) / "cockpit.sqlite"
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        _copy(file, path, said, step)
        store = Store.open(f"sqlite:///{path}")
        try:
            _compare(store, said, file, step)
            yield Unpacked(store, said, store.migrate())
        finally:
            store.close()


def _copy(file: Path, path: Path, said: About, step: Step) -> None:
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(path)) as target:
            copy_pages(source, target, step)
            faults = [row[0] for row in target.execute("PRAGMA integrity_check") if row[0] != "ok"]
            with target:
                about.drop(target)
            if about.shape(target) != said.shape:
                faults.append(text("operations.restore.shape"))
    except sqlite3.Error as error:
        faults = [str(error)]
    if faults:
        raise _damaged(file, faults[:3])


def _compare(store: Store, said: About, file: Path, step: Step) -> None:
    try:
        with holding(store.database) as held:
            version = schema.version(held)
            wrong = differing(said.digests, digests(held, step))
    except (StoreFault, SQLAlchemyError) as error:
        raise _damaged(file, [str(error)]) from error
    if wrong or version != said.schema:
        raise _damaged(file, wrong or [VERSION])


def _damaged(file: Path, faults: Sequence[str]) -> Refused:
    what = text("operations.restore.damaged", faults=enumeration(faults))
    return Refused(what, str(file), text("operations.restore.damaged_remedy"))
