"""One chart in the drawings a frame may need: from a phone to a desk, none ever scaled below its own size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cockpit import charts
from cockpit.charts import Scene
from cockpit.charts.svg.colours import palettes
from cockpit.model.selection import Theme
from cockpit.outputs.html import NAMES
from cockpit.web.embed.hexagons import shortened

PAD = 12
"""Pixels left and right of the chart in its frame."""
WIDTHS = (280, 380, 500, 660, 880)
MAPS = ("tiles", "shapes")
MAP_WIDTHS = (280, 520)
"""A map has a shape for every Kreis: a second drawing is affordable, a fourth is not."""
WIDEST = {880: 1000, 520: 520}
MOST_ZOOM = 1.25
"""How much larger than painted a drawing may become before its letters look coarse."""
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
PAINT = re.compile(r'(?: fill="#[0-9A-Fa-f]{6}")?(?: stroke="#[0-9A-Fa-f]{6}")?( class="[fs]-)')
PAINTED = re.compile(r'class="([fs]-[a-z0-9-]+)(?: (s-[a-z0-9-]+))?"')
PROPERTY = {"f": "fill", "s": "stroke"}
OPENING = re.compile(r"<title>.*?</title><desc>.*?</desc>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawing: what it was painted for, how tall it became, from which width of the frame on it is shown."""

    width: int
    height: int
    svg: str
    above: int

    def shown_height(self, frame: int) -> float:
        """Its height in a frame of that width."""
        wide = min(frame - 2 * PAD, _widest(self))
        return self.height * wide / self.width


def drawings(scene: Scene, theme: Theme) -> tuple[Drawn, ...]:
    """All drawings of the chart, narrow to wide; names to point at are left out where nobody has a mouse."""
    widths = MAP_WIDTHS if scene.layout in MAPS else WIDTHS
    found = []
    for place, width in enumerate(widths):
        drawn = _bare(charts.svg(scene, width, theme))
        touched = scene.layout in MAPS and place == 0
        above = width + 2 * PAD if place else 0
        found.append(Drawn(width, charts.size(scene, width)[1], NAMES.sub("/>", drawn) if touched else drawn, above))
    return tuple(found)


def _bare(svg: str) -> str:
    """The drawing without what the document around it says once for all drawings: name, description, colours."""
    svg = svg.replace('role="img"', 'aria-hidden="true"', 1)
    return shortened(PAINT.sub(r"\1", STYLE.sub("", OPENING.sub("", svg, count=1))))


def painting(found: Sequence[Drawn]) -> str:
    """The style rules of the colours that adaptive drawings ask for by class; empty for a fixed theme."""
    names = sorted({name for drawn in found for pair in PAINTED.findall(drawn.svg) for name in pair if name})
    light, dark = ("".join(_rule(name, colours) for name in names) for colours in palettes())
    return f"{light}@media(prefers-color-scheme:dark){{{dark}}}" if names else ""


def _rule(name: str, colours: dict[str, str]) -> str:
    return f".{name}{{{PROPERTY[name[0]]}:{colours[name[2:]]}}}"


def fitting(found: Sequence[Drawn], frame: int) -> Drawn:
    """The drawing shown in a frame of that width."""
    return [drawn for drawn in found if drawn.above <= frame][-1]


def _widest(drawn: Drawn) -> int:
    return WIDEST.get(drawn.width, round(MOST_ZOOM * drawn.width))


def rules(found: Sequence[Drawn]) -> str:
    """The style rules that show one drawing at a time."""
    centred = ";margin:0 auto" if len(found) == len(MAP_WIDTHS) else ""
    lines = [f".d{place}{{max-width:{_widest(drawn)}px{centred}}}" for place, drawn in enumerate(found)]
    lines += [f".d{place}{{display:none}}" for place in range(1, len(found))]
    for place, drawn in enumerate(found[1:], start=1):
        lines.append(f"@media(min-width:{drawn.above}px){{.d{place - 1}{{display:none}}.d{place}{{display:block}}}}")
    return "".join(lines)
