"""Scenes as SVG: every width, every theme, framed with title and source or bare."""

from __future__ import annotations

from importlib import import_module
from math import ceil

from cockpit.charts.scene import Scene
from cockpit.charts.svg.frame import frame
from cockpit.charts.svg.ink import Drawing, Element, Room
from cockpit.charts.svg.write import data_uri, write

__all__ = ["data_uri", "drawing", "size", "svg"]


def drawing(scene: Scene, width: int, *, framed: bool = False) -> Drawing:
    """Shapes and texts of a picture of that width; layouts are modules of this package."""
    if framed:
        return frame(scene, width, _body)
    elements, bottom = _body(scene, Room(0, 0, width))
    return Drawing(width, ceil(bottom), tuple(elements))


def _body(scene: Scene, room: Room) -> tuple[list[Element], float]:
    drawn: tuple[list[Element], float] = import_module(f"{__name__}.{scene.layout}").draw(scene, room)
    return drawn


def svg(scene: Scene, width: int, theme: str = "", *, framed: bool = False) -> str:
    """The picture as SVG text; ``theme`` is "", hell, dunkel or druck."""
    return write(drawing(scene, width, framed=framed), theme, scene.title, scene.alt)


def size(scene: Scene, width: int) -> tuple[int, int]:
    """Width and height of the unframed picture."""
    drawn = drawing(scene, width)
    return drawn.width, drawn.height
