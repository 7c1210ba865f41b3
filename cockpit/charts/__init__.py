"""Charts: a View becomes a Scene (what is shown), and two painters draw any Scene."""

from __future__ import annotations

from cockpit.charts.kinds import card_scene, kinds, scene
from cockpit.charts.plotly import CONFIG, figure
from cockpit.charts.scene import Scene
from cockpit.charts.svg import data_uri, size, sized, svg, text_uri
from cockpit.charts.table import Table, table

__all__ = [
    "CONFIG",
    "Scene",
    "Table",
    "alt",
    "card_scene",
    "data_uri",
    "figure",
    "kinds",
    "scene",
    "size",
    "sized",
    "svg",
    "table",
    "text_uri",
]


def alt(scene: Scene) -> str:
    """The alternative text: kind, finding, what is measured, and the values that carry it."""
    return scene.alt
