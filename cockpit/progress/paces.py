"""One profile applied to all regions: its paces as values, each with the projection at the same pace."""

from __future__ import annotations

import math
from typing import cast

import numpy as np

from cockpit.model.verdict import Pace, Projection, VerdictKey
from cockpit.progress.history import History
from cockpit.progress.method import Goal, Measured, Method
from cockpit.progress.projection import projections
from cockpit.progress.rules import Judged, judge


def paces(method: Method, past: History, goal: Goal, better: int) -> list[tuple[Pace, Projection | None]]:
    """Pace and projection per region; a second, longer window of the profile fills ``long_key``/``long_ratio``."""
    short, *longer = method.measure(past, goal)
    judged = judge(past, goal, better, short, method.cuts)
    long = judge(past, goal, better, longer[0], method.cuts) if longer else None
    lines = projections(past, goal, short, judged.key)
    return list(zip(_values(method.name, past, short, judged, long), lines, strict=True))


def _values(name: str, past: History, measured: Measured, judged: Judged, long: Judged | None) -> list[Pace]:
    settled = np.isin(judged.key, ("met", "missed"))
    shown = ~settled & (measured.reason == "")
    compared = np.isfinite(judged.ratio)
    columns = (
        judged.key,
        judged.ratio,
        np.where(shown, measured.observed, np.nan),
        np.where(compared, measured.required, np.nan),
        measured.first_year,
        past.latest_year,
        np.where(judged.key == "no_verdict", measured.reason, ""),
        long.key if long else np.full(len(shown), ""),
        long.ratio if long else np.full(len(shown), np.nan),
    )
    return [
        Pace(
            method=name,
            key=cast(VerdictKey, key),
            ratio=_number(ratio),
            observed=_number(observed),
            required=_number(required),
            first_year=None if math.isnan(observed) else first_year,
            last_year=last_year,
            reason=reason,
            long_key=cast(VerdictKey, long_key) if long_key else None,
            long_ratio=_number(long_ratio),
        )
        for key, ratio, observed, required, first_year, last_year, reason, long_key, long_ratio in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
