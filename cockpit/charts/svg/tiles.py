"""Hexagons on a grid as SVG, the legend below."""

from __future__ import annotations

from dataclasses import replace

from cockpit.charts.scene import Scene, Tile
from cockpit.charts.svg.ink import Element, Room, Shape, area, line, type_size
from cockpit.charts.svg.legend import DASH, Corners, below, hatch
from cockpit.charts.svg.notes import hexagon

WIDEST = 520.0
# on very wide paper the map takes this share, or it would be lost
SHARE = 0.58
SMALLEST = 5.0
MARGIN = 17.0
HALF = 0.8660254


def draw(scene: Scene, room: Room) -> tuple[list[Element], float]:
    """Map in the middle, the legend below it; returns the elements and the lower edge."""
    size = type_size(room.width)
    offset = min(tile.x for tile in scene.tiles), min(tile.y for tile in scene.tiles)
    columns = max(tile.x for tile in scene.tiles) - offset[0] + 2
    high = (max(tile.y for tile in scene.tiles) - offset[1]) * 1.5 + 2
    wide = min(room.width, max(WIDEST, room.width * SHARE))
    column = Room(room.left + (room.width - wide) / 2, 0, wide)
    radius = _radius(room, (wide - 6) / columns / HALF, high, below(scene, column, size)[1])
    left = room.left + (room.width - radius * columns * HALF) / 2
    plain = [tile for tile in scene.tiles if not tile.role]
    outlined = sorted((tile for tile in scene.tiles if tile.role), key=lambda tile: tile.role == "chosen")
    elements = [shape for tile in plain + outlined for shape in _tile(tile, offset, radius, left, room.top + 3)]
    told, bottom = below(scene, replace(column, top=room.top + radius * high + MARGIN), size)
    return elements + told, bottom


def _radius(room: Room, usual: float, high: float, below: float) -> float:
    """Of one hexagon: as large as the wished-for height allows, never too small to be told apart."""
    if room.height is None:
        return usual
    widest = usual * (room.width - 6) / (min(room.width, max(WIDEST, room.width * SHARE)) - 6)
    return max(min(widest, (room.height - below - MARGIN) / high), SMALLEST)


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


def _empty(corners: Corners, x: float, y: float, size: float, state: str, title: str, outline: str) -> list[Element]:
    inner = corners if outline else hexagon(x, y, size - 0.6)
    stroke, thick, dash = (outline, 2.4, "") if outline else ("no-value-line", 1.0, DASH)
    drawn: list[Element] = [area(inner, "no-value", stroke=stroke, thick=thick, dash=dash, title=title)]
    return drawn + (hatch(x, y, size * 0.45) if state == "hidden" else [])
