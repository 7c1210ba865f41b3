"""What stands below a map: classes with their edges, signs for what has no value, notes."""

from __future__ import annotations

from collections.abc import Callable

from cockpit.charts.scene import ONE_SHADE, Legend, Scene
from cockpit.charts.svg.ink import Element, Room, Text, area, box, line, paragraph
from cockpit.charts.svg.measure import LINE_HEIGHT, width, wrap
from cockpit.charts.svg.notes import hexagon, notes

DASH = "2 1.6"
Corners = tuple[tuple[float, float], ...]
Sign = Callable[[float, float, float], Corners]
"""Middle and radius to the corners of the sign that stands for one Kreis."""


def below(scene: Scene, room: Room, size: float, sign: Sign = hexagon) -> tuple[list[Element], float]:
    """Legend and notes from the upper edge of ``room``; the elements and the lower edge."""
    elements, base = _legend(scene.legend, room, size, sign) if scene.legend else ([], room.top)
    told, bottom = notes(scene.notes, Room(room.left, base + 2, room.width), size - 1)
    return elements + told, (bottom if told else base) + 4


def square(x: float, y: float, radius: float) -> Corners:
    """Four corners, for maps without hexagons."""
    return ((x - radius, y - radius), (x + radius, y - radius), (x + radius, y + radius), (x - radius, y + radius))


def hatch(x: float, y: float, reach: float) -> list[Element]:
    """Three slanting strokes: a value that is not told."""
    drawn: list[Element] = []
    for shift in (-reach, 0.0, reach):
        length = reach * (1.15 if not shift else 0.75) * 0.6
        drawn.append(line(((x + shift - length, y + length), (x + shift + length, y - length)), "no-value-line", 1))
    return drawn


def _key(corners: Corners, x: float, y: float, state: str) -> list[Element]:
    drawn: list[Element] = [area(corners, "no-value", stroke="no-value-line", thick=1, dash=DASH)]
    return drawn + (hatch(x, y, 3.6) if state == "hidden" else [])


def _legend(legend: Legend, room: Room, size: float, sign: Sign) -> tuple[list[Element], float]:
    small = size - 1
    unit = wrap(legend.unit, room.width, small)
    elements: list[Element] = list(paragraph(unit, room.left, room.top, small, "ink-2"))
    top = room.top + len(unit) * small * LINE_HEIGHT + 3
    if not legend.edges:
        return _keys(legend, elements, Room(room.left, top, room.width), small, sign)
    count = len(legend.edges) - 1
    step = min(room.width, 420.0) / count
    for index in range(count):
        elements.append(box(room.left + index * step, top, step - 1.5, 13, f"scale-{_shade(index, count)}"))
    elements += _edges(legend.edges, room.left, top + 13, step, small)
    bottom = top + 13 + small * LINE_HEIGHT + 4
    return _keys(legend, elements, Room(room.left, bottom, room.width), small, sign)


def _shade(index: int, count: int) -> int:
    return index + 1 if count <= 6 else 6


def _edges(edges: tuple[str, ...], left: float, top: float, step: float, size: float) -> list[Element]:
    """Edges below the seams; one that would touch its neighbour is left out, the ends never are."""
    last, drawn = len(edges) - 1, []
    limit = left + last * step - width(edges[last], size) - 6
    reached = left - 99
    for index, content in enumerate(edges):
        wide = width(content, size)
        start = (
            left if not index else left + last * step - wide if index == last else left + index * step - wide / 2 - 0.75
        )
        if index == last or (start > reached + 6 and (not index or start + wide < limit)):
            drawn.append(Text(start, top + size + 2, content, size, "ink-2"))
            reached = start + wide
    return list(drawn)


def _keys(legend: Legend, elements: list[Element], room: Room, size: float, sign: Sign) -> tuple[list[Element], float]:
    x = room.left
    for state, label in legend.keys:
        at = (x + 9, room.top + 9)
        filled: list[Element] = [area(sign(*at, 8), f"scale-{ONE_SHADE}")] if state == "value" else []
        elements += filled or _key(sign(*at, 7.4), *at, state)
        elements.append(Text(x + 26, room.top + 9 + size * 0.35, label, size, "ink-2"))
        x += 26 + width(label, size) + 18
    return elements, room.top + (22 if legend.keys else 0)
