"""The five looks at one indicator: course, map, ranking, table, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable

from dash import dcc
from dash.development.base_component import Component

from cockpit import charts
from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.scene import Scene
from cockpit.model.view import View
from cockpit.query import addresses_by_kreise
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts import controls
from cockpit.web.parts.about import about
from cockpit.web.parts.action_effect import effect_section
from cockpit.web.parts.figure import figure, picture, source
from cockpit.web.parts.indicator_projects import indicator_projects
from cockpit.web.parts.judged import judged_section
from cockpit.web.parts.links import LOADED, here
from cockpit.web.parts.outlines import form_choice, true_notes
from cockpit.web.parts.share import share_button
from cockpit.web.parts.standings import order_links, standings_table
from cockpit.web.parts.tables import data_table
from cockpit.web.parts.tiles import tile_map

KINDS = {False: "line", True: "multiples"}


def course(request: PageRequest, view: View, drawn: Scene | None) -> list[Component | None]:
    """Lines over the years – or the parts of a whole – with the map beside and the judgement below.

    In all looks ``drawn`` is the chart that this one shows, where there is one.
    """
    shares = view.indicator.kind == "shares"
    scene = drawn or _drawn("shares" if shares else KINDS[request.selection.tab == "einzeln"], view)
    main = _figure(request, view, scene, wide=shares)
    aside = None if shares else _aside(request, view)
    judged = judged_section(request, view)
    column = html.Div(
        [part for part in (main, actions(request, view), judged, effect_section(request, view)) if part is not None],
        className="main-column",
    )
    body = html.Div([column, aside], className="with-aside") if aside is not None else column
    changing = None if shares else controls.years(request, view)
    bar = html.Div(
        [part for part in (controls.compare(request, view), changing) if part is not None], className="controls"
    )
    return [bar, body, indicator_projects(request, view)]


def _figure(request: PageRequest, view: View, drawn: Scene | Refused, *, wide: bool) -> Component:
    if isinstance(drawn, Refused):
        return html.Div([html.P(drawn.what), html.P(drawn.remedy, className="note")], className="box")
    if request.selection.interactive:
        return _interactive(request, view, drawn)
    return figure(request, view, drawn, wide=wide)


def _interactive(request: PageRequest, view: View, scene: Scene) -> Component:
    """The same scene to hover and zoom; without script the picture stands in its place."""
    shown = charts.figure(scene, sourced=False)
    height = shown.get("layout", {}).get("height", 480)
    graph = dcc.Graph(id="chart", figure=shown, config=charts.CONFIG, style={"height": height})
    return html.Figure(
        [
            html.H2(scene.title),
            html.P(scene.subtitle, className="measure"),
            html.Div(graph, className="explore", role="group", **{"aria-label": charts.alt(scene)}),
            html.Noscript([picture(request, view, scene), html.P(text("pages.interactive.note"))]),
            source(scene),
        ],
        className="fig",
    )


def _aside(request: PageRequest, view: View) -> Component | None:
    drawn = _drawn("tilemap", view)
    if isinstance(drawn, Refused):
        return None
    title = text("pages.tiles.title", title=view.indicator.short_title or view.indicator.title, year=view.year)
    tiles = tile_map(drawn, _choosing(request), label=text("pages.tiles.choose"))
    read = text("pages.tiles.read" if drawn.legend and drawn.legend.edges else "pages.tiles.one")
    as_list = html.A(text("pages.tiles.list"), href=here(request, tab="rangliste", interactive=False), **LOADED)
    shown = [
        html.H2(title),
        html.P(" · ".join(filter(None, (words.long_unit(view.indicator), read))), className="measure"),
        tiles,
        html.P(as_list, className="links"),
        html.P(drawn.source, className="src"),
    ]
    return html.Aside(html.Div(shown, className="fig aside-fig"), className="no-print", **{"aria-label": title})


def _choosing(request: PageRequest) -> Callable[[str], str]:
    """A tile makes its Kreis the chosen one and keeps the others compared with it."""
    others = request.selection.kreise[1:]
    address = addresses_by_kreise(request.snapshot, request.path, request.selection.but(interactive=False))
    return lambda key: address((key, *(held for held in others if held != key)))


def tiles(request: PageRequest, view: View, drawn: Scene | None) -> list[Component | None]:
    """The big map with the list of all Kreise beside it."""
    scene = drawn or _drawn("truemap" if view.geometry else "tilemap", view)
    if isinstance(scene, Refused):
        return [_figure(request, view, scene, wide=False), *ranking_table(request, view)]
    shown = html.Figure(
        [
            html.H2(scene.title),
            html.P(scene.subtitle, className="measure"),
            tile_map(scene, _choosing(request), label=text("pages.tiles.choose")),
            *[html.P(note.text, className="note") for note in scene.notes if note.role or not scene.geometry],
            *true_notes(scene),
            source(scene),
        ],
        className="fig big-map",
    )
    beside = html.Div(
        standings_table(request, view, with_land=False),
        className="beside",
        tabIndex=0,
        role="region",
        **{"aria-label": text("pages.standings.region")},
    )
    body = html.Div([shown, beside], className="with-aside")
    bar = html.Div([_bar(request, view), *form_choice(request)], className="controls")
    return [bar, html.Section([body, actions(request, view)])]


def ranking(request: PageRequest, view: View, drawn: Scene | None) -> list[Component | None]:
    """The ranking as a picture, and all Kreise as a table."""
    shown = _figure(request, view, drawn or _drawn("ranking", view), wide=True)
    return [_bar(request, view), html.Section([shown, actions(request, view)]), *ranking_table(request, view)]


def ranking_table(request: PageRequest, view: View) -> list[Component]:
    """The list of all, sorted as asked."""
    if not view.kreise:
        return []
    return [
        html.Section([html.H2(text("pages.standings.title")), order_links(request), standings_table(request, view)])
    ]


def table(request: PageRequest, view: View, _scene: Scene | None) -> list[Component | None]:
    """Every value behind the chart, as it is stored."""
    bar = html.Div([controls.compare(request, view), controls.years(request, view)], className="controls")
    title = html.H2(text("pages.table.title"))
    return [bar, html.Section([title, data_table(charts.table(view)), actions(request, view)])]


def data(request: PageRequest, view: View, _scene: Scene | None) -> list[Component | None]:
    """About these data."""
    return [about(request, view), html.Section(actions(request, view))]


def _bar(request: PageRequest, view: View) -> Component:
    parts = (controls.compare(request, view), controls.year(request, view))
    return html.Div([part for part in parts if part], className="controls")


def actions(request: PageRequest, view: View) -> Component:
    """Explore, and take the data along."""
    path = f"{request.path}"
    links: list[Component] = []
    if request.selection.tab in {"verlauf", "einzeln"} and view.indicator.kind != "shares":
        links += _together(request, view)
        on = request.selection.interactive
        label = text("pages.interactive.off" if on else "pages.interactive.on")
        links.append(html.A(label, href=here(request, interactive=not on), className="btn"))
    links.insert(0, share_button(here_as(request, f"/weitergeben{path}")))
    for name, suffix in (("data_csv", ".csv"), ("data_json", ".json")):
        address = here_as(request, path + suffix)
        links.append(html.A(text(f"pages.{name}"), href=address, className="btn"))
    frozen = html.A(text("pages.frozen_link"), href=here(request, stand=request.snapshot.revision.id))
    return html.P([*links, html.Span(frozen, className="links")], className="btns")


def _together(request: PageRequest, view: View) -> list[Component]:
    """Several Kreise in one picture, or one panel each."""
    apart = request.selection.tab == "einzeln"
    if len(view.chosen) < 2 and not apart:
        return []
    label = text("compare.one_picture" if apart else "compare.panels")
    return [html.A(label, href=here(request, tab="verlauf" if apart else "einzeln"), className="btn")]


def here_as(request: PageRequest, path: str) -> str:
    """The same selection under another path, such as the data of this page."""
    return here(PageRequest(request.snapshot, request.selection, request.params, path, request.args), interactive=False)


def _drawn(kind: str, view: View) -> Scene | Refused:
    try:
        return charts.scene(kind, view)
    except Refused as no:
        return no
