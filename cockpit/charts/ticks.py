"""Round numbers: ticks of a value axis and the rounded edges of map classes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10

from cockpit.base.formats import number

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
CLASSES = 6
SMALLEST_CLASS = 0.08
NEAR_ZERO = 0.25


def ticks(low: float, high: float, wanted: int = 5, unit: str = "") -> tuple[tuple[float, str], ...]:
    """Three to seven round values that enclose ``low`` … ``high``, in German; the top one carries the unit."""
    if low >= 0 and low < NEAR_ZERO * high:
        low = 0.0  # close to zero, an axis that starts above it would mislead
    if high - low <= 0:
        margin = abs(high) * 0.1 or 1.0
        low, high = (0.0 if 0 <= low < margin else low - margin), high + margin
    step = _step((high - low) / wanted)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    places = _places(step)
    found = [(round(index * step, 10), number(round(index * step, 10), places)) for index in range(first, last + 1)]
    top, label = found[-1]
    return (*found[:-1], (top, f"{label}\N{NO-BREAK SPACE}{unit}" if unit else label))


def _step(raw: float) -> float:
    power = 10.0 ** floor(log10(raw))
    return next(step * power for step in STEPS if step * power >= raw * 0.999)


def _places(step: float) -> int:
    return next((places for places in range(6) if abs(round(step, places) - step) < step * 1e-6), 6)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Linear quantile of sorted values."""
    place = (len(ordered) - 1) * share
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def class_edges(values: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Inner edges of at most six classes: sextiles, rounded as coarsely as the classes allow, strictly rising."""
    ordered = sorted(values)
    raw = [quantile(ordered, index / CLASSES) for index in range(1, CLASSES)]
    for step in _roundings(ordered, decimals):
        edges = [round(round(edge / step) * step, 10) for edge in raw]
        if _serve(edges, ordered):
            return tuple(edges)
    kept = sorted({round(edge, decimals) for edge in raw})
    return tuple(edge for edge in kept if ordered[0] < edge <= ordered[-1])


def _roundings(ordered: Sequence[float], decimals: int) -> list[float]:
    spread = ordered[-1] - ordered[0]
    if spread <= 0:
        return []
    top = ceil(log10(spread))
    steps = [base * 10.0**power for power in range(top, -decimals - 1, -1) for base in (5.0, 2.0, 1.0)]
    return [step for step in steps if step >= 10.0**-decimals * 0.999]


def _serve(edges: Sequence[float], ordered: Sequence[float]) -> bool:
    if any(b <= a for a, b in pairwise(edges)):
        return False
    if not ordered[0] < edges[0] or not edges[-1] <= ordered[-1]:
        return False
    counts = [0] * CLASSES
    for one in ordered:
        counts[shade(one, edges) - 1] += 1
    return min(counts) >= SMALLEST_CLASS * len(ordered)


def shade(amount: float, edges: Sequence[float]) -> int:
    """Class 1 … of a value: an edge belongs to the class above it."""
    return 1 + sum(amount >= edge for edge in edges)
