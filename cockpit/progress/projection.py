"""Carrying the latest value on at a profile's pace: value in the target year, band, year of arrival."""

from __future__ import annotations

import numpy as np

from cockpit.model.verdict import Projection
from cockpit.progress.direction import FEWEST
from cockpit.progress.history import Floats, History
from cockpit.progress.method import Goal, Measured, Words
from cockpit.progress.rules import NOISE
from cockpit.progress.slopes import Slopes, theil_sen

FARTHEST = 100
"""An arrival more than a hundred years ahead is told as none."""
SETTLED = ("met", "missed", "no_verdict")


def projections(history: History, goal: Goal, measured: Measured, key: Words) -> tuple[Projection | None, ...]:
    """One projection per region with an open verdict and a defined pace.

    The band is the latest value carried on with the ends of the 90 % Theil–Sen interval over the years the pace
    spans; it needs as many points there as a direction does.
    """
    ahead = goal.year - history.latest_year
    with np.errstate(over="ignore", invalid="ignore"):
        growth = (1 + measured.observed) ** ahead if measured.compound else 1.0
        value = history.latest * growth if measured.compound else history.latest + measured.observed * ahead
    slopes = _slopes(history, measured)
    low, high = (history.latest + end * ahead for end in (slopes.low, slopes.high))
    shown = ~np.isin(key, SETTLED) & (measured.reason == "") & np.isfinite(value)
    columns = (shown, goal.year, value, slopes.n >= FEWEST, low, high, _arrival(history, goal, measured))
    return tuple(
        Projection(year, end, low if banded else None, high if banded else None, None if there < 0 else int(there))
        if draw
        else None
        for draw, year, end, banded, low, high, there in zip(*(part.tolist() for part in columns), strict=True)
    )


def _slopes(history: History, measured: Measured) -> Slopes:
    spans = np.where(measured.reason == "", history.latest_year - measured.first_year, 0)
    longest = int(spans.max(initial=0))
    back = np.arange(longest, -1, -1)
    return theil_sen(np.where(back <= spans[:, None], history.window(longest), np.nan))


def _arrival(history: History, goal: Goal, measured: Measured) -> Floats:
    """Year in which the pace reaches the target, −1 when it does not within sight."""
    with np.errstate(divide="ignore", invalid="ignore"):
        years = (
            np.log(goal.value / history.latest) / np.log1p(measured.observed)
            if measured.compound
            else (goal.value - history.latest) / measured.observed
        )
        within = np.isfinite(years) & (years > 0) & (years <= FARTHEST + NOISE)
    return np.where(within, history.latest_year + np.ceil(np.where(within, years, 0) - NOISE), -1)
