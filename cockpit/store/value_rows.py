"""A million values on their way into their table: few Python objects for SQLite, none at all for PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cockpit.store import bulk
from cockpit.store.cells import CODE, STATUSES, Cells, Flags, Ints
from cockpit.store.database import Writer

VALUE = ("slice_id", "region_id", "value", "status", "rank")
_WORDS = np.array(STATUSES, dtype=object)
_PLAIN = CODE[""]
_BYTES = np.array([word.encode() for word in STATUSES])
_LENGTHS = np.char.str_len(_BYTES)
RECORD = np.dtype(
    [
        ("columns", ">i2"),
        *(("slice_size", ">i4"), ("slice", ">i4"), ("region_size", ">i4"), ("region", ">i4")),
        *(("value_size", ">i4"), ("value", ">f8"), ("status_size", ">i4"), ("status", _BYTES.dtype)),
        *(("rank_size", ">i4"), ("rank", ">i4")),
    ]
)
"""A row of PostgreSQL's binary COPY: each column behind its size, which is −1, with nothing behind it, for NULL."""
NULL = -1


def insert(writer: Writer, slices: Sequence[int], lengths: Sequence[int], cells: Cells, rank: Ints) -> None:
    """Insert cells as rows of these slices, one after the other so long; NaN and rank 0 become NULL."""
    if writer.is_sqlite:
        parts = _some_at_a_time(slices, lengths)
        bulk.insert_runs(
            writer, "value", VALUE, ((runs, *_plain(cells.where(rows), rank[rows])) for runs, rows in parts)
        )
    else:
        numbers = np.repeat(slices, lengths)
        spans = (slice(first, first + bulk.ROWS_PER_BLOCK) for first in range(0, len(cells), bulk.ROWS_PER_BLOCK))
        bulk.copy_binary(
            writer, "value", VALUE, (_packed(numbers[rows], cells.where(rows), rank[rows]) for rows in spans)
        )


def _some_at_a_time(slices: Sequence[int], lengths: Sequence[int]) -> Iterator[tuple[bulk.Runs, slice]]:
    """Whole slices, with how many rows each has, and where they are."""
    runs: list[tuple[int, int]] = []
    first = last = 0
    for number, length in zip(slices, lengths, strict=True):
        runs.append((number, length))
        last += length
        if last - first >= bulk.ROWS_PER_BLOCK:
            yield runs, slice(first, last)
            runs, first = [], last
    if runs:
        yield runs, slice(first, last)


def _plain(cells: Cells, rank: Ints) -> tuple[Ints, Sequence[bulk.Column]]:
    """The numbers of the regions, and value, status and rank as Python values."""
    empty = np.isnan(cells.value)
    value: list[float | None] = cells.value.tolist()
    if empty.any():
        value = [None if gone else item for item, gone in zip(value, empty.tolist(), strict=True)]
    status = None if (cells.status == _PLAIN).all() else _WORDS[cells.status].tolist()
    return cells.region, (value, status, _places(int(rank.max(initial=0)))[rank].tolist())


@lru_cache(maxsize=8)
def _places(last: int) -> npt.NDArray[np.object_]:
    """None and all ranks up to the last as Python values, which are not made again for every row."""
    places = np.arange(last + 1).astype(object)
    places[0] = None
    return places


def _packed(numbers: Ints, cells: Cells, rank: Ints) -> bytes:
    """The rows as bytes of a binary COPY: every bit of a number as it is."""
    there = {"value": ~np.isnan(cells.value), "rank": rank != 0}
    rows = np.zeros(len(cells), dtype=RECORD)
    rows["columns"] = len(VALUE)
    rows["slice"], rows["region"], rows["value"], rows["rank"] = numbers, cells.region, cells.value, rank
    rows["status"], rows["status_size"] = _BYTES[cells.status], _LENGTHS[cells.status]
    for name in ("slice", "region", "value", "rank"):
        size = rows.dtype[name].itemsize
        rows[f"{name}_size"] = np.where(there[name], size, NULL) if name in there else size
    table = rows.view(np.uint8).reshape(len(rows), RECORD.itemsize)
    return bytes(table[_kept(cells, there)])


def _kept(cells: Cells, there: dict[str, Flags]) -> npt.NDArray[np.bool_]:
    """Which bytes of each record are sent: none of a NULL, of a status as many as its word has."""
    kept = np.ones((len(cells), RECORD.itemsize), dtype=bool)
    for name, flags in there.items():
        kept[:, _span(name)] = flags[:, None]
    kept[:, _span("status")] = np.arange(_BYTES.itemsize) < _LENGTHS[cells.status][:, None]
    return kept


def _span(name: str) -> slice:
    kind, first = RECORD.fields[name][:2]  # type: ignore[index]
    return slice(first, first + kind.itemsize)
