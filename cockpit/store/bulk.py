"""Insert very many rows with little processor time: several rows per statement, or COPY on PostgreSQL."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.csv

from cockpit.store.database import Writer

ROWS_PER_STATEMENT = 100


def insert(writer: Writer, table: str, columns: dict[str, Sequence[Any]]) -> None:
    """Insert rows given as columns of plain Python values of equal length."""
    if writer.is_sqlite:
        _insert_many(writer, table, columns)
    else:
        _copy(writer, table, columns)


def _insert_many(writer: Writer, table: str, columns: dict[str, Sequence[Any]]) -> None:
    width, length = len(columns), len(next(iter(columns.values())))
    flat: list[Any] = [None] * (width * length)
    for place, column in enumerate(columns.values()):
        flat[place::width] = column
    whole = width * ROWS_PER_STATEMENT
    edge = len(flat) // whole * whole
    rows = [tuple(flat[start : start + whole]) for start in range(0, edge, whole)]
    writer.run_many(_statement(table, columns, ROWS_PER_STATEMENT), rows)
    if flat[edge:]:
        writer.run(_statement(table, columns, (len(flat) - edge) // width), flat[edge:])


def _statement(table: str, columns: dict[str, Sequence[Any]], rows: int) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * rows)}"  # noqa: S608 - own names


def _copy(writer: Writer, table: str, columns: dict[str, Sequence[Any]]) -> None:
    buffer = io.BytesIO()
    # Arrow quotes every text, so that COPY tells an empty text from a missing value.
    pyarrow.csv.write_csv(pa.table(columns), buffer, pyarrow.csv.WriteOptions(include_header=False))
    cursor: Any = writer.connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(buffer.getbuffer())
