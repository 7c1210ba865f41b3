"""Bars as SVG: a ranking from zero, or parts of a whole stacked."""

from __future__ import annotations

from cockpit.charts.scene import Scene
from cockpit.charts.svg import ranked, stacked
from cockpit.charts.svg.ink import Element, Room, type_size
from cockpit.charts.svg.notes import notes

MOST_AIR = 24.0


def draw(scene: Scene, room: Room) -> tuple[list[Element], float]:
    """Rows whose pieces have names are stacked; the others are ranked bars."""
    size = type_size(room.width)
    named = any(part.label for row in scene.rows for part in row.segments)
    layout = stacked if named else ranked
    elements, bottom = layout.draw(scene, room, size)
    if room.height is not None:
        under = notes(scene.notes, Room(room.left, 0, room.width), size - 1)[1] + 8
        spare = (room.top + room.height - bottom - under) / len(scene.rows)
        elements, bottom = layout.draw(scene, room, size, min(max(spare, 0.0), MOST_AIR))
    told, lower = notes(scene.notes, Room(room.left, bottom + 4, room.width), size - 1)
    return elements + told, (lower if told else bottom) + 4
