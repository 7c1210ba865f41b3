"""The step before publishing: which cells are new, changed or unchanged against what is stored now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.etl.batch import Batch
from cockpit.etl.columns import STATUSES, numbered, occurring, places
from cockpit.model.status import Status

STATES = NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
LIMITED, PLAIN = STATUSES.index(Status.LIMITED), STATUSES.index(Status.PLAIN)
YEARS = 4096
"""More years than there are; makes (series, year) one number in which the previous year is one less."""


def cell_ids(frame: DataFrame, indicators: Sequence[str], keys: Sequence[str]) -> NDArray[np.int64]:
    """One number per (indicator, key, year); the same cell one year earlier is one less."""
    cell = places(frame["indicator"], indicators) * len(keys) + places(frame["key"], keys)
    return np.asarray(cell * YEARS + frame["year"].to_numpy(dtype=np.int64))


def compare(batch: Batch, stored: DataFrame, keys: Sequence[str]) -> Batch:
    """Adds ``state``, ``stored`` and ``before`` (the value of the year before, from the file or the store).

    ``stored`` has the columns indicator key year value status. A status that only comes from the catalogue is no
    change while the number is equal; such a cell keeps the status it has.
    """
    frame = batch.frame
    indicators = sorted(occurring(frame["indicator"]))
    ids = cell_ids(frame, indicators, keys)
    value, status = frame["value"].to_numpy(), places(frame["status"], STATUSES)
    old = _Stored.of(stored, cell_ids(stored, indicators, keys))
    had, label = old.at(ids)
    known = label >= 0
    same = (value == had) | (np.isnan(value) & np.isnan(had))
    curated = frame["curated"].to_numpy() & (status == LIMITED) & (label == PLAIN)
    equal = known & same & ((status == label) | curated)
    before = _year_before(ids, value)
    before = np.where(np.isnan(before), old.at(ids - 1)[0], before)
    return batch.of(
        frame.assign(
            state=numbered(np.where(equal, 2, known).astype(np.int8), STATES),
            status=numbered(np.where(equal, label, status), STATUSES),
            stored=had,
            before=before,
        )
    )


def _year_before(ids: NDArray[np.int64], value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Per cell what the file itself has for the year before."""
    found, steps = np.full(len(ids), np.nan), np.diff(ids)
    if (steps >= 0).all():
        second = np.flatnonzero(steps == 1) + 1
        found[second] = value[second - 1]
        return found
    order = np.argsort(ids, kind="stable")
    second = np.flatnonzero(np.diff(ids[order]) == 1) + 1
    found[order[second]] = value[order[second - 1]]
    return found


@dataclass(frozen=True, slots=True)
class _Stored:
    """Stored cells in the order of their numbers; ``status`` are numbers of ``STATUSES``."""

    ids: NDArray[np.int64]
    value: NDArray[np.float64]
    status: NDArray[np.int64]

    @classmethod
    def of(cls, stored: DataFrame, ids: NDArray[np.int64]) -> _Stored:
        once, first = np.unique(ids, return_index=True)
        return cls(once, stored["value"].to_numpy(np.float64)[first], places(stored["status"], STATUSES)[first])

    def at(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Value and status of these cells; NaN and −1 where nothing is stored."""
        value, status = np.full(len(ids), np.nan), np.full(len(ids), -1, dtype=np.int64)
        if len(self.ids):
            place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
            known = self.ids[place] == ids
            value[known], status[known] = self.value[place[known]], self.status[place[known]]
        return value, status
