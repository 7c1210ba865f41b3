"""The dot strip as Plotly traces."""

from __future__ import annotations

from typing import Any

from cockpit.charts.scene import Scene


def paint(scene: Scene, colours: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Traces and layout."""
    *others, own = scene.marks
    low, high = scene.ends or ("", "")
    reach = [value for value, _ in scene.ticks]
    data = [
        _marks(others, {"symbol": "line-ns-open", "size": 16, "color": colours["ink-3"]}),
        _marks([own], {"symbol": "circle", "size": 13, "color": colours["mark"]}),
    ]
    labels = [f"{word} {label}" for word, (_, label) in zip((low, high), scene.ticks, strict=True)]
    layout = {
        "height": 160,
        "xaxis": {"tickvals": reach, "ticktext": labels, "showgrid": False, "zeroline": False, "fixedrange": True},
        "yaxis": {"visible": False, "fixedrange": True, "range": [-1, 1]},
    }
    return data, layout


def _marks(dots: list[Any], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.y for dot in dots],
        "y": [0] * len(dots),
        "text": [dot.text for dot in dots],
        "marker": marker,
        "hovertemplate": "%{text}<extra></extra>",
    }
