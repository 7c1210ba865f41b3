"""What is shown when there is nothing to show: what happened, where, and what helps."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import has_text, text
from cockpit.web.many import html
from cockpit.web.parts.form import search_line


def error_page(status: int, what: str, where: str = "", remedy: str = "") -> Component:
    """The tree for an HTTP status: a calm sentence, the remedy, and a way on."""
    key = f"pages.error.title_{status}"
    title = text(key) if has_text(key) else text("pages.error.title")
    said = [] if what.rstrip(".") == title else [html.P(what, className="lead")]
    parts: list[Component] = [html.H1(title), *said]
    if where:
        parts.append(html.P([text("pages.error.where"), " ", html.Code(where)], className="sub"))
    if remedy:
        parts.append(html.P(remedy, className="narrow"))
    ways = [
        html.Li(html.A(text("pages.error.start"), href="/")),
        html.Li(html.A(text("pages.kreise.title"), href="/kreise")),
        html.Li(html.A(text("pages.indikatoren.title"), href="/indikatoren")),
    ]
    search = search_line("fehler", label=text("pages.start.label"), button=text("pages.start.button"))
    return html.Div([html.Section(parts, className="page-head"), search, html.Ul(ways, className="plain links btns")])
