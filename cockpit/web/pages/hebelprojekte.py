"""The federal projects by field of action, as rows or against the goals, with values of a Kreis if one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.programme import Programme
from cockpit.model.region import Region
from cockpit.query import known_field, narrowed, project_cards
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.outside import outside
from cockpit.web.parts.programme_filters import MATRIX, field_filter, filters, kreis_form
from cockpit.web.parts.project_matrix import project_matrix
from cockpit.web.parts.project_table import project_table

PATH = "/hebelprojekte"
MENU = (text("pages.hebel.title"), 40)


def page(request: PageRequest) -> Page:
    """All programmes with their projects, narrowed by ``feld``, ``sdg`` and ``bezug``; ``ansicht=matrix`` by goals."""
    programmes = tuple(request.snapshot.catalogue.programmes.values())
    known_field(programmes, request.selection)
    keys = request.selection.kreise
    region = request.snapshot.catalogue.regions[keys[0]] if keys else None
    title, lead = text("pages.hebel.title"), text("pages.hebel.lead")
    body = _body(request, programmes, region) if programmes else [page_head(title, html.P(text("programmes.none")))]
    return Page(title, html.Div(body), description=lead)


def _body(request: PageRequest, programmes: Sequence[Programme], region: Region | None) -> list[Component]:
    single = programmes[0] if len(programmes) == 1 else None
    opening = _about(single) if single else [html.P(text("programmes.lead"), className="lead"), _jump(programmes)]
    in_rows = request.selection.layout != MATRIX
    asked = region is None and in_rows
    choose = [html.Div(kreis_form(request, text("pages.hebel.choose")), className="controls")] if asked else []
    lists = [_programme(request, programme, region, alone=single is not None) for programme in programmes]
    said = ("pages.hebel.fixed", "programmes.assigned") if in_rows else ("programmes.assigned",)
    notes = [html.P(text(name), className="note narrow") for name in said]
    head = page_head(text("pages.hebel.title"), *opening)
    return [head, filters(request, programmes, region), *choose, *lists, html.Section(notes)]


def _about(programme: Programme) -> list[Component]:
    """What the programme is, what its projects are called and why, and where the Bund tells of it."""
    official = [" ", outside(text("programmes.to_official"), programme.url)] if programme.url else []
    return [
        html.P(programme.summary, className="lead"),
        html.P([programme.naming, *official], id=f"begriff-{programme.id}", className="note narrow"),
    ]


def _jump(programmes: Sequence[Programme]) -> Component:
    links = [
        html.A(text("programmes.jump", title=one.title, n=len(one.projects)), href=f"#programm-{one.id}")
        for one in programmes
    ]
    return html.Nav(links, className="jump", **{"aria-label": text("programmes.programmes")})


def _programme(request: PageRequest, programme: Programme, region: Region | None, *, alone: bool) -> Component:
    """One programme; among several with its own heading, words and fields of action."""
    shown = narrowed(request.selection, project_cards(request.snapshot, programme, region))
    opening = (
        []
        if alone
        else [
            html.H2(programme.title),
            *_about(programme),
            html.Div(field_filter(request, programme), className="filters"),
        ]
    )
    count = html.P(_count(len(shown), len(programme.projects)), className="note")
    if not shown:
        body = html.P(text("programmes.nothing"))
    elif request.selection.layout == MATRIX:
        body = project_matrix(request, programme, shown)
    else:
        body = project_table(request, programme, shown, region)
    return html.Section([*opening, count, body], id=f"programm-{programme.id}")


def _count(shown: int, every: int) -> str:
    if shown < every:
        return text("programmes.count_some", n=shown, all=every)
    return text("programmes.count_all_one" if every == 1 else "programmes.count_all", n=every)
