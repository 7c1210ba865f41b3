"""What a Kreis does itself: every Maßnahme with unit, term, state, money, decision and what it bears on."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.query import region
from cockpit.query.cards import cards
from cockpit.web.page import Moved, Page, PageRequest
from cockpit.web.parts.actions_list import action_card, address, of_kreis, way_up
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import to

PATH = "/kreis/<name>/massnahmen"
MENU = None


def page(request: PageRequest) -> Page:
    """All Maßnahmen of a Kreis; NotFound for Länder and the Bund."""
    found = region(request.snapshot, request.params["name"])
    if found.level != "kreis":
        raise NotFound(text("query.no_kreis", name=found.display_name), found.slug, text("query.see_kreise"))
    if request.params["name"] != found.slug:
        raise Moved(address(request, found))
    title = text("measures.title", kreis=found.display_name)
    data = to(request, f"/kreis/{found.slug}/massnahmen.json")
    parts = [_head(request, found, title), *_listed(request, found), _links(data)]
    return Page(title, html.Div(parts), description=text("measures.lead"), alternates=(("application/json", data),))


def _head(request: PageRequest, place: Region, title: str) -> Component:
    steps = [(text("pages.kreise.title"), to(request, "/kreise")), way_up(request, place)]
    return page_head(title, html.P(text("measures.lead"), className="lead"), steps=steps)


def _listed(request: PageRequest, place: Region) -> list[Component]:
    found = of_kreis(request.snapshot, place)
    if not found:
        return [html.P(text("measures.none", kreis=place.display_name), className="box")]
    known = {card.indicator.id: card for card in cards(request.snapshot, place, request.selection.method)}
    count = text("measures.count_one") if len(found) == 1 else text("measures.count", n=len(found))
    shown = html.Div([action_card(request, item, known) for item in found], className="measures")
    return [html.P(count, className="sub"), html.P(text("measures.fixed"), className="box"), shown]


def _links(data: str) -> Component:
    return html.P(html.A(text("measures.data"), href=data), className="links no-print")
