"""What a search found: places, indicators, projects, Maßnahmen and help, each kind by itself."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.query import KINDS, Hit, search
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.form import search_line
from cockpit.web.parts.head import page_head

PATH = "/suche"
MENU = None
MOST = 60


def page(request: PageRequest) -> Page:
    """The hits by kind."""
    words = request.selection.search.strip()
    found = search(request.snapshot, words, MOST)
    line = search_line("suche", label=text("pages.start.label"), button=text("pages.start.button"), value=words)
    head = page_head(text("pages.search.title"), html.P(_sum(words, len(found)), className="lead"))
    groups = [_group(kind, [hit for hit in found if hit.kind == kind]) for kind in KINDS]
    tree = html.Div([head, html.Section(line), *(group for group in groups if group)])
    return Page(text("pages.search.title"), tree)


def _sum(words: str, count: int) -> str:
    if not words:
        return text("pages.search.empty")
    return text("pages.search.none" if not count else "pages.search.found", words=words, n=count)


def _group(kind: str, hits: list[Hit]) -> Component | None:
    if not hits:
        return None
    items = [html.Li([html.A(hit.title, href=hit.address), " ", html.Span(hit.note, className="note")]) for hit in hits]
    return html.Section([html.H2(text(f"search.group.{kind}")), html.Ul(items, className="plain hits")])
