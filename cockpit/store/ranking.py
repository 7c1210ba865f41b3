"""Ranks and distributions of a year over the current Kreise (or Länder), computed once when a slice is written."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cockpit.model.catalogue import Catalogue
from cockpit.store.cells import Cells, Flags, Floats, Ints, starts
from cockpit.store.names import Names

QUANTILES = {"minimum": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "maximum": 1.0}
AGGREGATES = ("n", *QUANTILES)
SLOTS_AT_ONCE = 64
"""So few that their values stay in the processor's cache."""


def ranked_regions(cells: Cells, catalogue: Catalogue, names: Names) -> Flags:
    """Which cells count: those with a value of a current region on the level of their indicator, Kreis or Land."""
    members = np.zeros((2, len(names.keys)), dtype=bool)
    for key, region in catalogue.regions.items():
        if region.is_current and region.level in {"kreis", "land"}:
            members[int(region.level == "land"), names.regions[key]] = True
    is_land = np.zeros(max(names.codes, default=0) + 1, dtype=np.int64)
    for code, indicator in catalogue.indicators.items():
        is_land[names.indicators[code]] = indicator.level == "land"
    counted: Flags = members[is_land[cells.indicator], cells.region] & ~np.isnan(cells.value)
    return counted


def ranks(cells: Cells, counted: Flags) -> Ints:
    """Rank of every cell in its slot, 1 = highest, ties share the smallest; 0 where the cell does not count."""
    found = np.zeros(len(cells), dtype=np.int64)
    place = np.flatnonzero(counted)
    slot, value = cells.slot[place], cells.value[place]
    result = [_ranks(table, there) for table, there in _tables(slot, value)]
    found[place] = np.concatenate(result) if result else 0
    return found


def aggregates(slot: Ints, value: Floats) -> pd.DataFrame:
    """Per slot (index): n, minimum, lower_quartile, median, upper_quartile, maximum of the values that count."""
    if (slot[1:] < slot[:-1]).any():
        order = np.argsort(slot, kind="stable")
        slot, value = slot[order], value[order]
    parts = [_distribution(table, there) for table, there in _tables(slot, value)]
    columns = np.concatenate(parts) if parts else np.empty((0, len(AGGREGATES)))
    frame = pd.DataFrame(columns, columns=list(AGGREGATES), index=slot[starts(slot)])
    return frame.astype({"n": np.int64})


def _tables(slot: Ints, value: Floats) -> Iterator[tuple[Floats, Flags]]:
    """The values of ascending slots, some slots at a time: one per row, ended by NaN, and where the values are."""
    bounds = np.r_[starts(slot), len(slot)]
    for some in range(0, len(bounds) - 1, SLOTS_AT_ONCE):
        ends = bounds[some : some + SLOTS_AT_ONCE + 1]
        size = np.diff(ends)
        there = np.arange(size.max()) < size[:, None]
        table = np.full(there.shape, np.nan)
        table[there] = value[ends[0] : ends[-1]]
        yield table, there


def _ranks(table: Floats, there: Flags) -> Ints:
    """The ranks of the values that are there, row by row: how many are higher, and one."""
    order = np.argsort(table, axis=1)
    rising = np.take_along_axis(table, order, axis=1)
    width = table.shape[1]
    last = np.full(table.shape, width - 1)
    last[:, :-1] = np.where(rising[:, 1:] != rising[:, :-1], np.arange(width - 1), width)
    last = np.minimum.accumulate(last[:, ::-1], axis=1)[:, ::-1]
    found = np.empty(table.shape, dtype=np.int64)
    np.put_along_axis(found, order, there.sum(axis=1)[:, None] - last, axis=1)
    return found[there]


def _distribution(table: Floats, there: Flags) -> Floats:
    """One row of ``AGGREGATES`` per slot; between two values a quantile is interpolated."""
    rising = np.sort(table, axis=1)
    n, row = there.sum(axis=1), np.arange(len(table))
    columns = [n.astype(np.float64)]
    for share in QUANTILES.values():
        place = share * (n - 1)
        below = place.astype(np.int64)
        low, high = rising[row, below], rising[row, np.minimum(below + 1, n - 1)]
        columns.append(low + (high - low) * (place - below))
    return np.column_stack(columns)
