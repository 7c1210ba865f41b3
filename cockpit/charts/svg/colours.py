"""Colours by name, light and dark, read once from assets/tokens.css; roles of a scene and their colour."""

from __future__ import annotations

import re
from functools import cache

from cockpit.base.errors import Refused
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.model.selection import THEMES

TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{6})\s*;")
DARK = "prefers-color-scheme: dark"

OF_ROLE = {
    "chosen": "mark",
    "compared-1": "mark-2",
    "compared-2": "mark-3",
    "compared-3": "mark-4",
    "compared-4": "mark-5",
    "compared": "mark-2",
    "context": "ink-2",
    "median": "mark",
    "peer": "peer",
    "quartiles": "band",
    "projection": "mark",
    "target": "target",
    "orientation": "ink-2",
    "break": "ink-3",
    "action-start": "ink-2",
    "action-end": "ink-2",
    "improving": "on-track",
    "no_trend": "ink-3",
    "worsening": "away",
    "no_verdict": "ink-3",
    "bar": "bar",
}


@cache
def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """Light and dark colours by token name."""
    css = (settings().assets / "tokens.css").read_text(encoding="utf-8")
    plain, _, dark = css.partition(DARK)
    light = dict(TOKEN.findall(plain))
    return light, light | dict(TOKEN.findall(dark))


def palette(theme: str) -> dict[str, str]:
    """The colours of a theme; the empty one is light with a dark rule of its own."""
    if theme not in THEMES:
        raise Refused(text("charts.no_theme"), theme, text("charts.no_theme_remedy"))
    return palettes()[1 if theme == "dunkel" else 0]


def colour_of(role: str) -> str:
    """The token name of a scene role."""
    return OF_ROLE[role]
