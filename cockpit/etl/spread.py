"""Which numbers stand out from the others of their group, by the robust z-score: far from the middle, in its spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

AS_SIGMA = 1.4826
"""What makes the median deviation of normal numbers their standard deviation."""


def stands_out(numbers: Floats, groups: Ints, asked: Flags, *, fewest: int, times: float) -> Flags:
    """Of the numbers asked for, which are further from the median of their group than ``times`` its spread.

    Groups of less than ``fewest`` numbers, or without any spread, have none.
    """
    wanted = np.flatnonzero(np.bincount(groups[asked]))
    row_of = np.full(groups.max(initial=0) + 1, -1)
    row_of[wanted] = np.arange(len(wanted))
    row = row_of[groups]
    middle, spread = _spreads(numbers[row >= 0], row[row >= 0], len(wanted), fewest)
    own = row[asked]
    off = np.abs(numbers[asked] - middle[own])
    return (spread[own] > 0) & (off > times * spread[own])


def _spreads(numbers: Floats, group: Ints, count: int, fewest: int) -> tuple[Floats, Floats]:
    """Median and spread of each group, 0 for those that are too small."""
    size = np.bincount(group, minlength=count)
    # numpy sorts 16 bits by counting, which is several times as fast
    order = np.argsort(group.astype(np.uint16) if count < 1 << 16 else group, kind="stable")
    there = np.arange(size.max(initial=0)) < size[:, None]
    table = np.full(there.shape, np.nan)
    table[there] = numbers[order]
    middle = _medians(table, size)
    spread = AS_SIGMA * _medians(np.abs(table - middle[:, None]), size)
    return middle, np.where(size >= fewest, spread, 0.0)


def _medians(table: Floats, size: Ints) -> Floats:
    """The median of each row, which ends in NaN behind its ``size`` numbers."""
    rising, row = np.sort(table, axis=1), np.arange(len(table))
    return (rising[row, (size - 1) // 2] + rising[row, size // 2]) / 2
