"""The checksum of a slice: any flipped bit of a value, status, rank or region is found by recomputing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cockpit.store.cells import CODE, STATUSES, Codes, Floats, Ints

RECORD = np.dtype([("key", "S12"), ("value", "<f8"), ("status", "S16"), ("rank", "<i4")])
SLICES_AT_ONCE = 50
_WORDS = np.array([status.encode() for status in STATUSES], dtype="S16")


def checksum(keys: npt.NDArray[np.bytes_], value: Floats, status: Codes, rank: Ints) -> bytes:
    """16 bytes over the rows sorted by region key; a missing value is the one canonical NaN, a missing rank 0."""
    return _digest(_filled(_keyed(keys), value, status, rank)[np.argsort(keys, kind="stable")])


def checksums(
    keys: npt.NDArray[np.bytes_], region: Ints, value: Floats, status: Codes, rank: Ints, bounds: Sequence[int]
) -> Iterator[bytes]:
    """The checksums of slices one behind the other, each from one bound to the next.

    ``keys`` has the key of every region number; rows stand in any order within their slice.
    """
    order, keyed = np.argsort(np.argsort(keys, kind="stable"), kind="stable"), _keyed(keys)
    for some in range(0, len(bounds) - 1, SLICES_AT_ONCE):
        ends = np.array(bounds[some : some + SLICES_AT_ONCE + 1])
        rows = slice(ends[0], ends[-1])
        records = _filled(keyed.take(region[rows]), value[rows], status[rows], rank[rows])
        ends -= ends[0]
        records = records[_by_key(order[region[rows]], ends)]
        for first, last in pairwise(ends.tolist()):
            yield _digest(records[first:last])


def _by_key(place: Ints, ends: Ints) -> slice | Ints:
    """Where the rows of slices stand when sorted by key within each; mostly they are already."""
    rising = place[1:] > place[:-1]
    rising[ends[1:-1] - 1] = True
    return slice(None) if rising.all() else np.lexsort((place, np.repeat(np.arange(len(ends) - 1), np.diff(ends))))


def _keyed(keys: npt.NDArray[np.bytes_]) -> npt.NDArray[np.void]:
    """A record for each key, without value and with the plain status."""
    records = np.zeros(len(keys), dtype=RECORD)
    records["key"] = keys
    return records


def _filled(records: npt.NDArray[np.void], value: Floats, status: Codes, rank: Ints) -> npt.NDArray[np.void]:
    records["value"], records["rank"] = value, rank
    empty, marked = np.isnan(value), status != CODE[""]
    if empty.any():
        records["value"][empty] = np.nan
    if marked.any():
        records["status"] = _WORDS[status]
    return records


def _digest(records: npt.NDArray[np.void]) -> bytes:
    return blake2b(records.data, digest_size=16).digest()
