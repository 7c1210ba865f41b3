"""Scenes as SVG: every size, every theme, framed with title and source or bare."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from math import ceil

from cockpit.charts.scene import Scene
from cockpit.charts.svg.fit import fitted
from cockpit.charts.svg.frame import frame
from cockpit.charts.svg.ink import Drawing, Element, Room
from cockpit.charts.svg.write import data_uri, text_uri, write

__all__ = ["data_uri", "drawing", "size", "sized", "svg", "text_uri"]


MOST_PAPER = 1100


def drawing(scene: Scene, width: int, *, framed: bool = False, height: int | None = None, address: str = "") -> Drawing:
    """Shapes and texts of a picture of that size; layouts are modules of this package.

    Without ``height`` it is as tall as its content. Above 1100 pixels all of it grows, or texts would be lost on
    wide paper. A framed one carries title, source and ``address``.
    """

    def lay_out(wide: int, high: int | None) -> Drawing:
        if framed:
            return frame(scene, wide, high, _body, address)
        elements, bottom = _body(scene, Room(0, 0, wide, high))
        return Drawing(wide, ceil(bottom), tuple(elements))

    if height is not None:
        return fitted(lay_out, (width, height), MOST_PAPER, "paper" if framed else "")
    drawn = lay_out(min(width, MOST_PAPER), None)
    if width <= MOST_PAPER:
        return drawn
    return replace(drawn, shown=(width, round(drawn.height * width / MOST_PAPER)))


def _body(scene: Scene, room: Room) -> tuple[list[Element], float]:
    drawn: tuple[list[Element], float] = import_module(f"{__name__}.{scene.layout}").draw(scene, room)
    return drawn


def svg(
    scene: Scene,
    width: int,
    theme: str = "",
    *,
    framed: bool = False,
    height: int | None = None,
    address: str = "",
) -> str:
    """The picture as SVG text; ``theme`` is "", hell, dunkel or druck."""
    drawn = drawing(scene, width, framed=framed, height=height, address=address)
    return write(drawn, theme, scene.title, scene.alt)


def sized(scene: Scene, width: int) -> tuple[str, int, int]:
    """The unframed picture as SVG text with its width and height, laid out once for both."""
    drawn = drawing(scene, width)
    return write(drawn, "", scene.title, scene.alt), drawn.width, drawn.height


def size(scene: Scene, width: int) -> tuple[int, int]:
    """Width and height of the unframed picture."""
    drawn = drawing(scene, width)
    return drawn.width, drawn.height
