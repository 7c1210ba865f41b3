"""Series as runs of neighbouring years: gaps stay gaps, and a break ends a run."""

from __future__ import annotations

from collections.abc import Iterable

from cockpit.charts import words
from cockpit.charts.scene import Dot
from cockpit.model.indicator import Break, Indicator
from cockpit.model.selection import Selection
from cockpit.model.series import Point, Series
from cockpit.model.status import Status

MARKED = frozenset({Status.LIMITED, Status.PROVISIONAL, Status.ESTIMATED, Status.UNRELIABLE})


def dot(point: Point, indicator: Indicator) -> Dot:
    """A point with a value as a dot; limited, provisional and estimated ones are open."""
    amount = point.value if point.value is not None else 0.0
    note = words.status_word(point.status) if point.status in MARKED else ""
    return Dot(point.year, amount, words.figure(amount, indicator), point.status in MARKED, note)


def within(series: Series, selection: Selection) -> tuple[Point, ...]:
    """The points that have a value, in the chosen years."""
    first, last = selection.first_year, selection.last_year
    return tuple(
        point
        for point in series.points
        if point.value is not None and (first or point.year) <= point.year <= (last or point.year)
    )


def concerns(mark: Break, key: str) -> bool:
    """Whether a break holds for a region: its key, ``14*`` or ``*``."""
    return any(key.startswith(pattern[:-1]) if pattern.endswith("*") else key == pattern for pattern in mark.keys)


def breaks_of(indicator: Indicator, key: str) -> tuple[Break, ...]:
    """The breaks that hold for a region, by year."""
    return tuple(sorted((mark for mark in indicator.breaks if concerns(mark, key)), key=lambda mark: mark.year))


def runs(points: Iterable[Point], indicator: Indicator, key: str) -> tuple[tuple[Dot, ...], ...]:
    """Neighbouring years (by the usual rhythm) without a break between them form one run."""
    cuts = [mark.year for mark in breaks_of(indicator, key)]
    found: list[list[Dot]] = []
    for point in points:
        last = found[-1][-1].x if found else None
        apart = last is None or point.year - last > max(indicator.rhythm, 1)
        if apart or any(last is not None and last < cut <= point.year for cut in cuts):
            found.append([])
        found[-1].append(dot(point, indicator))
    return tuple(tuple(run) for run in found)
