"""A picture that stands alone: paper, finding, subtitle, chart, source line and address."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from cockpit.charts.scene import Scene
from cockpit.charts.svg.ink import Drawing, Element, Room, box, line, paragraph, type_size
from cockpit.charts.svg.measure import LINE_HEIGHT, wrap

Body = Callable[[Scene, Room], tuple[list[Element], float]]
NARROW = 520
AIR = 10.0


def frame(scene: Scene, width: int, height: int | None, body: Body, address: str = "") -> Drawing:
    """The chart with all it needs to be understood away from the page; taller than ``height`` where it must be."""
    pad = 16.0 if width < NARROW else 20.0
    head, top = _head(scene, pad, width)
    foot = _foot(scene, pad, width, address)
    room = Room(pad, top + AIR, width - 2 * pad, None if height is None else height - top - foot - 2 * AIR)
    chart, lower = body(scene, room)
    bottom = max(lower + AIR, (height or 0) - foot)
    total = ceil(bottom + foot)
    drawn = [*head, *chart, line(((pad, bottom), (width - pad, bottom)), "line", 1)]
    drawn += _told(scene, pad, bottom, width, address)
    return Drawing(width, total, (box(0, 0, width, total, "paper"), *drawn))


def _head(scene: Scene, pad: float, width: int) -> tuple[list[Element], float]:
    plain, top = type_size(width), pad
    drawn: list[Element] = []
    for content, size, colour, bold in ((scene.title, plain + 4, "ink", True), (scene.subtitle, plain, "ink-2", False)):
        lines = wrap(content, width - 2 * pad, size, bold)
        drawn += paragraph(lines, pad, top, size, colour, bold=bold)
        top += len(lines) * size * LINE_HEIGHT + 4
    return drawn, top


def _told(scene: Scene, pad: float, bottom: float, width: int, address: str) -> list[Element]:
    size = type_size(width) - 1
    lines = [line for said in (scene.source, address) if said for line in wrap(said, width - 2 * pad, size)]
    return list(paragraph(lines, pad, bottom + 6, size, "ink-3"))


def _foot(scene: Scene, pad: float, width: int, address: str) -> float:
    lines = len(_told(scene, pad, 0, width, address))
    return 6 + lines * (type_size(width) - 1) * LINE_HEIGHT + pad / 2
