"""All Kreise by Land, with a filter that needs no script."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.query.spelling import plain
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.form import filter_line
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import to, to_kreis

PATH = "/kreise"
MENU = (text("pages.kreise.title"), 10)


def page(request: PageRequest) -> Page:
    """The list, narrowed by name (``q``) and Land (``land``)."""
    shown = _filtered(request)
    lands = _lands(request)
    present = [land for land in lands if any(kreis.land == land.key for kreis in shown)]
    head = page_head(text("pages.kreise.title"), html.P(_sum(request, shown), className="lead"))
    groups = [_group(request, land, [kreis for kreis in shown if kreis.land == land.key]) for land in present]
    tree = html.Div([head, _tools(request), _jump(request, lands), *(groups or [html.P(text("pages.nothing"))])])
    return Page(text("pages.kreise.title"), tree)


def _filtered(request: PageRequest) -> list[Region]:
    wanted, land = plain(request.selection.search), request.selection.land
    return [
        kreis
        for kreis in request.snapshot.kreise
        if (not land or kreis.land == land) and (not wanted or wanted in plain(f"{kreis.display_name} {kreis.key}"))
    ]


def _lands(request: PageRequest) -> list[Region]:
    found = [item for item in request.snapshot.catalogue.regions.values() if item.level == "land"]
    return sorted(found, key=lambda item: item.name)


def _sum(request: PageRequest, shown: Sequence[Region]) -> str:
    everything = len(request.snapshot.kreise)
    if len(shown) == everything:
        return text("pages.kreise.all", n=everything)
    return text("pages.kreise.some", n=len(shown), of=everything)


def _tools(request: PageRequest) -> Component:
    keep = {name: request.args[name] for name in ("land", "stand") if request.args.get(name)}
    return html.Div(
        filter_line(
            "kreise",
            action=request.path,
            label=text("pages.kreise.filter"),
            value=request.selection.search,
            keep=keep,
        ),
        className="controls",
    )


def _jump(request: PageRequest, lands: list[Region]) -> Component:
    chosen = request.selection.land
    everything = [] if not chosen else [html.A(text("pages.kreise.every_land"), href=to(request, "/kreise"))]
    links = [
        html.A(
            land.name,
            href=to(request, "/kreise", land=land.key),
            **({"aria-current": "true"} if land.key == chosen else {}),
        )
        for land in lands
    ]
    return html.Nav([*everything, *links], className="jump", **{"aria-label": text("pages.kreise.by_land")})


def _group(request: PageRequest, land: Region, kreise: list[Region]) -> Component:
    items = [html.Li(html.A(kreis.display_name, href=to_kreis(request, kreis))) for kreis in kreise]
    title = html.H2([land.name, " ", html.Small(str(len(kreise)), className="unit")])
    overview = html.A(text("land.all", land=land.name), href=to(request, f"/land/{land.name_in_path}"))
    return html.Section([title, html.P(overview, className="links"), html.Ul(items, className="plain columns")])
