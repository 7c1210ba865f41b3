"""Hexagons on a grid as SVG, the legend below."""

from __future__ import annotations

from dataclasses import replace

from cockpit.charts.scene import ONE_SHADE, Legend, Scene, Tile
from cockpit.charts.svg.ink import Element, Room, Shape, Text, area, box, line, paragraph, type_size
from cockpit.charts.svg.measure import LINE_HEIGHT, width, wrap
from cockpit.charts.svg.notes import hexagon, notes

WIDEST = 520.0
# on very wide paper the map takes this share, or it would be lost
SHARE = 0.58
SMALLEST = 5.0
MARGIN = 17.0
HALF = 0.8660254
DASH = "2 1.6"


def draw(scene: Scene, room: Room) -> tuple[list[Element], float]:
    """Map in the middle, the legend below it; returns the elements and the lower edge."""
    size = type_size(room.width)
    offset = min(tile.x for tile in scene.tiles), min(tile.y for tile in scene.tiles)
    columns = max(tile.x for tile in scene.tiles) - offset[0] + 2
    high = (max(tile.y for tile in scene.tiles) - offset[1]) * 1.5 + 2
    wide = min(room.width, max(WIDEST, room.width * SHARE))
    column = Room(room.left + (room.width - wide) / 2, 0, wide)
    radius = _radius(room, (wide - 6) / columns / HALF, high, _below(scene, column, size)[1])
    left = room.left + (room.width - radius * columns * HALF) / 2
    plain = [tile for tile in scene.tiles if not tile.role]
    outlined = sorted((tile for tile in scene.tiles if tile.role), key=lambda tile: tile.role == "chosen")
    elements = [shape for tile in plain + outlined for shape in _tile(tile, offset, radius, left, room.top + 3)]
    told, bottom = _below(scene, replace(column, top=room.top + radius * high + MARGIN), size)
    return elements + told, bottom


def _radius(room: Room, usual: float, high: float, below: float) -> float:
    """Of one hexagon: as large as the wished-for height allows, never too small to be told apart."""
    if room.height is None:
        return usual
    widest = usual * (room.width - 6) / (min(room.width, max(WIDEST, room.width * SHARE)) - 6)
    return max(min(widest, (room.height - below - MARGIN) / high), SMALLEST)


def _below(scene: Scene, room: Room, size: float) -> tuple[list[Element], float]:
    """Legend and notes from the upper edge of ``room``."""
    elements, base = _legend(scene.legend, room, size) if scene.legend else ([], room.top)
    told, bottom = notes(scene.notes, Room(room.left, base + 2, room.width), size - 1)
    return elements + told, (bottom if told else base) + 4


def _tile(tile: Tile, offset: tuple[int, int], radius: float, left: float, top: float) -> list[Element]:
    x = left + (tile.x - offset[0] + 1) * radius * HALF
    y = top + radius + (tile.y - offset[1]) * radius * 1.5
    title = f"{tile.name}: {tile.text}"
    size = radius - (0.0 if tile.role else 0.7)
    corners = hexagon(x, y, size)
    outline = {"chosen": "ink", "compared": "ink-2"}.get(tile.role, "")
    if tile.shade:
        thick = 2.6 if tile.role == "chosen" else 1.8
        drawn: list[Element] = [area(corners, f"scale-{tile.shade}", stroke=outline, thick=thick, title=title)]
        # a light seam inside, or the outline is lost on the darkest class
        return drawn + ([_seam(x, y, size - 2.4)] if outline else [])
    return _empty(corners, x, y, size, tile.state, title, outline)


def _seam(x: float, y: float, radius: float) -> Shape:
    corners = hexagon(x, y, radius)
    return line((*corners, corners[0]), "paper", 1.1)


def _empty(
    corners: tuple[tuple[float, float], ...], x: float, y: float, size: float, state: str, title: str, outline: str
) -> list[Element]:
    inner = hexagon(x, y, size - 0.6) if not outline else corners
    drawn: list[Element] = [
        area(
            inner,
            "no-value",
            stroke=outline or "no-value-line",
            thick=2.4 if outline else 1,
            dash="" if outline else DASH,
            title=title,
        )
    ]
    if state == "hidden":
        reach = size * 0.45
        for shift in (-reach, 0.0, reach):
            length = reach * (1.15 if not shift else 0.75)
            drawn.append(
                line(
                    ((x + shift - length * 0.6, y + length * 0.6), (x + shift + length * 0.6, y - length * 0.6)),
                    "no-value-line",
                    1,
                )
            )
    return drawn


def _legend(legend: Legend, room: Room, size: float) -> tuple[list[Element], float]:
    small = size - 1
    unit = wrap(legend.unit, room.width, small)
    elements: list[Element] = list(paragraph(unit, room.left, room.top, small, "ink-2"))
    top = room.top + len(unit) * small * LINE_HEIGHT + 3
    if not legend.edges:
        return _keys(legend, elements, Room(room.left, top, room.width), small)
    count = len(legend.edges) - 1
    step = min(room.width, 420.0) / count
    for index in range(count):
        elements.append(box(room.left + index * step, top, step - 1.5, 13, f"scale-{_shade(index, count)}"))
    elements += _edges(legend.edges, room.left, top + 13, step, small)
    bottom = top + 13 + small * LINE_HEIGHT + 4
    return _keys(legend, elements, Room(room.left, bottom, room.width), small)


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


def _keys(legend: Legend, elements: list[Element], room: Room, size: float) -> tuple[list[Element], float]:
    x = room.left
    for state, label in legend.keys:
        corners = hexagon(x + 9, room.top + 9, 8)
        filled: list[Element] = [area(corners, f"scale-{ONE_SHADE}")] if state == "value" else []
        elements += filled or _empty(corners, x + 9, room.top + 9, 8, state, "", "")
        elements.append(Text(x + 26, room.top + 9 + size * 0.35, label, size, "ink-2"))
        x += 26 + width(label, size) + 18
    return elements, room.top + (22 if legend.keys else 0)
