"""Which regions kept a needed pace for three years or more, up to their newest value.

The rule. Looked at are the counting values of the years t−10 … t, t being the region's newest, none beyond a break.
A span from a year a with a value to t holds the pace when it is at least 3 years long, has at least 4 values, and the
needed pace is reached, towards the target, by the mean change per year from a to t and by at least half of the steps
from one value to the next (a step over a gap counts by its change per year), so that one jump makes no pace.
The longest such span counts. For targets that are a reduction in per cent, all changes are divided by the value at a.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cockpit.model.indicator import Break
from cockpit.progress.history import TREND_YEARS, Flags, Floats, History, Ints, history

LEAST_YEARS = 3
FEWEST = 4
ROUNDING = 1e-9
"""Share of the needed pace that floating point may take away from an equal one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The longest span that held the pace; ``pace`` is the mean change in units per year."""

    first_year: int
    first_value: float
    last_year: int
    last_value: float
    pace: float

    @property
    def years(self) -> int:
        """Length of the span."""
        return self.last_year - self.first_year


def kept(
    frame: pd.DataFrame, breaks: Iterable[Break], needed: float, *, relative: bool = False
) -> dict[str, Kept | None]:
    """By key, for each region with enough values: its span, or None where no span held the pace.

    ``frame``: columns key, year, value, status; one row per key and year. ``needed``: units per year, not 0, or with
    ``relative`` a share of the first value per year; its sign says where the target lies.
    """
    past = history(frame, breaks)
    window, steps = past.window(), _steps(past.window())
    tested = np.zeros(len(past.keys), dtype=np.bool_)
    years: Ints = np.zeros(len(past.keys), dtype=np.int64)
    for span in range(LEAST_YEARS, TREND_YEARS + 1):
        first, after = window[:, -1 - span], steps[:, -span:]
        enough = np.isfinite(first) & (np.isfinite(after).sum(axis=1) >= FEWEST - 1)
        tested |= enough
        wanted = needed * np.where(first > 0, first, np.nan) if relative else np.full(len(first), needed)
        years[enough & _holds((window[:, -1] - first) / span, after, wanted)] = span
    return {key: _kept(past, row, int(years[row])) for row, key in enumerate(past.keys) if tested[row]}


def _steps(window: Floats) -> Floats:
    """Change per year from the value before, (r, w); NaN without a value or without one before."""
    found = np.isfinite(window)
    columns = np.where(found, np.arange(window.shape[1]), -1)
    before = np.maximum.accumulate(np.pad(columns, ((0, 0), (1, 0)), constant_values=-1)[:, :-1], axis=1)
    earlier = np.where(before >= 0, np.take_along_axis(window, np.maximum(before, 0), axis=1), np.nan)
    return (window - earlier) / np.maximum(np.arange(window.shape[1]) - before, 1)


def _holds(mean: Floats, steps: Floats, wanted: Floats) -> Flags:
    """Whether mean (r,) and at least half of the steps (r, s) reach ``wanted`` (r,), in its direction."""
    sign, least = np.sign(wanted), np.abs(wanted) * (1 - ROUNDING)
    fast = (steps * sign[:, None] >= least[:, None]).sum(axis=1)
    held: Flags = (mean * sign >= least) & (2 * fast >= np.isfinite(steps).sum(axis=1))
    return held


def _kept(past: History, row: int, years: int) -> Kept | None:
    if not years:
        return None
    last_year = int(past.latest_year[row])
    first, last = float(past.back(years)[row]), float(past.latest[row])
    return Kept(last_year - years, first, last_year, last, (last - first) / years)
