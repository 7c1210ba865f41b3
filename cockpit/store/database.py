"""Connections: one fair writer, many readers, opened lazily in the process that uses them (never before a fork)."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from cockpit.store.erasing import erase_postgresql, erase_sqlite
from cockpit.store.faults import fault, translated
from cockpit.store.turns import turn

BUSY_SECONDS = 30
WRITER_LOCK = 0x4B6F636B  # number of the advisory lock on PostgreSQL; waiting there is first come first served
READERS = 16
LEAST_CACHE, MOST_CACHE, SHARE_OF_FILE = 1 << 20, 8 << 20, 16
"""Bytes that each reader keeps, by the size of the file: its inner pages, so that a value is one page away.

The pages of values are kept by the system, once for all readers.
"""
HOUR = 3_600  # seconds after which a reader is opened anew, for the file may have grown
CONNECT_SECONDS = 5  # a database server that is away must not hold every thread
WATCHED = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3, "connect_timeout": CONNECT_SECONDS}
# PostgreSQL watches its side as well: a machine that falls silent in its turn as writer would keep it for two hours.
WATCHING = "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
Row = tuple[Any, ...]
NOTHING_HELD: tuple[None, None] = (None, None)
_STATE: ContextVar[tuple[object, Any]] = ContextVar("state", default=NOTHING_HELD)


@dataclass(eq=False, slots=True)
class Database:
    """A database address and the engines of this process."""

    url: URL
    _engines: dict[tuple[int, str], Engine] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is one SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def where(self) -> str:
        """The address as shown to people, without password."""
        return str(self.url.database) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    def read(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows of one statement, on a plain driver cursor: SQLAlchemy's own costs more than the query."""
        owner, held = _STATE.get()
        held = held if owner is self else None
        try:
            connection = held or self._engine("read").raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(sql if self.is_sqlite else sql.replace("?", "%s"), tuple(parameters))
                return list(cursor.fetchall())
            finally:
                if held is None:
                    connection.close()
        except Exception as error:
            if isinstance(error, self._driver_error) or type(error).__module__.startswith("sqlalchemy"):
                raise fault(error, self.where) from error
            raise

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All reads of this thread see the store as at the first of them, whatever is published meanwhile.

        For answers of several questions that must fit together; not for who writes, as own changes stay unseen too.
        """
        with translated(self.where, self._driver_error, SQLAlchemyError):
            connection = self._engine("read").raw_connection()
            begin = "BEGIN" if self.is_sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
            connection.cursor().execute(begin)
        _STATE.set((self, connection))
        try:
            yield
        finally:
            _STATE.set(NOTHING_HELD)
            with suppress(Exception):  # a connection that is gone holds nothing any more
                connection.rollback()
            connection.close()

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[Writer]:
        """The only writer's transaction: committed at the end (never with ``keep`` False), rolled back on any error."""
        with (
            translated(self.where, OSError, self._driver_error),
            self._turn(),
            self._engine("write").connect() as connection,
            connection.begin() as transaction,
        ):
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
            yield Writer(connection, self.is_sqlite)
            if not keep:
                transaction.rollback()

    def erase(self) -> None:
        """Overwrite what changed and deleted rows left behind in free space and in the log of writes.

        StoreFault when a reader holds on to the old state for too long. On PostgreSQL the server's own log of writes
        (WAL) and its archives are out of reach.
        """
        with translated(self.where, OSError, self._driver_error), self._turn():
            (erase_sqlite if self.is_sqlite else erase_postgresql)(self._engine("write"), self.where)

    def close(self) -> None:
        """Close the connections of this process."""
        for (process, _), engine in self._engines.items():
            engine.dispose(close=process == os.getpid())
        self._engines.clear()

    @property
    def _driver_error(self) -> type[Exception]:
        error: type[Exception] = self._engine("read").dialect.loaded_dbapi.Error
        return error

    def _turn(self) -> AbstractContextManager[None]:
        return turn(Path(f"{self.url.database}.queue")) if self.is_sqlite else nullcontext()

    def _engine(self, use: str) -> Engine:
        key = (os.getpid(), use)
        with self._making:
            if key not in self._engines:
                self._engines[key] = _sqlite(self.url, use) if self.is_sqlite else _postgresql(self.url, use)
            return self._engines[key]


@dataclass(frozen=True, slots=True)
class Writer:
    """The open transaction of the only writer. Statements use ``?`` for parameters on both back ends."""

    connection: Connection
    is_sqlite: bool

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows of one statement, on a plain driver cursor."""
        cursor = self.connection.connection.cursor()
        cursor.execute(self._in_dialect(sql), tuple(parameters))
        return list(cursor.fetchall())

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run one statement."""
        self.connection.exec_driver_sql(self._in_dialect(sql), tuple(parameters))

    def run_many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for every row."""
        if rows:
            self.connection.exec_driver_sql(self._in_dialect(sql), list(rows))

    def next_id(self, table: str) -> int:
        """The number after the highest one of ``table``; there is only one writer."""
        return int(self.rows(f"SELECT coalesce(max({table}_id), 0) + 1 FROM {table}")[0][0])  # noqa: S608 - own names

    def _in_dialect(self, sql: str) -> str:
        return sql if self.is_sqlite else sql.replace("?", "%s")


def _postgresql(url: URL, use: str) -> Engine:
    if use == "write":
        return create_engine(url, poolclass=NullPool, connect_args={**WATCHED, "options": WATCHING})
    options = {**WATCHED, "options": f"{WATCHING} -c default_transaction_read_only=on"}
    return create_engine(url, pool_size=READERS, pool_pre_ping=True, connect_args=options)


def _sqlite(url: URL, use: str) -> Engine:
    path = Path(str(url.database)).resolve()
    mode = "ro" if use == "read" else "rwc"
    address = f"sqlite:///file:{path}?mode={mode}&uri=true"
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    if use == "read":
        # the connection used last comes first: it remembers most, and those for a rush are not kept warm
        engine = create_engine(
            address, poolclass=QueuePool, pool_size=READERS, pool_use_lifo=True, pool_recycle=HOUR,
            connect_args=arguments,
        )  # fmt: skip
        event.listen(engine, "connect", lambda connection, _: _prepare_reader(connection, path))
    else:
        engine = create_engine(address, poolclass=NullPool, connect_args=arguments)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        event.listen(engine, "connect", _prepare_writer)
    return engine


def _prepare_reader(connection: Any, path: Path) -> None:
    connection.isolation_level = None  # each statement reads one consistent state; no transaction stays open
    connection.execute("PRAGMA query_only = ON")
    size = path.stat().st_size if path.exists() else 0
    kept = min(MOST_CACHE, max(LEAST_CACHE, size // SHARE_OF_FILE))
    connection.execute(f"PRAGMA cache_size = -{kept // 1024}")


def _prepare_writer(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would come too late and be DEFERRED
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten: a blocked value must not live on in a free page
        f"busy_timeout = {BUSY_SECONDS}000",
    ):
        connection.execute(f"PRAGMA {setting}")
