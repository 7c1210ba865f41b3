"""What can be said about a series: direction, pace by method, projection – and for people, a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VerdictKey = Literal["met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict"]
DirectionKey = Literal["improving", "no_trend", "worsening", "no_verdict"]
PROFILES = ("destatis", "robust", "eurostat", "opensdg", "sdsn")
DEFAULT_PROFILE = "destatis"
RATES = frozenset({"eurostat", "opensdg"})
"""Profiles whose pace is a yearly rate of growth instead of units per year."""

METHOD_VERSION = 1


@dataclass(frozen=True, slots=True)
class Trend:
    """Theil–Sen slope (units per year) and Mann–Kendall p over the window; values are the window's ends.

    ``key`` is ``no_verdict`` with ``reason`` when it cannot be said. ``movement`` is −1, 0 or 1 in the sense of
    the value (falling, no clear trend, rising), whatever is better.
    """

    key: DirectionKey
    movement: int
    slope: float | None
    p: float | None
    n: int
    first_year: int | None
    first_value: float | None
    last_year: int | None
    last_value: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """Verdict of one profile: ``ratio`` is the Tempo-Quote R, paces in the profile's own measure.

    ``window`` names the years the observed pace spans; ``short``/``long`` (eurostat) hold the two windows.
    """

    method: str
    key: VerdictKey
    ratio: float | None
    observed: float | None
    required: float | None
    first_year: int | None = None
    last_year: int | None = None
    reason: str = ""
    shrinking: bool = False
    long_key: VerdictKey | None = None
    long_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """Latest value carried on at the profile's pace to the target year, with a 90 % Theil–Sen band.

    ``arrival`` is the year in which the target would be reached, ``None`` when it is not.
    """

    year: int
    value: float
    low: float | None
    high: float | None
    arrival: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything computed for one series against at most one target; independent of today's date.

    ``decided`` says whether the target counts (True) or only orients (False); ``None`` without target.
    ``stable`` says whether all defined profiles agree on on-track-or-better.
    """

    trend: Trend
    target_year: int | None = None
    target_value: float | None = None
    decided: bool | None = None
    target_id: str = ""
    target_reason: str = ""
    paces: tuple[Pace, ...] = ()
    projections: tuple[tuple[str, Projection], ...] = ()
    stable: bool | None = None
    version: int = METHOD_VERSION

    def pace(self, method: str = DEFAULT_PROFILE) -> Pace | None:
        """The verdict of one profile."""
        return next((pace for pace in self.paces if pace.method == method), None)

    def projection(self, method: str = DEFAULT_PROFILE) -> Projection | None:
        """The projection of one profile."""
        return dict(self.projections).get(method)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict after the age rule, as shown to people on a given day.

    ``older``: latest value more than two years beyond the rhythm. ``too_old``: more than five calendar years;
    then ``direction`` and ``key`` are ``no_verdict`` and there is no projection.
    ``reason`` is a text key such as ``too_old``, ``too_few``, ``context``, ``gap``; empty when judged.
    """

    direction: DirectionKey
    key: VerdictKey
    reason: str
    key_reason: str
    method: str
    ratio: float | None
    stable: bool | None
    older: bool
    too_old: bool
    verdict: Verdict | None
