"""The tile map as Plotly areas: one trace per class, and points that answer to the pointer."""

from __future__ import annotations

from typing import Any

from cockpit.charts.scene import Scene, Tile
from cockpit.charts.svg.notes import hexagon

HALF = 0.8660254


def paint(scene: Scene, colours: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Traces and layout; own shapes only, so that no map server is asked."""
    shades = sorted({tile.shade for tile in scene.tiles})
    data = [_class([tile for tile in scene.tiles if tile.shade == shade], shade, colours) for shade in shades]
    data += [_outline(tile, colours) for tile in scene.tiles if tile.role]
    data.append(_points(scene))
    axis = {"visible": False, "fixedrange": True}
    layout = {
        "xaxis": {**axis, "constrain": "domain"},
        "yaxis": {**axis, "autorange": "reversed", "scaleanchor": "x"},
    }
    return data, layout


def _centre(tile: Tile) -> tuple[float, float]:
    return tile.x * HALF, tile.y * 1.5


def _corners(tile: Tile, radius: float) -> tuple[tuple[float, float], ...]:
    around = hexagon(*_centre(tile), radius)
    return (*around, around[0])


def _class(tiles: list[Tile], shade: int, colours: dict[str, str]) -> dict[str, Any]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for tile in tiles:
        around = _corners(tile, 0.95)
        xs += [*(round(x, 3) for x, _ in around), None]
        ys += [*(round(y, 3) for _, y in around), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": colours[f"scale-{shade}"] if shade else colours["no-value"],
        "line": {"color": colours["paper"] if shade else colours["no-value-line"], "width": 0.5 if shade else 1},
        "hoverinfo": "skip",
    }


def _outline(tile: Tile, colours: dict[str, str]) -> dict[str, Any]:
    around = _corners(tile, 1.0)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(x, 3) for x, _ in around],
        "y": [round(y, 3) for _, y in around],
        "line": {"color": colours["ink"], "width": 3 if tile.role == "chosen" else 2},
        "hoverinfo": "skip",
    }


def _points(scene: Scene) -> dict[str, Any]:
    centres = [_centre(tile) for tile in scene.tiles]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 3) for x, _ in centres],
        "y": [y for _, y in centres],
        "text": [tile.text for tile in scene.tiles],
        "customdata": [tile.name for tile in scene.tiles],
        "marker": {"size": 14, "opacity": 0},
        "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }
