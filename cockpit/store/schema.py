"""Open a store, bring its tables up to date, and refuse what is not ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.store.database import Database
from cockpit.store.faults import translated

if TYPE_CHECKING:  # loads slowly, and nothing that finds its tables up to date needs it
    from alembic.config import Config
    from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parent / "migrations"
MAGIC = b"SQLite format 3\0"


def connect(url: str) -> Database:
    """The database at ``url``; the folder of a SQLite file is made, a foreign file refused."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        _check_file(parsed)
    else:
        parsed = parsed.set(drivername="postgresql+psycopg")
        _check_driver()
    return Database(parsed)


def is_current(database: Database) -> bool:
    """Whether the tables are those of this version of the program."""
    try:
        found = database.read("SELECT version_num FROM alembic_version")
    except StoreFault:
        return False
    return found == [(_head(),)]


def migrate(database: Database) -> bool:
    """Bring the tables up to date in one transaction; True when something was done."""
    if is_current(database):
        return False
    with database.writing() as writer:
        current = version(writer.connection)
        if current == _head():
            return False
        _check_ours(writer.connection, current, database.where)
        make(writer.connection)
    return True


def make(connection: Connection, version: str = "head") -> None:
    """Make the tables as they were at ``version``, or bring them up to it, in the transaction of ``connection``."""
    from alembic import command  # noqa: PLC0415 - as above

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def unmake(connection: Connection, version: str) -> None:
    """Take the tables back to what they were at ``version``, in the transaction of ``connection``, whatever is lost."""
    from alembic import command  # noqa: PLC0415 - as above

    config = _config()
    config.attributes["connection"] = connection
    command.downgrade(config, version)


@cache
def steps() -> Mapping[str, ModuleType]:
    """Every step of the schema that this program knows and its module, oldest first."""
    newest_first = _scripts().walk_revisions()
    return {str(script.revision): script.module for script in reversed(list(newest_first))}


def version(connection: Connection) -> str:
    """The step of the schema that a store says it is at, "" for none."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 - as above

    return MigrationContext.configure(connection).get_current_revision() or ""


def known_version(connection: Connection, where: str) -> str:
    """The same; StoreFault when it is newer than this program or not ours."""
    found = version(connection)
    _check_ours(connection, found, where)
    return found


def file_of(database: Database) -> Path:
    """The SQLite file of a store."""
    return Path(str(database.url.database)).resolve()


def _check_ours(connection: Connection, current: str, where: str) -> None:
    from alembic.util.exc import CommandError  # noqa: PLC0415 - as above

    if not current and inspect(connection).get_table_names():
        raise StoreFault(text("store.open.other"), where, text("store.open.foreign_remedy"))
    try:
        _scripts().get_revision(current or "head")
    except CommandError as error:
        reason = text("store.open.newer", version=current)
        raise StoreFault(reason, where, text("store.open.newer_remedy")) from error


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@cache
def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    return ScriptDirectory.from_config(_config())


@cache
def _head() -> str:
    """The newest step, told by the names of their files: ``v0004_feedback.py`` is step 0004."""
    return max(file.stem[1:5] for file in (MIGRATIONS / "versions").glob("v[0-9]*.py"))


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreFault(text("store.open.unknown", url=url), "", text("store.open.unknown_remedy")) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        shown = parsed.render_as_string(hide_password=True)
        raise StoreFault(text("store.open.unknown", url=shown), "", text("store.open.unknown_remedy"))
    return parsed


def _check_file(url: URL) -> None:
    if url.database in {None, "", ":memory:"}:
        raise StoreFault(text("store.open.memory"), str(url), text("store.open.unknown_remedy"))
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = text("store.open.folder", reason=error.strerror)
        raise StoreFault(reason, str(path), text("store.open.folder_remedy")) from error
    if path.is_dir():
        raise StoreFault(text("store.open.directory"), str(path), text("store.open.folder_remedy"))
    with translated(str(path), OSError):
        if path.exists() and path.stat().st_size and _first_bytes(path) != MAGIC:
            raise StoreFault(text("store.open.foreign"), str(path), text("store.open.foreign_remedy"))


def _check_driver() -> None:
    try:
        import psycopg  # noqa: F401, PLC0415 - an optional dependency
    except ImportError as error:
        raise StoreFault(text("store.open.driver"), "", text("store.open.driver_remedy")) from error


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(MAGIC))
