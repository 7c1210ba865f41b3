"""Scenes as Plotly figures for exploring: plain dictionaries, German notation, no third party asked."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cockpit.charts.scene import Scene
from cockpit.charts.svg.colours import palette
from cockpit.charts.svg.write import FONTS

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showLink": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "locale": "de",
    "responsive": True,
    # nothing to zoom or to select; the picture itself is offered beside, with source and without Plotly
    "displayModeBar": False,
}


def figure(scene: Scene, theme: str = "", *, sourced: bool = True) -> dict[str, Any]:
    """``data`` and ``layout`` of a Plotly figure; the empty theme is light.

    ``sourced`` False leaves the source line to the page, which can wrap it.
    """
    colours = palette(theme)
    data, layout = import_module(f"{__name__}.{scene.layout}").paint(scene, colours)
    base = _base(scene, colours, sourced=sourced)
    base["annotations"] += layout.pop("annotations", [])
    base["margin"]["t"] += layout.pop("above", 0)
    return {"data": data, "layout": base | layout}


def _base(scene: Scene, colours: dict[str, str], *, sourced: bool) -> dict[str, Any]:
    return {
        "separators": ",.",
        "font": {"family": FONTS, "size": 14, "color": colours["ink"]},
        "paper_bgcolor": colours["paper"],
        "plot_bgcolor": colours["paper"],
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "margin": {"l": 56, "r": 16, "t": 16, "b": 56 if sourced else 36},
        "meta": {"title": scene.title, "subtitle": scene.subtitle, "alt": scene.alt},
        "annotations": [_source(scene, colours)] if sourced else [],
    }


def _source(scene: Scene, colours: dict[str, str]) -> dict[str, Any]:
    return {
        "text": escaped(scene.source),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -34,
        "showarrow": False,
        "align": "left",
        "font": {"size": 12, "color": colours["ink-3"]},
    }


def escaped(content: str) -> str:
    """Plotly reads some HTML in texts; names must not be taken for it."""
    return content.replace("&", "&amp;").replace("<", "&lt;")
