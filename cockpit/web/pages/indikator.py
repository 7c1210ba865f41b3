"""Where one indicator goes and whether that is enough – and its page as a gap where nobody knows."""

from __future__ import annotations

from collections.abc import Callable

from dash.development.base_component import Component

from cockpit import charts
from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.charts import Scene, words
from cockpit.model.view import View
from cockpit.outputs.svg import drawn_scene
from cockpit.query import bearing, view
from cockpit.web.embed import chart
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts import indicator_tabs
from cockpit.web.parts.about import about
from cockpit.web.parts.gaps import invitation
from cockpit.web.parts.indicator_head import indicator_head, tabs
from cockpit.web.parts.indicator_tabs import here_as
from cockpit.web.parts.newer import newer_note

PATH = "/indikator/<name>"
MENU = None

Look = Callable[[PageRequest, View, Scene | None], list[Component | None]]
LOOKS: dict[str, Look] = {
    "verlauf": indicator_tabs.course,
    "karte": indicator_tabs.tiles,
    "rangliste": indicator_tabs.ranking,
    "tabelle": indicator_tabs.table,
    "daten": indicator_tabs.data,
}


def page(request: PageRequest) -> Page:
    """The indicator's page in the look the address asks for."""
    indicator = request.snapshot.indicator(request.params["name"])
    seen = view(request.snapshot, request.selection.but(indicator=indicator.id))
    formats = (("application/json", ".json"), ("text/csv", ".csv"))
    drawn = _drawn(seen)
    preview = chart.preview(request.snapshot, seen.selection.but(interactive=False)) if drawn else ""
    return Page(
        title=indicator.title,
        tree=tree(request, seen, drawn),
        description=words.finding(seen) if seen.years else indicator.question,
        embeddable=drawn is not None,
        picture=(preview, charts.alt(drawn)) if drawn and preview else None,
        alternates=tuple((kind, here_as(request, request.path + suffix)) for kind, suffix in formats),
    )


def _drawn(seen: View) -> Scene | None:
    """The chart that exactly this look shows; None for tables, gaps, and where a Kreis is still to be chosen."""
    try:
        return drawn_scene(seen) if seen.years else None
    except NotFound:
        return None


def tree(request: PageRequest, seen: View, drawn: Scene | None) -> Component:
    """The whole page from a View and the chart it shows."""
    head = indicator_head(request, seen.indicator)
    if not seen.years:
        return html.Div([head, _without_values(seen), about(request, seen)])
    look = LOOKS.get(request.selection.tab, indicator_tabs.course)
    parts = [part for part in look(request, seen, drawn) if part is not None]
    noted = newer_note(request, bearing(seen.indicator))
    return html.Div([head, *([noted] if noted else []), tabs(request, seen.indicator), *parts])


def _without_values(seen: View) -> Component:
    question = html.P(seen.indicator.question, className="lead")
    title = html.H2(text("pages.gap.title"))
    return html.Section([question, html.Div([title, invitation(seen.indicator, named=True)], className="gap narrow")])
