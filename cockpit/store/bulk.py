"""Insert very many rows with little processor time: several rows per statement, or COPY on PostgreSQL."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.csv

from cockpit.store.database import Writer

ROWS_PER_STATEMENT = 100
ROWS_PER_BLOCK = 20_000
"""So few that a block stays in the processor's cache on its way into the database."""

BINARY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
BINARY_END = b"\xff\xff"

Block = Sequence[Sequence[Any]]
"""Columns of plain Python values of equal length."""


def insert(writer: Writer, table: str, names: Sequence[str], blocks: Iterable[Block]) -> None:
    """Insert rows given as blocks of columns, in this order; blocks of ``ROWS_PER_BLOCK`` rows cost least."""
    if writer.is_sqlite:
        for block in blocks:
            _insert_many(writer, table, names, block)
    else:
        _copy(writer, table, names, blocks)


def _insert_many(writer: Writer, table: str, names: Sequence[str], block: Block) -> None:
    plain = [column[0] == "" and column.count("") == len(column) for column in block]
    bound = [column for column, is_plain in zip(block, plain, strict=True) if not is_plain]
    width = len(bound)
    flat: list[Any] = [None] * (width * len(block[0]))
    for place, column in enumerate(bound):
        flat[place::width] = column
    whole = width * ROWS_PER_STATEMENT
    edge = len(flat) // whole * whole
    rows = [tuple(flat[start : start + whole]) for start in range(0, edge, whole)]
    writer.run_many(_statement(table, names, plain, ROWS_PER_STATEMENT), rows)
    if flat[edge:]:
        writer.run(_statement(table, names, plain, (len(flat) - edge) // width), flat[edge:])


def _statement(table: str, names: Sequence[str], plain: Sequence[bool], rows: int) -> str:
    """The statement for so many rows; columns of empty texts, like most statuses, need not be bound row by row."""
    row = f"({', '.join(repr('') if is_plain else '?' for is_plain in plain)})"
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([row] * rows)}"  # noqa: S608 - own names


def _copy(writer: Writer, table: str, names: Sequence[str], blocks: Iterable[Block]) -> None:
    cursor: Any = writer.connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN (FORMAT csv)") as copy:
        for block in blocks:
            copy.write(_as_csv(block))


def copy_binary(writer: Writer, table: str, names: Sequence[str], parts: Iterable[bytes]) -> None:
    """Insert rows given as parts of what PostgreSQL's binary COPY takes, on PostgreSQL only."""
    cursor: Any = writer.connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN (FORMAT binary)") as copy:
        copy.write(BINARY_HEAD)
        for part in parts:
            copy.write(part)
        copy.write(BINARY_END)


def _as_csv(block: Block) -> memoryview:
    """Arrow quotes every text, so that COPY tells an empty text from a missing value."""
    buffer = io.BytesIO()
    table = pa.table({str(place): _spelled(column) for place, column in enumerate(block)})
    pyarrow.csv.write_csv(table, buffer, pyarrow.csv.WriteOptions(include_header=False))
    return buffer.getbuffer()


def _spelled(column: Sequence[Any]) -> Sequence[Any]:
    """Bytes as PostgreSQL spells them in a text; everything else as it is."""
    return [f"\\x{one.hex()}" for one in column] if isinstance(column[0], bytes) else column
