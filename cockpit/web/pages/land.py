"""How the Kreise of one Land stand: complete sums, a small map, and Kreise by goals or indicators."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit import query
from cockpit.base.formats import day, number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.query import LandView, address
from cockpit.query.lands import entries
from cockpit.web.many import html
from cockpit.web.page import Moved, Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.land_filters import land_filters
from cockpit.web.parts.land_map import land_map
from cockpit.web.parts.land_table import goals_table, one_table, order_links, values_table
from cockpit.web.parts.links import here, to, to_kreis
from cockpit.web.parts.newer import newer_note
from cockpit.web.parts.sources import sources_section
from cockpit.web.parts.status_bar import status_bar

PATH = "/land/<name>"
MENU = None
MOST_COLUMNS = 10
SUFFIXES = {".csv": "text/csv", ".json": "application/json"}
WORKBOOK = ".xlsx"


def page(request: PageRequest) -> Page:
    """The Land of that name; its key and other spellings lead to the canonical address."""
    place = query.land(request.snapshot, request.params["name"])
    if request.params["name"] != place.name_in_path:
        raise Moved(address(request.snapshot, f"/land/{place.name_in_path}", request.selection))
    chosen = request.selection
    every = query.land_view(
        request.snapshot, place, chosen.but(actor="", verdict="", sdg=None, goals=(), indicators=(), order="")
    )
    shown = query.land_view(request.snapshot, place, chosen)
    title = _title(request, shown)
    return Page(
        title=title,
        tree=_tree(request, every, shown, title),
        description=text("land.description", land=place.name, said=words.land_headline(shown, chosen.actor)),
        alternates=tuple((kind, _file(request, shown, suffix)) for suffix, kind in SUFFIXES.items()),
    )


def _title(request: PageRequest, shown: LandView) -> str:
    """The Land, and what it was narrowed to."""
    chosen = request.selection
    named = [request.snapshot.indicator(name).title for name in chosen.indicators]
    goals = [request.snapshot.catalogue.sdgs[goal].title for goal in chosen.every_goal]
    what = named or goals
    if not what:
        return shown.land.name
    return text("land.title", land=shown.land.name, what=what[0] if len(what) == 1 else text("land.several"))


def _tree(request: PageRequest, every: LandView, shown: LandView, title: str) -> Component:
    opening = [_head(request, every, shown, title), land_map(request, shown), land_filters(request, every, shown)]
    return html.Div(
        [
            html.Div([part for part in opening if part], className="land-top"),
            newer_note(request, tuple(request.snapshot.catalogue.indicators)),
            _matrix(request, shown),
            *_sources(request, shown),
            _data(request, shown),
        ]
    )


def _head(request: PageRequest, every: LandView, shown: LandView, title: str) -> Component:
    narrowed = title != shown.land.name
    way_up = [(shown.land.name, to(request, request.path))] if narrowed else []
    return page_head(
        title,
        html.P(_facts(request, every), className="sub num"),
        html.P(_said(request, shown), className="lead"),
        status_bar(shown.headline) if shown.headline.judged else None,
        html.P(text("land.case"), className="note"),
        *_city_state(request, shown),
        steps=[(text("pages.kreise.title"), to(request, "/kreise")), *way_up],
    )


def _facts(request: PageRequest, every: LandView) -> str:
    revision = request.snapshot.revision
    stand = text("pages.stand", n=revision.id, day=day(revision.created_at))
    return " · ".join((text("land.facts", ags=every.land.key), stand))


def _said(request: PageRequest, shown: LandView) -> str:
    return f"{words.land_headline(shown, request.selection.actor)} {words.land_targets(shown)}".strip()


def _city_state(request: PageRequest, shown: LandView) -> list[Component]:
    """City states compare only in part; one that is a single Kreis leads to the page of it."""
    places = [row.region for row in shown.kreise]
    if not places or not all(place.is_city_state for place in places):
        return []
    remark = [html.P(text("words.placement.city_state"), className="note")]
    if len(places) > 1:
        return remark
    link = html.A(text("land.as_kreis_link"), href=to_kreis(request, places[0]))
    return [html.P([text("land.as_kreis", name=shown.land.name), " ", link], className="sub"), *remark]


def _matrix(request: PageRequest, shown: LandView) -> Component:
    if not shown.indicators or not shown.shown:
        return html.Section(html.P(text("land.table.nothing"), className="box"))
    goals = request.selection.every_goal
    if len(shown.indicators) == 1:
        parts = [order_links(request), one_table(request, shown, shown.indicators[0])]
        title = "one"
    elif (goals or request.selection.indicators) and len(shown.indicators) <= MOST_COLUMNS:
        parts = [
            html.P(text("land.table.note_values"), className="note"),
            values_table(request, shown, request.selection.sdg),
        ]
        title = "goal"
    else:
        parts = [html.P(text("land.table.note"), className="note"), goals_table(request, shown)]
        title = "title"
    return html.Section([html.H2(text(f"land.table.{title}")), *_narrowed(shown), *parts])


def _narrowed(shown: LandView) -> list[Component]:
    """How much of all is shown, where one class was asked for."""
    if not shown.verdict:
        return []
    count, places = sum(1 for _ in entries(shown)), len(shown.shown)
    key = "land.verdict.shown_one" if count == 1 else "land.verdict.shown"
    word = words.direction_word(shown.verdict)
    return [html.P(text(key, n=number(count), kreise=places, of=len(shown.kreise), word=word))]


def _sources(request: PageRequest, shown: LandView) -> list[Component]:
    known = request.snapshot.catalogue.sources
    held = [known[item.source] for item in shown.indicators]
    return [sources_section(held)] if held else []


def _data(request: PageRequest, shown: LandView) -> Component:
    links = [
        html.A(text("pages.data_csv"), href=_file(request, shown, ".csv")),
        html.A(text("land.data.xlsx"), href=_file(request, shown, WORKBOOK)),
        html.A(text("pages.data_json"), href=_file(request, shown, ".json")),
        html.A(text("pages.frozen_link"), href=here(request, stand=request.snapshot.revision.id)),
    ]
    told = html.P(text("land.data.note"), className="note")
    return html.Section([html.H2(text("pages.data")), told, html.P(links, className="links")], className="no-print")


def _file(request: PageRequest, shown: LandView, suffix: str) -> str:
    """The data of just what the page shows."""
    return address(request.snapshot, f"/land/{shown.land.name_in_path}{suffix}", request.selection, order="")
