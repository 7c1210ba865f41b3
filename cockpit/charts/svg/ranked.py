"""Ranked bars: rank, name, bar from zero, value; narrow pictures put the name above its bar."""

from __future__ import annotations

from cockpit.charts.scene import Row, Scene
from cockpit.charts.svg.colours import colour_of
from cockpit.charts.svg.ink import Element, Room, Text, box, line, paragraph
from cockpit.charts.svg.measure import LINE_HEIGHT, width, wrap

NARROW = 520.0
BAR = 15.0
SLIM = 9.0


def draw(scene: Scene, room: Room, size: float, air: float = 0.0) -> tuple[list[Element], float]:
    """The elements and the lower edge; ``air`` is added below each row."""
    narrow = room.width < NARROW
    ranks = max(width(_rank(row), size) for row in scene.rows) + 8
    names = (
        0.0 if narrow else min(max(width(row.name, size, row.role != "bar") for row in scene.rows), room.width * 0.36)
    )
    values = max(width(row.text, size, row.role != "bar") for row in scene.rows) + 8
    left = room.left + ranks + (names + 10 if names else 0)
    right = room.right - (2 if narrow else values)
    field = _Span(scene, left, right)
    elements: list[Element] = []
    top = room.top
    for row in scene.rows:
        if row.skipped:
            elements.append(Text(room.left + ranks, top + size + 2, f"… {row.skipped}", size - 1, "ink-3"))
            top += size * LINE_HEIGHT + 8
        drawn, top = _row(row, room, top, field, (ranks, names, size))
        elements += drawn
        top += air
    if not narrow or field.low < 0:
        elements.append(line(((field.at(0), room.top), (field.at(0), top)), "ink-3", 1))
    return elements, top


class _Span:
    """Values to pixels between two edges; zero is always inside."""

    __slots__ = ("high", "left", "low", "right")

    def __init__(self, scene: Scene, left: float, right: float) -> None:
        values = [part.value for row in scene.rows for part in row.segments]
        self.low, self.high = min(0.0, *values), max(0.0, *values)
        self.left, self.right = left, right

    def at(self, value: float) -> float:
        """Pixel of a value."""
        if self.high == self.low:
            return self.left
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def _rank(row: Row) -> str:
    return f"{row.rank}." if row.rank else ""


def _row(
    row: Row, room: Room, top: float, span: _Span, columns: tuple[float, float, float]
) -> tuple[list[Element], float]:
    ranks, names, size = columns
    bold, colour = row.role != "bar", colour_of(row.role) if row.role != "bar" else "ink"
    value = row.segments[0].value
    start, end = sorted((span.at(0), span.at(value)))
    height = size * LINE_HEIGHT
    rank = Text(room.left + ranks - 8, top + size, _rank(row), size, "ink-2", "end")
    title = f"{_rank(row)} {row.name}: {row.text}"
    if names:
        lines = wrap(row.name, names, size, bold)
        tall = max(len(lines) * height, BAR) + 5
        bar = box(start, top + (size * LINE_HEIGHT - BAR) / 2 + 1, end - start, BAR, _fill(row), title=title)
        shown = Text(max(end, span.at(0)) + 6, top + size, row.text, size, colour, bold=bold)
        return [rank, *paragraph(lines, room.left + ranks, top, size, colour, bold=bold), bar, shown], top + tall
    used = width(row.text, size, bold) + 10
    lines = wrap(row.name, room.width - ranks - used, size, bold)
    shown = Text(room.right, top + size, row.text, size, colour, "end", bold)
    below = top + len(lines) * height + 2
    bar = box(start, below, end - start, SLIM, _fill(row), title=title)
    name = paragraph(lines, room.left + ranks, top, size, colour, bold=bold)
    return [rank, *name, shown, bar], below + SLIM + 6


def _fill(row: Row) -> str:
    return colour_of(row.role)
