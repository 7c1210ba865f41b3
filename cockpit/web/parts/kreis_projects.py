"""Federal projects that bear on a Kreis, each with the values of the indicators it touches."""

from __future__ import annotations

from collections.abc import Iterable

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.programme import Link
from cockpit.model.region import Region
from cockpit.model.view import Card, ProjectCard
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.cards import linked_amount
from cockpit.web.parts.links import to, to_indicator

NEAR = frozenset({"direkt", "mittelbar"})


def projects_section(request: PageRequest, cards: Iterable[ProjectCard], region: Region) -> list[Component]:
    """Projects with a direct or indirect bearing, the fixed line, and the way to all of them."""
    near = [card for card in cards if card.project.relation in NEAR and card.links]
    if not near:
        return []
    everything = html.A(text("pages.kreis.all_projects"), href=to(request, "/hebelprojekte", kreise=(region.key,)))
    return [
        html.Section(
            [
                html.H2(text("pages.kreis.projects")),
                html.P(text("pages.hebel.fixed"), className="note narrow"),
                html.Div([_box(request, card, region) for card in near], className="gaps"),
                html.P(everything, className="links"),
            ]
        )
    ]


def _box(request: PageRequest, card: ProjectCard, region: Region) -> Component:
    project = card.project
    title = html.A(project.title, href=to(request, f"/hebelprojekt/{project.id}", kreise=(region.key,)))
    known = words.project_known(project)
    state = text("programmes.relation_state", relation=project.relation, state=project.state_short, known=known)
    return html.Article(
        [html.H3(title), html.P(state, className="foot"), linked_list(request, card.links)], className="card"
    )


def linked_list(request: PageRequest, links: Iterable[tuple[Link, Card]]) -> Component:
    """The linked indicators with value, year and status of the Kreis."""
    items = [
        html.Li([html.A(card.indicator.title, href=_address(request, card)), " ", linked_amount(card)])
        for _, card in links
    ]
    return html.Ul(items, className="plain linked")


def _address(request: PageRequest, card: Card) -> str:
    return to_indicator(request, card.indicator.id, (card.series.region.key,))
