"""All regions of one indicator side by side, each aligned at its own latest year, so that rules are array sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cockpit.model.catalogue import matches
from cockpit.model.indicator import Break
from cockpit.model.status import OUT_OF_SLOPES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

TREND_YEARS = 10
"""Direction and the paces from now look at the years t−10 … t."""
SHORTEST = 16
"""At least t−15 … t is always there (gaps as NaN), so that every method may index its window."""


@dataclass(frozen=True, slots=True)
class History:
    """Counting values of r regions over w years, gaps as NaN.

    ``values``: (r, w), the last column is the region's ``latest_year`` (r,), the one before it the year before.
    ``cut``: (r, w), the values that a break keeps out of every window, NaN elsewhere.
    """

    keys: tuple[str, ...]
    latest_year: Ints
    values: Floats
    cut: Floats

    @property
    def latest(self) -> Floats:
        """The latest values, (r,)."""
        last: Floats = self.values[:, -1]
        return last

    def window(self, years: int = TREND_YEARS) -> Floats:
        """Values of the years t−``years`` … t, (r, years + 1)."""
        return self.values[:, -years - 1 :]

    def back(self, years: int) -> Floats:
        """Values exactly ``years`` before the latest, (r,)."""
        value: Floats = self.values[:, -1 - years]
        return value

    def year_of(self, column: Ints) -> Ints:
        """Calendar years of one column per region, (r,)."""
        years: Ints = self.latest_year - (self.values.shape[1] - 1 - column)
        return years

    def rows(self, wanted: Flags) -> History:
        """The same for some regions."""
        keys = tuple(key for key, take in zip(self.keys, wanted, strict=True) if take)
        return History(keys, self.latest_year[wanted], self.values[wanted], self.cut[wanted])


def history(frame: pd.DataFrame, breaks: Iterable[Break]) -> History:
    """Histories of all regions with at least one counting value, by key.

    ``frame``: columns key, year, value, status; one row per key and year.
    """
    frame = counting(frame)
    codes, keys = pd.factorize(frame["key"], sort=True)
    names = tuple(keys.tolist())
    years = frame["year"].to_numpy(dtype=np.int64)
    latest = np.zeros(len(names), dtype=np.int64)
    np.maximum.at(latest, codes, years)
    width = max(SHORTEST, int((latest[codes] - years).max(initial=0)) + 1)
    values = np.full((len(names), width), np.nan)
    values[codes, width - 1 - (latest[codes] - years)] = frame["value"].to_numpy(dtype=np.float64)
    start = starts(names, latest, breaks)
    before = latest[:, None] - np.arange(width - 1, -1, -1) < start[:, None]
    return History(names, latest, np.where(before, np.nan, values), np.where(before, values, np.nan))


def counting(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that take part in slopes: a finite number, and no status that keeps it out."""
    finite = np.isfinite(frame["value"].to_numpy(dtype=np.float64))
    codes, words = pd.factorize(frame["status"])
    sound = np.array([word not in OUT_OF_SLOPES for word in words.tolist()], dtype=bool)
    counts = finite & (sound[codes] if len(words) else True)
    return frame if counts.all() else frame[counts]


def starts(keys: Iterable[str], latest: Ints, breaks: Iterable[Break]) -> Ints:
    """First year of each region's comparable series: that of its last break up to ``latest``, 0 without one."""
    ends = tuple(breaks)
    if not ends:
        return np.zeros(len(latest), dtype=np.int64)
    found = [
        max((one.year for one in ends if one.year <= last and matches(one.keys, key)), default=0)
        for key, last in zip(keys, latest.tolist(), strict=True)
    ]
    return np.array(found, dtype=np.int64)
