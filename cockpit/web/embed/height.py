"""How tall a frame must be, told beforehand for pages that run no script: measured like the pictures themselves."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from cockpit.base.texts import text
from cockpit.charts.svg.measure import wrap
from cockpit.web.embed.chart import Chart
from cockpit.web.embed.drawings import PAD, fitting

PHONE = 403
"""The widest frame that may be a phone's: up to it one height has to do."""
STEPS = (288, 304, 320, 360, 403, 440, 480, 523, 560, 600, 640, 683, 720, 780, 840, 903, 960, 1024, 1100, 1200)
"""Widths looked at: the usual ones, and the last ones before a wider drawing takes over."""
WIDE_FONT = 1.1
"""How much wider than the fonts of pictures, which are measured, a reader's own font may be."""
FIXED = 86
"""Pixels that do not depend on the text: edges of the page, the closed table, the links."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``ratio`` (width : height) between ``least`` and ``most`` pixels; the plain height ``most`` suits every width."""

    least: int
    ratio: tuple[int, int]
    most: int


def height(chart: Chart, frame: int) -> int:
    """Pixels that a frame of that width needs with the table closed; rather a little too many."""
    room = frame - 2 * PAD
    lines = _lines(chart.scene.title, room, 17, 1.3, bold=True)
    lines += _lines(chart.scene.subtitle, room, 14, 1.4) + 10
    lines += _lines(chart.scene.source, room, 12.5, 1.4) + 15
    if chart.newer:
        lines += _lines(text("embed.newer_all"), room - 14, 14, 1.4) + 20
    return ceil(lines + fitting(chart.drawings, frame).shown_height(frame) + FIXED)


def _lines(content: str, room: float, size: float, leading: float, *, bold: bool = False) -> float:
    return size * leading * len(wrap(content, room / WIDE_FONT, size, bold))


def shape(chart: Chart) -> Shape:
    """The smallest frame of one ratio that fits the chart at every width from 320 pixels on."""
    needed = {width: height(chart, width) for width in STEPS}
    least = max(found for width, found in needed.items() if width <= PHONE)
    above = [(width, found) for width, found in needed.items() if found > least]
    ratio = min(above, key=lambda pair: pair[0] / pair[1], default=(STEPS[-1], least))
    return Shape(least, ratio, max(needed.values()))
