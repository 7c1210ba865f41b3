"""The true map as Plotly areas: one trace per class, and points that answer to the pointer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts.outlines import COARSE, Grid, Outlines, middle, outlines
from cockpit.charts.scene import Scene, Tile

Traces = list[dict[str, Any]]


def paint(scene: Scene, colours: dict[str, str]) -> tuple[Traces, dict[str, Any]]:
    """Traces and layout; own shapes only, so that no map server is asked."""
    if scene.geometry is None:
        raise Refused(text("geometry.none"), scene.title, text("geometry.none_remedy"))
    drawn = outlines(scene.geometry, COARSE)
    data: Traces = []
    for shade in sorted({tile.shade for tile in scene.tiles}):
        rings = [ring for tile in scene.tiles if tile.shade == shade for ring in drawn.rings[tile.key]]
        data.append(_areas(rings, shade, colours))
    data += [_outline(tile, drawn, colours) for tile in scene.tiles if tile.role]
    data.append(_points(scene, drawn))
    axis = {"visible": False, "fixedrange": True}
    layout = {"xaxis": {**axis, "constrain": "domain"}, "yaxis": {**axis, "autorange": "reversed", "scaleanchor": "x"}}
    return data, layout


def _places(rings: Iterable[Grid]) -> dict[str, list[float | None]]:
    """All rings as one line with gaps."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(x for x, _ in ring), ring[0][0], None]
        ys += [*(y for _, y in ring), ring[0][1], None]
    return {"x": xs, "y": ys}


def _areas(rings: Iterable[Grid], shade: int, colours: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        **_places(rings),
        "fill": "toself",
        "fillcolor": colours[f"scale-{shade}"] if shade else colours["no-value"],
        "line": {"color": colours["paper"] if shade else colours["no-value-line"], "width": 0.5 if shade else 1},
        "hoverinfo": "skip",
    }


def _outline(tile: Tile, drawn: Outlines, colours: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        **_places(drawn.rings[tile.key]),
        "line": {"color": colours["ink"], "width": 3 if tile.role == "chosen" else 2},
        "hoverinfo": "skip",
    }


def _points(scene: Scene, drawn: Outlines) -> dict[str, Any]:
    centres = [middle(drawn.rings[tile.key]) for tile in scene.tiles]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x) for x, _ in centres],
        "y": [round(y) for _, y in centres],
        "text": [tile.text for tile in scene.tiles],
        "customdata": [tile.name for tile in scene.tiles],
        "marker": {"size": 14, "opacity": 0},
        "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }
