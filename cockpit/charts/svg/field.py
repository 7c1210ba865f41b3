"""From years and values to pixels."""

from __future__ import annotations

from cockpit.charts.scene import Scene

STEPS = (1, 2, 5, 10, 20, 50)
MANY = 14


class Field:
    """The plot area of a scene between four edges in pixels."""

    __slots__ = ("bottom", "first", "high", "last", "left", "low", "right", "top")

    def __init__(self, scene: Scene, left: float, right: float, top: float, bottom: float) -> None:
        self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.first, self.last = scene.years or (0, 0)
        self.low, self.high = scene.ticks[0][0], scene.ticks[-1][0]

    def x(self, year: float) -> float:
        """A single year stands in the middle."""
        if self.last == self.first:
            return (self.left + self.right) / 2
        return self.left + (year - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Values grow upwards; a flat series stands in the middle."""
        if self.high == self.low:
            return (self.top + self.bottom) / 2
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def year_ticks(self, apart: float) -> tuple[int, ...]:
        """Round years at least ``apart`` pixels from each other; the only ones when few."""
        years = max(self.last - self.first, 1)
        pixels = (self.right - self.left) / years
        fitting = [step for step in STEPS if step * pixels >= apart and (step > 2 or years <= MANY)]
        step = fitting[0] if fitting else STEPS[-1]
        shown = tuple(year for year in range(self.first, self.last + 1) if year % step == 0)
        return shown or (self.first,)
