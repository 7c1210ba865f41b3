"""How to read and use the cockpit."""

from __future__ import annotations

from dash import html

from cockpit.base.texts import text
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.legend import classes_legend
from cockpit.web.parts.markdown import long_text

PATH = "/hilfe"
MENU = None


def page(request: PageRequest) -> Page:  # noqa: ARG001 - every page is asked the same way
    """The help text, with the signs it speaks of."""
    sections = long_text("hilfe")
    parts = [page_head(text("pages.help"), *sections[""])]
    for title, content in sections.items():
        if title:
            parts.append(html.Section([html.H2(title), *content], className="prose"))
    parts.append(classes_legend())
    return Page(text("pages.help"), html.Div(parts))
