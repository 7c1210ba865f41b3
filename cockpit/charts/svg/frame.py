"""A picture that stands alone: paper, finding, subtitle, chart, source line."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from cockpit.charts.scene import Scene
from cockpit.charts.svg.ink import Drawing, Element, Room, box, line, paragraph, type_size
from cockpit.charts.svg.measure import LINE_HEIGHT, wrap

Body = Callable[[Scene, Room], tuple[list[Element], float]]


def frame(scene: Scene, width: int, body: Body) -> Drawing:
    """The chart with all it needs to be understood away from the page."""
    pad = 16.0 if width < 520 else 20.0
    inner, plain = width - 2 * pad, type_size(width)
    small, large = plain - 1, plain + 4
    elements: list[Element] = []
    top = pad
    for content, size, colour, bold in ((scene.title, large, "ink", True), (scene.subtitle, plain, "ink-2", False)):
        lines = wrap(content, inner, size, bold)
        elements += paragraph(lines, pad, top, size, colour, bold=bold)
        top += len(lines) * size * LINE_HEIGHT + 4
    chart, bottom = body(scene, Room(pad, top + 10, inner))
    elements += chart
    bottom += 10
    elements.append(line(((pad, bottom), (width - pad, bottom)), "line", 1))
    lines = wrap(scene.source, inner, small)
    elements += paragraph(lines, pad, bottom + 6, small, "ink-3")
    height = ceil(bottom + 6 + len(lines) * small * LINE_HEIGHT + pad / 2)
    return Drawing(width, height, (box(0, 0, width, height, "paper"), *elements))
