"""Profile of the Indikatorenbericht: pace over the last six points against what is needed from now."""

from __future__ import annotations

import numpy as np

from cockpit.progress.direction import short_reasons
from cockpit.progress.history import TREND_YEARS, History
from cockpit.progress.method import Cuts, Goal, Measured, from_now

CUTS = Cuts(on_track=0.95, nearly=0.80)
POINTS = 6


def measure(history: History, goal: Goal) -> tuple[Measured, ...]:
    """(yt − ya) / (t − ta), ``a`` = first of the last six points; they span at most ten years."""
    window = history.window()
    from_end = np.cumsum(np.isfinite(window)[:, ::-1], axis=1)
    distance = np.argmax(from_end >= POINTS, axis=1)  # years back from t; 0 when there are fewer points
    first = window[np.arange(len(window)), TREND_YEARS - distance]
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (history.latest - first) / distance
    reason = np.array(short_reasons(history, POINTS), dtype=np.str_)
    return (from_now(history, goal, observed, history.latest_year - distance, reason),)
