"""What a profile is: arrays of histories and goals in, arrays of observed and required paces out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cockpit.progress.history import Floats, History, Ints

Words = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Goal:
    """Target value and target year of r regions."""

    value: Floats
    year: Ints


@dataclass(frozen=True, slots=True)
class Cuts:
    """Lowest Tempo-Quote called on track, and nearly on track."""

    on_track: float
    nearly: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Paces of r regions: units per year, or with ``compound`` a rate per year (0.01 = 1 %).

    ``base`` is the value the required pace starts from, NaN for profiles that start from now.
    ``first_year`` opens the years the observed pace spans. ``reason`` is "" where the pace is defined.
    """

    observed: Floats
    required: Floats
    base: Floats
    first_year: Ints
    reason: Words
    compound: bool = False


Measure = Callable[[History, Goal], tuple[Measured, ...]]


@dataclass(frozen=True, slots=True)
class Method:
    """One profile: ``measure`` gives one pace, or the short and the long window."""

    name: str
    cuts: Cuts
    measure: Measure


def from_now(history: History, goal: Goal, observed: Floats, first_year: Ints, reason: Words) -> Measured:
    """A linear pace against what is needed from the latest value on: (yT − yt) / (T − t)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        required = (goal.value - history.latest) / (goal.year - history.latest_year)
    return Measured(observed, required, np.full(len(required), np.nan), first_year, reason)


def from_base(history: History, goal: Goal, base: Floats, base_year: Ints, reason: Words) -> Measured:
    """A linear pace since a base year against the straight line from base to target."""
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (history.latest - base) / (history.latest_year - base_year)
        required = (goal.value - base) / (goal.year - base_year)
    return Measured(observed, required, base, base_year, reason)


def compound(history: History, goal: Goal, base: Floats, base_year: Ints, reason: Words) -> Measured:
    """Growth rates since a base year; undefined when latest, base or target value is not positive."""
    positive = (history.latest > 0) & (base > 0) & (goal.value > 0)
    reason = np.where((reason == "") & ~positive, "not_positive", reason)
    observed = _rate(base, history.latest, history.latest_year - base_year, positive)
    required = _rate(base, goal.value, goal.year - base_year, positive)
    return Measured(observed, required, base, base_year, reason, compound=True)


def _rate(start: Floats, end: Floats, years: Ints, defined: npt.NDArray[np.bool_]) -> Floats:
    """(end/start)^(1/years) − 1, by logarithms so that two nearly equal values keep their difference."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rate: Floats = np.expm1(np.log1p(np.where(defined, (end - start) / start, np.nan)) / years)
    return rate
