"""Values over years for one region, as stored: sorted, unrounded, with status."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.model.region import Region
from cockpit.model.status import OUT_OF_SLOPES, Status

FEWEST_KREISE = 5
"""Fewer values have no median, no quarters and no classes that would tell anything; they are named instead."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one year; ``value`` is ``None`` when only a status is known."""

    year: int
    value: float | None
    status: str = Status.PLAIN
    rank: int | None = None

    @property
    def counts(self) -> bool:
        """Whether the point takes part in slopes."""
        return self.value is not None and self.status not in OUT_OF_SLOPES


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one region, ascending by year, gaps left as gaps."""

    region: Region
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point | None:
        """The newest point that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    def at(self, year: int) -> Point | None:
        """The point of that year, if any row is stored for it."""
        return next((point for point in self.points if point.year == year), None)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Distribution over the current Kreise in one year; counts and quartiles, never an average of rates."""

    year: int
    n: int
    minimum: float
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: float

    @property
    def tells(self) -> bool:
        """Whether enough Kreise have a value for median and quarters."""
        return self.n >= FEWEST_KREISE
