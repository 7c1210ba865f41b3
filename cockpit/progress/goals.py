"""The targets of one indicator for all its regions, as arrays for the profiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from cockpit.model.indicator import Break
from cockpit.model.target import ResolvedTarget, Target
from cockpit.progress.history import Flags, History, starts
from cockpit.progress.method import Goal
from cockpit.progress.targets import Cells, applicable, resolve


def resolved_targets(
    targets: Sequence[Target], history: History, frame: pd.DataFrame, breaks: Iterable[Break]
) -> tuple[ResolvedTarget | None, ...]:
    """Per region its decided target, else the one that orients, as a number or with the reason why not.

    A break of the region itself (its works were regrouped) makes an earlier base year another thing. A break for
    all (a census) shifts everyone a little and leaves the base year usable.
    """
    own = starts(history.keys, history.latest_year, (one for one in breaks if "*" not in one.keys))
    base_cells = _base_cells(targets, frame)
    return tuple(
        _resolved(targets, key, latest_year, base_cells.get(key, {}), start)
        for key, latest_year, start in zip(history.keys, history.latest_year.tolist(), own.tolist(), strict=True)
    )


def _resolved(targets: Sequence[Target], key: str, latest_year: int, cells: Cells, start: int) -> ResolvedTarget | None:
    target = applicable(targets, key, latest_year, decided=True) or applicable(targets, key, latest_year, decided=False)
    return resolve(target, cells, start) if target else None


def _base_cells(targets: Sequence[Target], frame: pd.DataFrame) -> Mapping[str, Cells]:
    years = {target.base_year for target in targets if target.relative is not None}
    rows = frame[frame["year"].isin(list(years))]
    cells: dict[str, dict[int, tuple[float | None, str]]] = {}
    for key, year, value, status in zip(rows["key"], rows["year"], rows["value"], rows["status"], strict=True):
        cells.setdefault(str(key), {})[int(year)] = (None if pd.isna(value) else float(value), str(status))
    return cells


def goal_of(resolved: Sequence[ResolvedTarget | None]) -> tuple[Flags, Goal]:
    """Which regions have a target as a number, and those numbers."""
    found = [one.value is not None if one else False for one in resolved]
    numbers = [one for one in resolved if one and one.value is not None]
    return np.array(found, dtype=np.bool_), Goal(
        np.array([one.value for one in numbers], dtype=np.float64),
        np.array([one.target.year for one in numbers], dtype=np.int64),
    )
