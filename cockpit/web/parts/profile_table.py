"""All indicators of a Kreis by Sustainable Development Goal: a table, and stacked cards on a phone."""

from __future__ import annotations

from itertools import groupby

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Sdg
from cockpit.model.view import Card, Profile
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.cards import latest_cell, spark_cell, status_cell, strip_cell
from cockpit.web.parts.links import to, to_indicator
from cockpit.web.parts.marks import plate

COLUMNS = 5


def profile_table(request: PageRequest, profile: Profile, goal: int = 0) -> Component:
    """One table body per goal, or one for ``goal`` alone; what is made of parts is shown elsewhere, as a picture."""
    cards = [card for card in profile.cards if card.indicator.kind != "shares"]
    sorted_in = [(goal, cards)] if goal else [(number, list(found)) for number, found in groupby(cards, key=_goal)]
    groups = [_group(request, profile, number, found) for number, found in sorted_in]
    caption = html.Caption(text("pages.kreis.table", name=profile.region.display_name), className="vh")
    return html.Table([caption, _head(profile), *groups], className="rows")


def _goal(card: Card) -> int:
    return card.indicator.sdg[0] if card.indicator.sdg else 0


def _head(profile: Profile) -> Component:
    kind = "cities" if profile.region.is_city else "counties"
    among = [
        text(f"pages.kreis.among_{kind}", n=len(profile.peers)),
        html.Small(text("pages.kreis.low_high")),
    ]
    names = ("name", "course", "latest", "status")
    cells = [
        html.Th(text(f"pages.kreis.column_{name}"), scope="col", className="n" if name == "latest" else None)
        for name in names
    ]
    return html.Thead(html.Tr([*cells, html.Th(among, scope="col")]))


def _group(request: PageRequest, profile: Profile, goal: int, cards: list[Card]) -> Component:
    sdg = profile.sdgs.get(goal)
    label = _goal_link(request, profile, sdg) if sdg else html.Span(text("pages.no_goal"))
    first = html.Tr(html.Th(label, colSpan=COLUMNS, scope="rowgroup"), className="g")
    return html.Tbody([first, *(_row(request, card) for card in cards)])


def _goal_link(request: PageRequest, profile: Profile, sdg: Sdg) -> Component:
    place = f"/kreis/{profile.region.slug or profile.region.key}/sdg/{sdg.number}"
    named = [plate(sdg), sdg.title]
    return html.Span(named) if request.path == place else html.A(named, href=to(request, place), className="goal-link")


def _row(request: PageRequest, card: Card) -> Component:
    link = html.A(card.indicator.title, href=to_indicator(request, card.indicator.id, (card.series.region.key,)))
    unit = html.Small(words.long_unit(card.indicator), className="foot")
    return html.Tr(
        [
            html.Th([link, unit], scope="row", className="name"),
            spark_cell(card),
            latest_cell(card),
            html.Td(status_cell(card), className="status"),
            strip_cell(card),
        ]
    )
