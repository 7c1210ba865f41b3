"""Small multiples as SVG: panels on one axis, as many beside each other as can be read."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from cockpit.charts.scene import Line, Scene
from cockpit.charts.svg.field import Field
from cockpit.charts.svg.ink import Anchor, Element, Room, Text, line, paragraph, type_size
from cockpit.charts.svg.measure import LINE_HEIGHT, width, wrap
from cockpit.charts.svg.notes import notes
from cockpit.charts.svg.plane import goals, series

NARROWEST = 132.0
GAP = 18.0
SHAPE = 0.72
HIGHEST, LOWEST = 190.0, 96.0


def draw(scene: Scene, room: Room) -> tuple[list[Element], float]:
    """The elements and the lower edge."""
    size = type_size(room.width)
    gutter = max(width(label, size - 1) for _, label in scene.ticks) + 8
    columns = _columns(len(scene.lines), room.width - gutter)
    wide = (room.width - gutter - GAP * (columns - 1) - 4) / columns
    heads = [wrap(one.name, wide, size, True) for one in scene.lines]
    told, under = notes(scene.notes, Room(room.left, 0, room.width), size - 1)
    rows = ceil(len(scene.lines) / columns)
    above = (max(len(head) for head in heads) + 1) * size * LINE_HEIGHT + 8
    high = _high(room, wide, rows, above + size * 3, under + 8)
    elements: list[Element] = []
    top = room.top
    for row in range(rows):
        for place in range(row * columns, min((row + 1) * columns, len(scene.lines))):
            left = room.left + gutter + (place - row * columns) * (wide + GAP)
            field = Field(scene, left + 4, left + wide - 6, top + above, top + above + high)
            elements += _panel(scene, place, field, heads[place], size, labelled=place == row * columns)
        top += above + high + size * (2 if row == rows - 1 else 3)
    told, bottom = notes(scene.notes, Room(room.left, top + 4, room.width), size - 1)
    return elements + told, (bottom if told else top) + 4


def _columns(count: int, room: float) -> int:
    """Rows of nearly the same number of panels."""
    fitting = min(count, max(1, int((room + GAP) // (NARROWEST + GAP))))
    return ceil(count / ceil(count / fitting))


def _high(room: Room, wide: float, rows: int, around: float, under: float) -> float:
    if room.height is None:
        return min(max(wide * SHAPE, LOWEST), HIGHEST)
    return max((room.height - under) / rows - around, LOWEST)


def _panel(
    scene: Scene, place: int, field: Field, head: tuple[str, ...], size: float, *, labelled: bool
) -> list[Element]:
    own = scene.lines[place]
    behind = [_quiet(one) for one in scene.lines if one is not own and one.dots]
    step = size * LINE_HEIGHT
    top = field.top - 8 - step * (len(head) + 1)
    drawn: list[Element] = list(paragraph(head, field.left - 4, top, size, bold=True))
    drawn += paragraph((own.label,), field.left - 4, top + step * len(head), size - 0.5, "ink-2")
    drawn += _axes(scene, field, size, labelled=labelled)
    drawn += [shape for one in behind for shape in series(one, field)]
    drawn += goals(scene, field) if place == 0 else []
    return drawn + (series(replace(own, role="chosen"), field) if own.dots else [])


def _quiet(held: Line) -> Line:
    return replace(held, role="peer", label="")


def _axes(scene: Scene, field: Field, size: float, *, labelled: bool) -> list[Element]:
    drawn: list[Element] = []
    for value, label in scene.ticks:
        y = field.y(value)
        drawn.append(line(((field.left - 4, y), (field.right + 6, y)), "ink-3" if value == 0 else "grid", 1))
        if labelled:
            drawn.append(Text(field.left - 12, y + size * 0.33, label, size - 1, "ink-2", "end"))
    drawn += [
        Text(field.x(year) + shift, field.bottom + size * 1.4, str(year), size - 1, "ink-2", anchor)
        for year, shift, anchor in _years(field)
    ]
    return drawn


def _years(field: Field) -> tuple[tuple[int, float, Anchor], ...]:
    """First and last year flush with the panel; a single one in the middle."""
    if field.first == field.last:
        return ((field.first, 0.0, "middle"),)
    return ((field.first, -4.0, "start"), (field.last, 6.0, "end"))
