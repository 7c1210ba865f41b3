"""The top of a page: the way back, the one h1, and what stands under it."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.web.many import html

Crumb = tuple[Component | str, str]


def crumbs(steps: Sequence[Crumb]) -> Component:
    """The way from the top to here; each step is what is shown and its address, "" for none."""
    shown: list[Component | str] = []
    for position, (label, address) in enumerate(steps):
        if position:
            shown.append(html.Span("›", **{"aria-hidden": "true"}))
        shown.append(html.A(label, href=address) if address else html.Span(label))
    return html.Nav(shown, className="crumbs", **{"aria-label": text("pages.crumbs")})


def page_head(title: str, *below: Component | str | None, steps: Sequence[Crumb] = ()) -> Component:
    """Crumbs, the h1 and whatever opens the page."""
    parts = [crumbs(steps)] if steps else []
    return html.Section(
        [*parts, html.H1(title), *(part for part in below if part not in (None, ""))], className="page-head"
    )
