"""Which thin lines would flatten all others, so that a chart leaves them out and says so."""

from __future__ import annotations

from collections.abc import Sequence

from cockpit.charts.scene import Line

MOST = 3


def outliers(peers: Sequence[Line], values: Sequence[float]) -> tuple[Line, ...]:
    """Up to three lines that each leave the span of ``values`` and all other lines by more than its length.

    ``values`` are those of the named lines, targets and bands: what must be seen whatever it does to the axis.
    """
    drawn = sorted([*values, *(dot.y for line in peers for dot in line.dots)])
    if not drawn:
        return ()
    middle = drawn[len(drawn) // 2]
    ordered = sorted(peers, key=lambda line: -_beyond(line, middle, middle))
    found: tuple[Line, ...] = ()
    for count in range(1, min(MOST, len(peers) - 1) + 1):
        kept = [*values, *(dot.y for line in ordered[count:] for dot in line.dots)]
        low, high = min(kept, default=0.0), max(kept, default=0.0)
        if high > low and all(_beyond(line, low, high) > high - low for line in ordered[:count]):
            found = tuple(ordered[:count])
    return found


def _beyond(line: Line, low: float, high: float) -> float:
    """How far a line leaves a span."""
    return max((max(low - dot.y, dot.y - high) for dot in line.dots), default=0.0)
