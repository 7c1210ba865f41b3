"""Profile with the Theil–Sen slope of the last ten years against what is needed from now."""

from __future__ import annotations

import numpy as np

from cockpit.progress.direction import FEWEST, short_reasons
from cockpit.progress.history import TREND_YEARS, History
from cockpit.progress.method import Cuts, Goal, Measured, from_now
from cockpit.progress.slopes import theil_sen

CUTS = Cuts(on_track=0.95, nearly=0.80)


def measure(history: History, goal: Goal) -> tuple[Measured, ...]:
    """Theil–Sen slope over t−10 … t, at least five points."""
    window = history.window()
    first = np.argmax(np.isfinite(window), axis=1)
    reason = np.array(short_reasons(history, FEWEST), dtype=np.str_)
    return (from_now(history, goal, theil_sen(window).slope, history.latest_year - TREND_YEARS + first, reason),)
