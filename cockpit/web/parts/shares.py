"""Parts of a whole on a Kreis page: picture with its finding, as on the indicator's own page."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit import charts
from cockpit.base.texts import text
from cockpit.model.view import Card
from cockpit.query import view
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.figure import figure
from cockpit.web.parts.links import to_indicator


def shares_section(request: PageRequest, cards: list[Card]) -> list[Component]:
    """One figure per indicator made of parts that this Kreis has values for."""
    found = [_figure(request, card) for card in cards if card.indicator.kind == "shares" and card.whole]
    return [html.Section([html.H2(text("pages.kreis.shares")), *found])] if found else []


def _figure(request: PageRequest, card: Card) -> Component:
    key = card.series.region.key
    seen = view(request.snapshot, request.selection.but(indicator=card.indicator.id, kreise=(key,)))
    shown = figure(request, seen, charts.scene("shares", seen))
    link = html.A(text("pages.kreis.shares_more"), href=to_indicator(request, card.indicator.id, (key,)))
    return html.Div([shown, html.P(link, className="links")], className="shares")
