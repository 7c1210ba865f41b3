"""Where a value lies among comparable Kreise: a quarter, not a rank."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from cockpit.model.view import Placement

FEWEST = 4
"""Fewer others have no quarters."""


def placement(value: float, year: int, others: Sequence[float]) -> Placement | None:
    """The quarter of ``value`` counted from the lowest; equal values count half as lower.

    ``others`` are the values of the comparable Kreise in ``year``, without the Kreis itself.
    """
    values = tuple(sorted(other for other in others if math.isfinite(other)))
    if len(values) < FEWEST or not math.isfinite(value):
        return None
    lower = (bisect_left(values, value) + bisect_right(values, value)) / 2
    return Placement(year, value, min(4, 1 + int(4 * lower / len(values))), values)
