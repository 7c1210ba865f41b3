"""How to read and use the cockpit."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.collation import collated
from cockpit.base.headings import anchor
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.legend import classes_legend
from cockpit.web.parts.links import to_indicator
from cockpit.web.parts.markdown import long_text

PATH = "/hilfe"
MENU = None


OWN_DATA = "eigene-daten"


def page(request: PageRequest) -> Page:
    """The help text, with the signs it speaks of and the ids own data are brought in under."""
    sections = long_text("hilfe")
    parts = [page_head(text("pages.help"), *sections[""])]
    for title, content in sections.items():
        if title:
            ids = [_identities(request)] if anchor(title) == OWN_DATA else []
            parts.append(html.Section([html.H2(title), *content, *ids], className="prose", id=anchor(title)))
    parts.append(classes_legend())
    return Page(text("pages.help"), html.Div(parts))


def _identities(request: PageRequest) -> Component:
    """Every gap with its unit and the id to name when bringing in own values."""
    gaps = [item for item in request.snapshot.catalogue.indicators.values() if item.kind == "gap"]
    columns = [text(f"pages.own.{name}") for name in ("indicator", "unit", "id")]
    head = html.Thead(html.Tr([html.Th(column, scope="col") for column in columns]))
    rows = [_identity(request, item, columns) for item in sorted(gaps, key=lambda item: collated(item.title))]
    caption = html.Caption(text("pages.own.caption"))
    return html.Table([caption, head, html.Tbody(rows)], className="stacked")


def _identity(request: PageRequest, item: Indicator, columns: list[str]) -> Component:
    name = html.Th(html.A(item.title, href=to_indicator(request, item.id)), scope="row")
    cells = zip(columns[1:], (item.unit_long or item.unit, html.Code(item.id)), strict=True)
    return html.Tr([name, *(html.Td(html.Span(cell), **{"data-label": label}) for label, cell in cells)])
