"""The words above the plot at the start and end of an action, in rows so that none covers another."""

from __future__ import annotations

from typing import Any

from cockpit.charts.scene import Scene
from cockpit.charts.svg.colours import colour_of

MARKS = frozenset({"action-start", "action-end"})
ROW = 17
"""Height of a row of words in pixels."""
APART = 0.4
"""Words of one row stand at least this share of the years apart; a phone shows no more."""
SIDE = 0.2


def marks(scene: Scene, colours: dict[str, str]) -> dict[str, Any]:
    """Annotations and the room ``above`` that they need; nothing without marks."""
    shown = [rule for rule in scene.rules if rule.role in MARKS]
    if not shown or scene.years is None:
        return {}
    first, last = scene.years
    wide = max(last - first, 1)
    ends: list[float] = []
    found = []
    for rule in shown:
        row = next((n for n, end in enumerate(ends) if rule.place - end >= APART * wide), len(ends))
        ends[row : row + 1] = [rule.place]
        share = (rule.place - first) / wide
        found.append(
            {
                "text": rule.label,
                "x": rule.place,
                "xref": "x",
                "xanchor": "left" if share < SIDE else "right" if share > 1 - SIDE else "center",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": row * ROW,
                "showarrow": False,
                "font": {"size": 12, "color": colours[colour_of(rule.role)]},
            }
        )
    return {"annotations": found, "above": len(ends) * ROW}
