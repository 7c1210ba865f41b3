"""Up to five Kreise beside each other: newest values as a table with bars, courses on a common axis, no total score."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit import charts
from cockpit.base.errors import Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.query import Compared, address, comparison, view
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.comparison_choice import indicator_choice, kreis_choice
from cockpit.web.parts.comparison_table import comparison_table
from cockpit.web.parts.figure import figure
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import to_indicator

PATH = "/vergleich"
MENU = (text("compare.title"), 30)
COURSES = 3
FEWEST_YEARS = 5
"""Pictures on one page; the others are a link away."""


def page(request: PageRequest) -> Page:
    """The comparison of ``kreise`` in ``indikatoren`` (all core ones by default)."""
    kreise, rows = comparison(request.snapshot, request.selection)
    title = text("compare.title")
    if kreise:
        title = text("compare.named", kreise=enumeration(kreis.display_name for kreis in kreise))
    head = page_head(title, html.P(text("compare.lead"), className="lead"), kreis_choice(request, kreise))
    parts = [head, *(_compared(request, kreise, rows) if kreise else [html.P(text("compare.choose"))])]
    data = (("application/json", address(request.snapshot, "/vergleich.json", request.selection)),) if kreise else ()
    return Page(title, html.Div(parts), description=text("compare.lead"), alternates=data)


def _compared(request: PageRequest, kreise: tuple[Region, ...], rows: tuple[Compared, ...]) -> list[Component]:
    alone = [html.P(text("compare.alone"), className="box")] if len(kreise) == 1 else []
    table = html.Section(
        [
            html.H2(text("compare.table")),
            indicator_choice(request, rows),
            comparison_table(request, kreise, rows),
            html.P(text("compare.bars"), className="note"),
        ]
    )
    as_data = html.A(text("compare.data"), href=address(request.snapshot, "/vergleich.json", request.selection))
    table_file = html.A(text("compare.csv"), href=address(request.snapshot, "/vergleich.csv", request.selection))
    workbook = html.A(text("compare.xlsx"), href=address(request.snapshot, "/vergleich.xlsx", request.selection))
    slides = html.A(text("slides.open"), href=address(request.snapshot, "/vortrag", request.selection))
    return [
        *alone,
        table,
        *_courses(request, rows),
        html.P([slides, table_file, workbook, as_data], className="links no-print"),
    ]


def _courses(request: PageRequest, rows: tuple[Compared, ...]) -> list[Component]:
    """The first courses as pictures, each with all Kreise on one axis; the rest as links."""
    first = ([row for row in rows if _tells_course(row)] or list(rows))[:COURSES]
    pictures = [drawn for row in first if (drawn := _course(request, row))]
    if not pictures:
        return []
    keys = request.selection.kreise
    others = [row.indicator for row in rows if row not in first]
    more = [html.Li(html.A(item.title, href=to_indicator(request, item.id, keys))) for item in others]
    rest = [html.H3(text("compare.courses_more")), html.Ul(more, className="plain columns")] if more else []
    return [html.Section([html.H2(text("compare.courses")), *pictures, *rest])]


def _tells_course(row: Compared) -> bool:
    """Whether there are enough years to see a course; a census of one day has none."""
    return any(card is not None and len(card.series.points) >= FEWEST_YEARS for card in row.cards)


def _course(request: PageRequest, row: Compared) -> Component | None:
    """One panel for each Kreis on the same axes; a single Kreis has its course."""
    alone = len(request.selection.kreise) == 1
    chosen = request.selection.but(
        indicator=row.indicator.id, indicators=(), tab="verlauf" if alone else "einzeln", order=""
    )
    shown = view(request.snapshot, chosen)
    try:
        return figure(request, shown, charts.scene("line" if alone else "multiples", shown), wide=True)
    except Refused:
        return None
