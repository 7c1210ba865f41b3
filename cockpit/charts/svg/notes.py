"""Lines below a chart that explain its signs, each with the sign in front."""

from __future__ import annotations

from cockpit.charts.scene import Note
from cockpit.charts.svg.ink import Element, Room, area, box, circle, line, paragraph
from cockpit.charts.svg.measure import LINE_HEIGHT, width, wrap

SIGN = 26.0


def notes(shown: tuple[Note, ...], room: Room, size: float) -> tuple[list[Element], float]:
    """Short notes share a line; returns the elements and the lower edge."""
    elements: list[Element] = []
    x, top, height = room.left, room.top, size * LINE_HEIGHT
    for note in shown:
        indent = SIGN if note.role else 0.0
        need = indent + width(note.text, size)
        if x > room.left and x + need > room.right:
            x, top = room.left, top + height
        lines = wrap(note.text, room.width - indent, size)
        elements += _sign(note.role, x, top + height / 2)
        elements += paragraph(lines, x + indent, top, size, "ink-2")
        if len(lines) > 1:
            x, top = room.left, top + len(lines) * height
        else:
            x += need + 18
    return elements, top + (height if x > room.left else 0)


def _sign(role: str, x: float, y: float) -> list[Element]:
    ends = ((x, y), (x + 18, y))
    signs: dict[str, list[Element]] = {
        "peer": [line(ends, "peer", 1.2)],
        "quartiles": [box(x, y - 5, 18, 10, "band")],
        "projection": [box(x, y - 5, 18, 10, "band")],
        "target": [circle(x + 9, y, 5, "paper", stroke="target", thick=2)],
        "orientation": [line(ends, "ink-2", 1.8, dash="0.1 4.5")],
        "break": [line(((x + 9, y - 6), (x + 9, y + 6)), "ink-3", 1.2, dash="3 3")],
        "action": [line(((x + 9, y - 6), (x + 9, y + 6)), "ink-2", 1.2, dash="7 3")],
        "open": [circle(x + 9, y, 3.5, "paper", stroke="mark", thick=1.6)],
        "chosen": [circle(x + 9, y, 5, "mark")],
        "framed": [box(x + 1, y - 8, 16, 16, "scale-3", stroke="ink")],
        "outlined": [area(hexagon(x + 9, y, 8), "scale-3", stroke="ink", thick=2.2)],
    }
    return signs.get(role, [])


def hexagon(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """Six corners, one on top."""
    half = radius * 0.8660254
    return (
        (x, y - radius),
        (x + half, y - radius / 2),
        (x + half, y + radius / 2),
        (x, y + radius),
        (x - half, y + radius / 2),
        (x - half, y - radius / 2),
    )
