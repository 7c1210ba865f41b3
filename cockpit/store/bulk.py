"""Insert very many rows with little processor time: several rows per statement, or COPY on PostgreSQL."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from cockpit.store.database import Writer

ROWS_PER_STATEMENT = 100
ROWS_PER_BLOCK = 20_000
"""So few that a block stays in the processor's cache on its way into the database."""

BINARY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
BINARY_END = b"\xff\xff"

Block = Sequence[Sequence[Any]]
"""Columns of plain Python values of equal length."""
Column = Sequence[Any] | None
"""One column of rows in runs; None where it has the empty text in every row."""
Runs = Sequence[tuple[Any, int]]
"""What the first column says, and over how many rows."""
ROWS_WRITTEN_OUT = 500
WORTH_A_STATEMENT = 50
"""Rows that a run needs on average so that statements written out for it cost less."""


def insert(writer: Writer, table: str, names: Sequence[str], blocks: Iterable[Block]) -> None:
    """Insert rows given as blocks of columns, in this order; blocks of ``ROWS_PER_BLOCK`` rows cost least."""
    if writer.is_sqlite:
        for block in blocks:
            _insert_many(writer, table, names, block)
    else:
        _copy(writer, table, names, blocks)


def insert_runs(
    writer: Writer, table: str, names: Sequence[str], blocks: Iterable[tuple[Runs, NDArray[np.int64], Sequence[Column]]]
) -> None:
    """The same on SQLite for rows in runs: the first column says one thing over a run, a block has the other columns.

    Slices mostly have the values of the same regions: where the numbers of the second column repeat from run to run,
    there is a statement that has them written out, and for each run only the rest is bound.
    """
    for runs, numbers, columns in blocks:
        if len(runs) * WORTH_A_STATEMENT <= len(numbers):
            _insert_alike(writer, table, names, runs, numbers, columns)
        else:
            whole = [[""] * len(numbers) if column is None else column for column in columns]
            _insert_many(writer, table, names, [_spread(runs), numbers.tolist(), *whole])


def _spread(runs: Runs) -> list[Any]:
    return [told for told, rows in runs for _ in range(rows)]


def _insert_alike(
    writer: Writer, table: str, names: Sequence[str], runs: Runs, numbers: NDArray[np.int64], columns: Sequence[Column]
) -> None:
    shape = tuple(column is None for column in columns)
    bound = [column for column in columns if column is not None]
    waiting: list[tuple[Any, ...]] = []
    seen = b""
    for told, start, end in _pieces(runs):
        written_out = numbers[start:end].tobytes()
        if waiting and written_out != seen:
            writer.run_many(_written_out(table, tuple(names), shape, seen), waiting)
            waiting = []
        seen, flat = written_out, [told] * (1 + len(bound) * (end - start))
        for place, column in enumerate(bound):
            flat[1 + place :: len(bound)] = column[start:end]
        waiting.append(tuple(flat))
    writer.run_many(_written_out(table, tuple(names), shape, seen), waiting)


def _pieces(runs: Runs) -> Iterator[tuple[Any, int, int]]:
    """What the first column says, from which row to which."""
    first = 0
    for told, rows in runs:
        for start in range(first, first + rows, ROWS_WRITTEN_OUT):
            yield told, start, min(start + ROWS_WRITTEN_OUT, first + rows)
        first += rows


@lru_cache(maxsize=64)
def _written_out(table: str, names: Sequence[str], shape: Sequence[bool], numbers: bytes) -> str:
    """Parameter 1 is the first column of every row, the second is written out."""
    mark = count(2)
    rows = [
        ", ".join(["?1", str(number), *("''" if is_plain else f"?{next(mark)}" for is_plain in shape)])
        for number in np.frombuffer(numbers, np.int64).tolist()
    ]
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join(f'({row})' for row in rows)}"  # noqa: S608


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
