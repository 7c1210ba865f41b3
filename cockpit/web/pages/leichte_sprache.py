"""The cockpit in Leichte Sprache: what it is, how to find one's Kreis, what the signs mean, how to report a problem."""

from __future__ import annotations

from collections.abc import Iterator

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.legal import legal_page
from cockpit.web.parts.legend import DIRECTIONS, VERDICTS
from cockpit.web.parts.marks import pill

PATH = "/leichte-sprache"
MENU = None


def page(request: PageRequest) -> Page:
    """The text, and under its heading every sign with its word and what it means."""
    return legal_page(request, "leichte-sprache", {text("legal.signs.title"): list(_signs())})


def _signs() -> Iterator[Component]:
    for kind, keys in (("direction", DIRECTIONS), ("verdict", VERDICTS)):
        yield html.H3(text(f"legal.signs.{kind}"))
        for key in keys:
            yield html.P(pill(key, text(f"words.{kind}.{key}")), className="sign")
            yield from (html.P(line) for line in text(f"legal.signs.{key}").splitlines())
