"""The first page: find a Kreis, see what the data say, and what is new."""

from __future__ import annotations

import re

from dash.development.base_component import Component

from cockpit import charts
from cockpit.base.collation import collated
from cockpit.base.errors import Refused
from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.charts.scene import Scene
from cockpit.model.indicator import Indicator
from cockpit.model.view import View
from cockpit.query import Fact, News, Snapshot, facts, news, view
from cockpit.query.on_course import courses
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.course_map import SHOWN, course_choice, course_map
from cockpit.web.parts.figure import source
from cockpit.web.parts.form import search_line
from cockpit.web.parts.links import to, to_indicator
from cockpit.web.parts.outlines import form_choice, true_notes
from cockpit.web.parts.tiles import tile_map

PATH = "/"
MENU = None
FIRST_SHOWN = "beschaeftigtenquote"
NEWS = 5
COUNT = re.compile(r"\d[\d.]*")


def page(request: PageRequest) -> Page:
    """Search on the left, the tile map of one indicator on the right."""
    left = html.Div([*_opening(), *_facts(request), *_news(request)])
    parts = [left, *_map(request)]
    title = text("pages.start.title")
    return Page(title, html.Div(parts, className="start"), description=text("pages.start.lead"))


def _opening() -> list[Component]:
    search = search_line("start", label=text("pages.start.label"), button=text("pages.start.button"))
    return [html.H1(text("pages.start.title")), html.P(text("pages.start.lead"), className="lead"), search]


def _facts(request: PageRequest) -> list[Component]:
    found = facts(request.snapshot)
    if not found:
        return []
    return [html.H2(text("pages.start.facts")), *(_fact(request, fact) for fact in found)]


def _fact(request: PageRequest, fact: Fact) -> Component:
    link = html.A(
        text("pages.start.see"),
        href=_there(request, fact.address),
        **{"aria-label": f"{text('pages.start.see')}: {fact.text}"},
    )
    return html.P([*_counted(fact.text), " ", link], className=f"card said said-{fact.tone}")


def _counted(sentence: str) -> list[Component | str]:
    """The sentence with its first number in bold, so that the eye finds the number."""
    found = COUNT.search(sentence)
    if found is None:
        return [sentence]
    return [sentence[: found.start()], html.B(found[0]), sentence[found.end() :]]


def _news(request: PageRequest) -> list[Component]:
    found = news(request.snapshot, NEWS)
    if not found:
        return []
    rows = [_news_row(request, item) for item in found]
    columns = [html.Th(text(f"pages.start.news_{name}"), scope="col") for name in ("day", "what", "note")]
    head = html.Thead(html.Tr(columns), className="vh")
    return [html.H2(text("pages.start.news")), html.Table([head, html.Tbody(rows)], className="news")]


def _news_row(request: PageRequest, item: News) -> Component:
    when = html.Time(day(item.date), dateTime=item.date.isoformat())
    cells = [
        html.Td(when),
        html.Td(html.A(item.title, href=_there(request, item.address))),
        html.Td(item.note, className="foot"),
    ]
    return html.Tr(cells)


def _there(request: PageRequest, address: str) -> str:
    """An address of facts and news in the Datenstand being looked at."""
    stand = request.selection.stand
    if stand is None:
        return address
    path, sign, place = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}stand={stand}{sign}{place}"


def mapped(snapshot: Snapshot) -> list[Indicator]:
    """What the map can show: core indicators of Kreis level."""
    shown = snapshot.catalogue.indicators.values()
    core = [item for item in shown if item.core and item.level == "kreis" and item.kind == "indicator"]
    return sorted(core, key=lambda item: collated(item.title))


def _map(request: PageRequest) -> list[Component]:
    choices = mapped(request.snapshot)
    counted = courses(request.snapshot)
    if request.selection.mapped == SHOWN:
        shown = course_map(request, counted, _choices(request, choices, None, counted=True)) if counted else None
        return [shown or html.P(text("course.nowhere"), className="box")]
    asked = request.selection.indicator or FIRST_SHOWN
    chosen = next((item for item in choices if item.id == asked), choices[0] if choices else None)
    if request.selection.indicator:
        chosen = request.snapshot.indicator(request.selection.indicator)
    if chosen is None:
        return []
    seen = view(request.snapshot, request.selection.but(indicator=chosen.id, kreise=(), tab="karte"))
    try:
        scene = charts.scene("truemap" if seen.geometry else "tilemap", seen)
    except Refused as no:
        return [html.P(no.what, className="box")]
    return [_figure(request, seen, scene, _choices(request, choices, chosen, counted=bool(counted)))]


def _figure(request: PageRequest, seen: View, scene: Scene, chosen: Component) -> Component:
    indicator = seen.indicator
    title = text("pages.tiles.title", title=indicator.title, year=seen.year)
    told = "geometry.measure" if scene.geometry else "pages.tiles.measure"
    measure = text(told, unit=indicator.unit_long or indicator.unit)
    kreise = request.snapshot.catalogue.regions
    tiles = tile_map(scene, lambda key: to(request, f"/kreis/{kreise[key].slug}"), label=title)
    as_list = html.A(text("pages.tiles.list"), href=to_indicator(request, indicator.id, tab="rangliste"))
    skip = html.A(text("pages.tiles.skip"), href="#karte-wahl", className="skip-inline")
    parts = [html.H2(title), html.P(measure, className="measure"), *form_choice(request), skip, tiles]
    below = [html.P(as_list, className="links"), chosen, *true_notes(scene), source(scene)]
    return html.Figure([*parts, *below], className="fig")


def _choices(request: PageRequest, choices: list[Indicator], shown: Indicator | None, *, counted: bool) -> Component:
    """What else the map can show; decided targets only where some Kreis has one."""
    items = [html.Li(_choice(request, item, shown)) for item in choices]
    if counted:
        items.insert(0, html.Li(course_choice(request)))
    name = text("course.title") if shown is None else shown.short_title or shown.title
    listed = html.Ul(items, className="plain choices columns")
    summary = html.Summary(text("pages.tiles.shows", title=name))
    return html.Details([summary, listed], className="more no-print", id="karte-wahl")


def _choice(request: PageRequest, item: Indicator, shown: Indicator | None) -> Component:
    base = to(request, "/", form=request.selection.form)
    join = "&" if "?" in base else "?"
    current = {"aria-current": "true"} if item == shown else {}
    return html.A(item.title, href=f"{base}{join}indikator={item.id}", **current)
