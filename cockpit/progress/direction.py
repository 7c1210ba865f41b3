"""Which way a series goes: Theil–Sen slope and Mann–Kendall test over the years t−10 … t, no target needed."""

from __future__ import annotations

import numpy as np

from cockpit.model.indicator import Indicator
from cockpit.model.verdict import DirectionKey, Trend
from cockpit.progress.history import Flags, History, Ints
from cockpit.progress.slopes import mann_kendall, theil_sen

FEWEST = 5
SIGNIFICANT = 0.1
KEYS: tuple[DirectionKey, ...] = ("no_verdict", "worsening", "no_trend", "improving")
NO_TREND = Trend("no_verdict", 0, None, None, 0, None, None, None, None, "no_value")


def trends(indicator: Indicator, history: History) -> tuple[Trend, ...]:
    """One trend per region."""
    window = history.window()
    slopes = theil_sen(window)
    p, sign = mann_kendall(window)
    enough = slopes.n >= FEWEST
    moved = np.where(enough & (p <= SIGNIFICANT), sign, 0)
    reasons = short_reasons(history, FEWEST)
    first = np.argmax(np.isfinite(window), axis=1)
    first_year = history.latest_year - (window.shape[1] - 1 - first)
    first_value = window[np.arange(len(window)), first]
    return tuple(
        Trend(
            key=key,
            movement=move,
            slope=slope if ok else None,
            p=chance if ok else None,
            n=n,
            first_year=year,
            first_value=value,
            last_year=last_year,
            last_value=last_value,
            reason=reason,
        )
        for ok, key, move, slope, chance, n, year, value, last_year, last_value, reason in zip(
            enough.tolist(),
            _keys(indicator, enough, moved),
            moved.tolist(),
            slopes.slope.tolist(),
            p.tolist(),
            slopes.n.tolist(),
            first_year.tolist(),
            first_value.tolist(),
            history.latest_year.tolist(),
            history.latest.tolist(),
            reasons if indicator.judged else ("context",) * len(reasons),
            strict=True,
        )
    )


def _keys(indicator: Indicator, enough: Flags, moved: Ints) -> list[DirectionKey]:
    towards = moved * indicator.direction
    place = np.where(enough & indicator.judged, np.sign(towards) + 2, 0)
    return [KEYS[one] for one in place.tolist()]


def short_reasons(history: History, fewest: int) -> tuple[str, ...]:
    """Why the years t−10 … t hold fewer than ``fewest`` points: a break, one date, or too few; "" when enough."""
    n: Ints = np.isfinite(history.window()).sum(axis=1)
    cut: Ints = np.isfinite(history.cut[:, -history.window().shape[1] :]).sum(axis=1)
    alone = np.isfinite(history.values).sum(axis=1) + np.isfinite(history.cut).sum(axis=1) == 1
    found = np.select([n >= fewest, n + cut >= fewest, alone], ["", "break", "one_date"], "too_few")
    return tuple(found.tolist())
