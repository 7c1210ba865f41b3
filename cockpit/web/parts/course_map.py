"""The map of decided targets on the start page, with its list of Kreise."""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts.course_tiles import course_tiles, said
from cockpit.query.on_course import Course
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.figure import source
from cockpit.web.parts.links import to, to_kreis
from cockpit.web.parts.tiles import tile_map

SHOWN = "ziele"
"""The value of ``karte=`` that asks for this map."""


def course_map(request: PageRequest, counted: Mapping[str, Course], choice: Component) -> Component:
    """The figure: map, list of those that have a decided target, and the choice of another map."""
    scene = course_tiles(request.snapshot, counted)
    regions = request.snapshot.catalogue.regions
    empty = text("course.undecided_count", n=sum(not tile.shade for tile in scene.tiles))
    tiles = tile_map(scene, lambda key: to_kreis(request, regions[key]), label=scene.title, empty=empty)
    skip = html.A(text("pages.tiles.skip"), href="#karte-wahl", className="skip-inline")
    parts = [html.H2(scene.title), html.P(scene.subtitle, className="measure"), skip, tiles, _list(request, counted)]
    return html.Figure([*parts, choice, source(scene)], className="fig")


def _list(request: PageRequest, counted: Mapping[str, Course]) -> Component:
    rows = [
        html.Li([html.A(kreis.display_name, href=to_kreis(request, kreis)), f" {said(counted[kreis.key])}"])
        for kreis in request.snapshot.kreise
        if kreis.key in counted
    ]
    summary = html.Summary(text("course.list", n=len(rows)))
    return html.Details([summary, html.Ul(rows, className="plain")], className="more")


def course_choice(request: PageRequest) -> Component:
    """The link that shows this map."""
    current = {"aria-current": "true"} if request.selection.mapped == SHOWN else {}
    return html.A(text("course.title"), href=to(request, "/", mapped=SHOWN), **current)
