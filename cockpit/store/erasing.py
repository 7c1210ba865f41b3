"""Leave no byte of deleted values behind: neither in the gaps of pages nor in the log of writes."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Engine

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text

HOLDING_VALUES = ("value", "aggregate", "slice", "verdict", "file", "draft", "draft_part")


def erase_sqlite(writing: Engine, where: str) -> None:
    """Write the whole file anew and empty its log.

    ``secure_delete`` alone is not enough: when cells move between pages, old copies stay in the gaps.
    """
    with closing(writing.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreFault(text("store.fault.traces"), where, text("store.fault.traces_remedy"))


def erase_postgresql(writing: Engine, _where: str) -> None:
    """Remove the old versions of rows from the tables that hold values."""
    with writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in HOLDING_VALUES:
            connection.exec_driver_sql(f"VACUUM {table}")
