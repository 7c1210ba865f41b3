"""Stacked bars: pieces named inside where they fit, the others in a line below their bar."""

from __future__ import annotations

from cockpit.charts.scene import Row, Scene, Segment
from cockpit.charts.svg.ink import Element, Room, Text, box, paragraph
from cockpit.charts.svg.measure import LINE_HEIGHT, width, wrap

TALL = 34.0
FLAT = 24.0
SEAM = 1.5
SWATCH = 19.0


def draw(scene: Scene, room: Room, size: float, air: float = 0.0) -> tuple[list[Element], float]:
    """The elements and the lower edge; ``air`` is added below each row."""
    longest = max(sum(part.value for part in row.segments) for row in scene.rows) or 1.0
    elements: list[Element] = []
    top = room.top
    for row in scene.rows:
        drawn, top = _row(row, Room(room.left, top, room.width), longest, size)
        elements += drawn
        top += 12 + air
    return elements, top - 8 - air


def _row(row: Row, room: Room, longest: float, size: float) -> tuple[list[Element], float]:
    bold = row.role == "chosen"
    lines = wrap(row.name, room.width, size, bold)
    drawn: list[Element] = list(paragraph(lines, room.left, room.top, size, "mark" if bold else "ink", bold=bold))
    top, high = room.top + len(lines) * size * LINE_HEIGHT + 3, TALL if bold else FLAT
    x, outside = room.left, []
    for part in row.segments:
        wide = part.value / longest * room.width
        drawn += _piece(part, (x, top, wide, high), f"{row.name}, {part.label}: {part.text}")
        if width(_told(part), size - 1) + 12 <= wide - SEAM:
            drawn.append(Text(x + 6, top + high / 2 + size * 0.33, _told(part), size - 1, _on(part)))
        else:
            outside.append(part)
        x += wide
    key, bottom = _key(outside, Room(room.left, top + high + 5, room.width), size - 1)
    return drawn + key, bottom


def _told(part: Segment) -> str:
    return f"{part.label} {part.text}"


def _piece(part: Segment, place: tuple[float, float, float, float], title: str) -> list[Element]:
    x, top, wide, high = place
    if part.shade:
        return [box(x, top, wide - SEAM, high, f"scale-{part.shade}", title=title)]
    wide = wide - SEAM - 1
    return [box(x + 0.5, top + 0.5, wide, high - 1, "no-value", stroke="no-value-line", dash="3 2", title=title)]


def _on(part: Segment) -> str:
    return f"on-scale-{part.shade}" if part.shade else "ink"


def _key(parts: list[Segment], room: Room, size: float) -> tuple[list[Element], float]:
    drawn: list[Element] = []
    x, top, height = room.left, room.top, size * LINE_HEIGHT + 2
    for part in parts:
        lines = wrap(_told(part), room.width - SWATCH, size)
        need = SWATCH + max(width(line, size) for line in lines)
        if x > room.left and x + need > room.right:
            x, top = room.left, top + height
        drawn += _piece(part, (x, top + 2, 13 + SEAM, 13), "")
        drawn += paragraph(lines, x + SWATCH, top, size, "ink")
        x += need + 14
        if len(lines) > 1:
            x, top = room.left, top + (len(lines) - 1) * size * LINE_HEIGHT + height
    return drawn, top + (height if x > room.left else 0)
