"""A picture of exactly the wished-for size: the plot adapts, and where that is not enough everything gets smaller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cockpit.charts.svg.ink import Drawing, box

STEP = 1.1
EDGE = 2.0
LayOut = Callable[[int, int], Drawing]


def fitted(lay_out: LayOut, size: tuple[int, int], most: int, paper: str = "") -> Drawing:
    """Laid out on larger and larger paper of the same shape until all texts have room; nothing is cut off.

    ``size`` is width and height as shown, ``most`` the widest paper to begin with.
    """
    width, height = size
    wide = min(width, most)
    high = round(wide * height / width)
    drawn = lay_out(wide, high)
    while drawn.height > high:
        # half the way (in steps that multiply) to where it would fit if its height stayed the same
        wide = round(wide * max(STEP, (drawn.height / high) ** 0.5)) + 1
        high = round(wide * height / width)
        drawn = lay_out(wide, high)
    # rounding may leave a hair of the shape open; paper below it closes the gap
    below = (box(-EDGE, -EDGE, wide + 2 * EDGE, high + 2 * EDGE, paper),) if paper and wide != width else ()
    return replace(drawn, height=high, elements=(*below, *drawn.elements), shown=size)
