"""Links through the pages of a long list; the state is in the address."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import here


def paging(request: PageRequest, page: int, pages: int, *, of: str, backward: str, forward: str) -> list[Component]:
    """Back and on with the place between them; nothing for a single page. ``backward`` and ``forward`` are words."""
    if pages < 2:
        return []
    parts: list[Component] = []
    if page > 1:
        parts.append(html.A(backward, href=here(request, page=page - 1), rel="prev", className="btn"))
    parts.append(html.Span(text("history.page_of", page=page, pages=pages), className="num"))
    if page < pages:
        parts.append(html.A(forward, href=here(request, page=page + 1), rel="next", className="btn"))
    return [html.Nav(parts, className="btns no-print", **{"aria-label": text("history.pages", name=of)})]
