"""Years × values as Plotly traces."""

from __future__ import annotations

from typing import Any

from cockpit.charts.plotly.marks import MARKS, marks
from cockpit.charts.scene import Goal, Line, Scene
from cockpit.charts.svg.colours import colour_of

THICK = {"chosen": 3.5, "median": 3.5, "peer": 1, "context": 2}
SYMBOLS = {
    "compared-1": "square",
    "compared-2": "triangle-up",
    "compared-3": "diamond",
    "compared-4": "triangle-down",
}


def paint(scene: Scene, colours: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Traces and layout; gaps are ``None`` and stay gaps."""
    data = [_band(band.points, colours) for band in scene.bands]
    data += [line_trace(line, colours) for line in scene.lines]
    data += [goal_trace(goal, colours) for goal in scene.goals]
    first, last = scene.years or (0, 0)
    axis = {"gridcolor": colours["grid"], "zeroline": False, "linecolor": colours["line"]}
    values = [value for value, _ in scene.ticks]
    layout = {
        "xaxis": {**axis, "showgrid": False, "range": [first - 0.5, last + 0.5], "tickformat": "d", "fixedrange": True},
        "yaxis": {
            **axis,
            "fixedrange": True,
            "range": [values[0], values[-1]],
            "tickvals": values,
            "ticktext": [label for _, label in scene.ticks],
        },
        "shapes": _rules(scene, colours),
        **marks(scene, colours),
        # named lines only: peers are many and speak when touched
        "showlegend": any(line.label for line in scene.lines),
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": -0.1,
            "yanchor": "top",
            "traceorder": "reversed",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    }
    return data, layout


def line_trace(line: Line, colours: dict[str, str]) -> dict[str, Any]:
    """One line; gaps are ``None``."""
    xs: list[int | None] = []
    ys: list[float | None] = []
    texts: list[str] = []
    opens: list[bool] = []
    for run in line.runs:
        if xs:
            xs, ys, texts, opens = [*xs, None], [*ys, None], [*texts, ""], [*opens, False]
        xs += [dot.x for dot in run]
        ys += [dot.y for dot in run]
        texts += [f"{dot.text} ({dot.note})" if dot.note else dot.text for dot in run]
        opens += [dot.open for dot in run]
    quiet = line.role == "peer"
    colour, symbol = colours[colour_of(line.role)], SYMBOLS.get(line.role, "circle")
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name or line.label,
        "x": xs,
        "y": ys,
        "text": texts,
        "connectgaps": False,
        "showlegend": bool(line.label),
        "line": {"color": colour, "width": THICK.get(line.role, 2.5)},
        "marker": {
            "color": colour,
            "size": _sizes(line) if quiet else 6,
            "symbol": [f"{symbol}-open" if is_open else symbol for is_open in opens],
        },
        "hovertemplate": "%{fullData.name}<br>%{x}: %{text}<extra></extra>",
    }


def _sizes(line: Line) -> list[int]:
    """Lines in the background show a dot only where a year stands alone."""
    found: list[int] = []
    for run in line.runs:
        found += [0] * bool(found) + [4 if len(run) == 1 else 0] * len(run)
    return found


def _band(points: tuple[tuple[int, float, float], ...], colours: dict[str, str]) -> dict[str, Any]:
    years = [year for year, _, _ in points]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": years + years[::-1],
        "y": [high for _, _, high in points] + [low for _, low, _ in reversed(points)],
        "fill": "toself",
        "fillcolor": colours["band"],
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def goal_trace(goal: Goal, colours: dict[str, str]) -> dict[str, Any]:
    """The path to a target or a projection."""
    dots = [goal.start, goal.end] if goal.start else [goal.end]
    colour, ring = colours[colour_of(goal.role)], goal.role == "target"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": goal.label,
        "x": [dot.x for dot in dots],
        "y": [dot.y for dot in dots],
        "text": [dot.text for dot in dots],
        "line": {"color": colour, "width": 2, "dash": "dot" if ring else "dash"},
        "marker": {
            "color": colour,
            "symbol": "circle-open",
            "size": [0] * (len(dots) - 1) + [13 if ring else 8],
            "line": {"width": 2.5},
        },
        "hovertemplate": "%{fullData.name}<extra></extra>",
    }


def _rules(scene: Scene, colours: dict[str, str]) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = []
    for rule in scene.rules:
        ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": rule.y, "y1": rule.y, "yref": "y"}
        if rule.x is not None:
            ends = {"x0": rule.place, "x1": rule.place, "xref": "x", "y0": 0, "y1": 1, "yref": "paper"}
        shapes.append(
            {
                "type": "line",
                **ends,
                "line": {"color": colours[colour_of(rule.role)], "width": 1.5, "dash": "dot"},
                "label": {"text": "" if rule.role in MARKS else rule.label, "textposition": "start"},
            }
        )
    return shapes
