"""Small multiples as Plotly traces: one axis of values, one axis of years for each panel."""

from __future__ import annotations

from typing import Any

from cockpit.charts.plotly.plane import goal_trace, line_trace
from cockpit.charts.scene import Line, Scene

AIR = 0.03


def paint(scene: Scene, colours: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Traces and layout; the other Kreise lie grey behind without being touched."""
    axis = {"gridcolor": colours["grid"], "zeroline": False, "linecolor": colours["line"], "fixedrange": True}
    values = [value for value, _ in scene.ticks]
    labels = [label for _, label in scene.ticks]
    layout: dict[str, Any] = {
        "yaxis": {**axis, "range": [values[0], values[-1]], "tickvals": values, "ticktext": labels},
        "annotations": [],
        "above": 40,
    }
    data: list[dict[str, Any]] = []
    for place, own in enumerate(scene.lines):
        number, (left, right) = str(place + 1) if place else "", _span(place, len(scene.lines))
        layout[f"xaxis{number}"] = axis | _years(scene) | {"domain": [left, right]}
        layout["annotations"].append(_head(own, left, colours))
        shown = _panel(scene, place, colours)
        data += [{**trace, "xaxis": f"x{number}", "yaxis": "y", "showlegend": False} for trace in shown]
    return data, layout


def _span(place: int, count: int) -> tuple[float, float]:
    """Left and right edge of a panel on a paper of width 1."""
    wide = (1 - AIR * (count - 1)) / count
    return place * (wide + AIR), place * (wide + AIR) + wide


def _years(scene: Scene) -> dict[str, Any]:
    first, last = scene.years or (0, 0)
    ends = {"range": [first - 0.5, last + 0.5], "tickvals": [first, last], "tickformat": "d"}
    return ends | {"showgrid": False, "anchor": "y"}


def _panel(scene: Scene, place: int, colours: dict[str, str]) -> list[dict[str, Any]]:
    own = scene.lines[place]
    shown = [_behind(one, colours) for one in scene.lines if one is not own and one.dots]
    shown += [goal_trace(goal, colours) for goal in scene.goals] if place == 0 else []
    return shown + ([line_trace(own, colours)] if own.dots else [])


def _behind(held: Line, colours: dict[str, str]) -> dict[str, Any]:
    xs: list[int | None] = []
    ys: list[float | None] = []
    for run in held.runs:
        xs += [*([None] if xs else []), *(dot.x for dot in run)]
        ys += [*([None] if ys else []), *(dot.y for dot in run)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": colours["peer"], "width": 1},
        "hoverinfo": "skip",
    }


def _head(own: Line, left: float, colours: dict[str, str]) -> dict[str, Any]:
    from cockpit.charts.plotly import escaped  # noqa: PLC0415 - the package imports its layouts by name

    return {
        "text": f"<b>{escaped(own.name)}</b><br>{escaped(own.label)}",
        "xref": "paper",
        "yref": "paper",
        "x": left,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 12, "color": colours["ink"]},
    }
