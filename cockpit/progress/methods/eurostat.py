"""Profile of Eurostat: growth rates from base, over a short window of 5 and a long one of 15 years."""

from __future__ import annotations

import numpy as np

from cockpit.progress.history import History
from cockpit.progress.method import Cuts, Goal, Measured, compound

CUTS = Cuts(on_track=0.95, nearly=0.60)
SHORT, LONG = 5, 15


def measure(history: History, goal: Goal) -> tuple[Measured, ...]:
    """The short window first, then the long one; each needs a value exactly at its base year."""
    return tuple(_window(history, goal, years) for years in (SHORT, LONG))


def _window(history: History, goal: Goal, years: int) -> Measured:
    base = history.back(years)
    behind_break = np.isfinite(history.cut[:, -1 - years])
    reason = np.select([np.isfinite(base), behind_break], ["", "break"], "no_base_value")
    return compound(history, goal, base, history.latest_year - years, reason)
