"""Bars as Plotly traces: ranked or stacked."""

from __future__ import annotations

from typing import Any

from cockpit.charts.scene import Row, Scene
from cockpit.charts.svg.colours import colour_of


def paint(scene: Scene, colours: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Traces and layout; the first row is on top."""
    places = list(range(len(scene.rows)))
    named = any(part.label for row in scene.rows for part in row.segments)
    data = _stacked(scene, colours) if named else [_ranked(scene, colours)]
    layout = {
        "barmode": "stack",
        "height": max(60 + 28 * len(scene.rows), 220),
        "xaxis": {
            "rangemode": "tozero",
            "gridcolor": colours["grid"],
            "zerolinecolor": colours["ink-3"],
            "fixedrange": True,
        },
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "tickvals": places,
            "ticktext": [_name(row) for row in scene.rows],
            "fixedrange": True,
        },
    }
    return data, layout


def _name(row: Row) -> str:
    return f"{row.rank}. {row.name}" if row.rank else row.name


def _ranked(scene: Scene, colours: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.segments[0].value for row in scene.rows],
        "y": list(range(len(scene.rows))),
        "text": [row.text for row in scene.rows],
        "customdata": [_name(row) for row in scene.rows],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [colours[colour_of(row.role)] for row in scene.rows]},
        "hovertemplate": "%{customdata}: %{text}<extra></extra>",
    }


def _stacked(scene: Scene, colours: dict[str, str]) -> list[dict[str, Any]]:
    labels = list(dict.fromkeys(part.label for row in scene.rows for part in row.segments))
    return [_part(label, scene, colours) for label in labels]


def _part(label: str, scene: Scene, colours: dict[str, str]) -> dict[str, Any]:
    found = [(place, part) for place, row in enumerate(scene.rows) for part in row.segments if part.label == label]
    shade = found[0][1].shade
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "x": [part.value for _, part in found],
        "y": [place for place, _ in found],
        "text": [part.text for _, part in found],
        "textposition": "inside",
        "marker": {
            "color": colours[f"scale-{shade}"] if shade else colours["no-value"],
            "line": {"color": colours["paper"] if shade else colours["no-value-line"], "width": 1},
        },
        "hovertemplate": "%{fullData.name}: %{text}<extra></extra>",
    }
