"""The mean of a series before and after a year, beside the median of comparable series: in time, no proof of effect."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from cockpit.model.series import FEWEST_KREISE, Point, Series

FEWEST = 2
MOST = 5
"""Values on each side: fewer are no mean, more reach too far back to stand for before."""


@dataclass(frozen=True, slots=True)
class Side:
    """The mean over the values of ``years``; ``peers`` is the median of the means of comparable series."""

    years: tuple[int, ...]
    own: float
    peers: float | None


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Both sides of a year; ``n_peers`` counts the comparable series with a value in each of the years used."""

    before: Side
    after: Side
    n_peers: int


def before_after(own: Series, peers: Sequence[Series], start: int, breaks: Collection[int]) -> BeforeAfter | None:
    """None with fewer than two values on one side. The year of the start belongs to neither; no break is crossed."""
    low = max((year for year in breaks if year <= start), default=None)
    high = min((year for year in breaks if year > start), default=None)
    within = [
        point
        for point in own.points
        if point.counts and (low is None or point.year >= low) and (high is None or point.year < high)
    ]
    before = [point for point in within if point.year < start][-MOST:]
    after = [point for point in within if point.year > start][:MOST]
    if min(len(before), len(after)) < FEWEST:
        return None
    years = {point.year for point in (*before, *after)}
    others = [held for one in peers if years <= (held := _held(one)).keys()]
    tells = len(others) >= FEWEST_KREISE
    sides = [_side(points, others if tells else []) for points in (before, after)]
    return BeforeAfter(sides[0], sides[1], len(others) if tells else 0)


def _held(series: Series) -> dict[int, float]:
    return {point.year: point.value for point in series.points if point.counts and point.value is not None}


def _side(points: Sequence[Point], others: Sequence[dict[int, float]]) -> Side:
    years = tuple(point.year for point in points)
    own = fmean(point.value for point in points if point.value is not None)
    return Side(years, own, median(fmean(one[year] for year in years) for one in others) if others else None)
