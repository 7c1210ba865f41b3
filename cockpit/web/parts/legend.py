"""All signs of judgement with their words."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.web.many import html
from cockpit.web.parts.marks import pill

DIRECTIONS = ("improving", "no_trend", "worsening", "no_verdict")
VERDICTS = ("met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict")


def classes_legend() -> Component:
    """Direction and pace: symbol, word and colour together."""
    rows = [
        html.Section(
            [
                html.H2(text("pages.legend.title")),
                html.H3(text("pages.legend.direction")),
                html.P([pill(key, text(f"words.direction.{key}")) for key in DIRECTIONS], className="chips"),
                html.H3(text("pages.legend.verdict")),
                html.P([pill(key, text(f"words.verdict.{key}")) for key in VERDICTS], className="chips"),
            ]
        )
    ]
    return html.Div(rows)
