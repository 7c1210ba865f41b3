"""From paces to verdicts: the order of the rules, the same for every profile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cockpit.progress.history import Floats, History
from cockpit.progress.method import Cuts, Goal, Measured, Words

STILL = 0.05
"""A Tempo-Quote nearer to zero than this is no movement."""
NOISE = 1e-9
"""Room for floating point at a cut: a straight line to the target is on track."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdict key and Tempo-Quote of r regions; the quote is NaN where no cut was asked."""

    key: Words
    ratio: Floats


def judge(history: History, goal: Goal, better: int, measured: Measured, cuts: Cuts) -> Judged:
    """Apply the rules in order; ``better`` is +1 or −1."""
    reached = better * (history.latest - goal.value) >= 0
    overdue = goal.year <= history.latest_year
    # base beyond the target, latest short of it: two wrong signs would make a fine quote
    turned = better * (measured.base - goal.value) >= 0
    undefined = measured.reason != ""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = measured.observed / measured.required
    before_cuts = [reached, overdue, turned, undefined]
    key = np.select(
        [
            *before_cuts,
            np.abs(ratio) < STILL - NOISE,
            ratio < 0,
            ratio >= cuts.on_track - NOISE,
            ratio >= cuts.nearly - NOISE,
        ],
        ["met", "missed", "away", "no_verdict", "unchanged", "away", "on_track", "nearly"],
        "too_slow",
    )
    return Judged(key, np.where(np.any(before_cuts, axis=0), np.nan, ratio))
