"""Boundaries as SVG: areas in the colours of their class, every border once, the legend below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts.outlines import COARSE, FINE, Grid, Outlines, box, middle, outlines, path
from cockpit.charts.scene import Scene, Tile
from cockpit.charts.svg.ink import Element, Group, Room, Shape, circle, short, type_size
from cockpit.charts.svg.legend import DASH, below, hatch, square
from cockpit.model.geometry import Geometry

WIDEST = 480.0
SHARE = 0.5
"""Of very wide paper: a map as wide would be far too tall."""
SMALLEST = 120.0
MARGIN = 15.0
NARROW = 475.0
"""A map up to this width is drawn coarsely."""
FLAT, GAP = 1.35, 40.0
"""Width over height from which the legend goes beside the map, and how far from it."""
INNER, LAND, OUTER = 0.6, 1.5, 0.7
USUAL, FINEST = 440.0, 0.65
"""Pixels of a map below which borders get finer, and how much at most."""
PENS = {"chosen": ("ink", 2.2), "compared": ("ink-2", 1.5)}
HALO = 2.0
TINY, RING = 16.0, 11.0
"""Pixels: a chosen Kreis smaller than this gets a ring around it."""


def draw(scene: Scene, room: Room) -> tuple[list[Element], float]:
    """Map in the middle, the legend below it; returns the elements and the lower edge."""
    if scene.geometry is None:
        raise Refused(text("geometry.none"), scene.title, text("geometry.none_remedy"))
    shape = scene.geometry.height / scene.geometry.width
    if room.height is not None and room.width > FLAT * room.height:
        return _beside(scene, scene.geometry, room, max((room.height - 2) / shape, SMALLEST))
    size = type_size(room.width)
    column = min(room.width, max(WIDEST, room.width * SHARE))
    foot = Room(room.left + (room.width - column) / 2, 0, column)
    wide = _width(room, column, shape, below(scene, foot, size, square)[1])
    high, elements = _map(scene, scene.geometry, wide, (room.left + (room.width - wide) / 2, room.top + 3))
    told, bottom = below(scene, replace(foot, top=room.top + high + MARGIN), size, square)
    return elements + told, bottom


def _beside(scene: Scene, geometry: Geometry, room: Room, wide: float) -> tuple[list[Element], float]:
    """On flat paper the legend stands to the right of the map."""
    tall, elements = _map(scene, geometry, wide, (room.left, room.top))
    left = room.left + wide + GAP
    size, at_most = type_size(room.width), min(room.right - left, WIDEST)
    high = below(scene, Room(left, 0, at_most), size, square)[1]
    top = room.top + max((tall - high) / 2, 0)
    told, bottom = below(scene, Room(left, top, at_most), size, square)
    return elements + told, max(bottom, room.top + tall)


def _map(scene: Scene, geometry: Geometry, wide: float, at: tuple[float, float]) -> tuple[float, list[Element]]:
    """The map ``wide`` pixels wide; its height and all that is on it, in the steps of its grid."""
    drawn = outlines(geometry, FINE if wide > NARROW else COARSE)
    step = wide / drawn.width
    place = (("transform", f"translate({short(at[0])} {short(at[1])})scale({step:.4f})"), ("stroke-linejoin", "round"))
    fine = max(min(wide / USUAL, 1.0), FINEST)
    parts = [
        _areas(scene.tiles, drawn, fine),
        *_borders(drawn, fine),
        *_empty(scene.tiles, drawn),
        *_marks(scene.tiles, drawn),
    ]
    pens = [replace(part, attributes=(*place, *_pen(part, step))) for part in parts if part.shapes]
    return wide * geometry.height / geometry.width, [*pens, *_signs(scene.tiles, drawn, step, at)]


def _width(room: Room, column: float, shape: float, under: float) -> float:
    """Of the map: as large as the wished-for height allows."""
    if room.height is None:
        return column - 6
    return max(min(room.width - 6, (room.height - under - MARGIN) / shape), SMALLEST)


def _pen(part: Group, step: float) -> tuple[tuple[str, str], ...]:
    """The lines of a group, given in pixels, in steps."""
    return tuple((name, " ".join(f"{float(n) / step:.1f}" for n in value.split())) for name, value in part.attributes)


def _group(shapes: Iterable[Shape], stroke: str, thick: float, dash: str = "") -> Group:
    pen = (("stroke-width", short(thick)), *([("stroke-dasharray", dash)] if dash else []))
    return Group(pen, tuple(shapes), stroke)


def _line(lines: Iterable[Grid], *, closed: bool) -> Shape:
    return Shape("path", (("d", path(lines, closed=closed)),))


def _areas(tiles: Iterable[Tile], drawn: Outlines, fine: float) -> Group:
    """Every Kreis in its class, with a fine seam around it."""
    shapes = [
        replace(
            _line(drawn.rings[tile.key], closed=True),
            fill=f"scale-{tile.shade}" if tile.shade else "no-value",
            title=f"{tile.name}: {tile.text}",
        )
        for tile in tiles
    ]
    return _group(shapes, "paper", INNER * fine)


def _borders(drawn: Outlines, fine: float) -> Iterable[Group]:
    """Between Länder broad, around all a thin line of its own colour."""
    yield _group([_line(drawn.land, closed=False)], "paper", LAND * fine)
    yield _group([_line(drawn.outer, closed=False)], "no-value-line", OUTER)


def _empty(tiles: Iterable[Tile], drawn: Outlines) -> Iterable[Group]:
    """Dashes around what has no value."""
    lines = [_line(drawn.rings[tile.key], closed=True) for tile in tiles if not tile.shade]
    yield _group(lines, "no-value-line", 1.0, DASH)


def _marks(tiles: Iterable[Tile], drawn: Outlines) -> Iterable[Group]:
    """A dark line around the chosen Kreise with a light one beside it, or it would be lost among dark neighbours."""
    for tile in sorted((one for one in tiles if one.role), key=lambda one: one.role == "chosen"):
        colour, thick = PENS[tile.role]
        around = [_line(drawn.rings[tile.key], closed=True)]
        yield _group(around, "paper", thick + HALO)
        yield _group(around, colour, thick)


def _signs(tiles: Iterable[Tile], drawn: Outlines, step: float, at: tuple[float, float]) -> Iterable[Element]:
    """Strokes where a value is not told, and rings around chosen Kreise that are hard to see."""
    for tile in tiles:
        if tile.state != "hidden" and not tile.role:
            continue
        rings = drawn.rings[tile.key]
        x, y = middle(rings)
        place = (at[0] + x * step, at[1] + y * step)
        if tile.state == "hidden":
            yield from hatch(*place, 3.6)
        left, top, right, bottom = box(rings)
        if tile.role and max(right - left, bottom - top) * step < TINY:
            colour, thick = PENS[tile.role]
            yield circle(*place, RING, "", stroke="paper", thick=thick + HALO)
            yield circle(*place, RING, "", stroke=colour, thick=thick)
