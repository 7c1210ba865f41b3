"""One federal project: what became of it, what it means for a Kreis, what can be measured, who acts."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.view import ProjectCard
from cockpit.query import project_cards
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import to
from cockpit.web.parts.programme_filters import chosen_kreis, kreis_form
from cockpit.web.parts.project_facts import project_facts
from cockpit.web.parts.project_indicators import project_indicators
from cockpit.web.parts.project_who import project_who

PATH = "/hebelprojekt/<name>"
MENU = None


def page(request: PageRequest) -> Page:
    """The project of that name in any programme."""
    keys = request.selection.kreise
    region = request.snapshot.catalogue.regions[keys[0]] if keys else None
    card = _card(request, request.params["name"], region)
    return Page(card.project.title, tree(request, card, region), description=card.project.summary)


def _card(request: PageRequest, name: str, region: Region | None) -> ProjectCard:
    for programme in request.snapshot.catalogue.programmes.values():
        if any(project.id == name for project in programme.projects):
            cards = project_cards(request.snapshot, programme, region)
            return next(card for card in cards if card.project.id == name)
    raise NotFound(text("pages.hebel.unknown", name=name), name, text("pages.hebel.unknown_remedy"))


def tree(request: PageRequest, card: ProjectCard, region: Region | None) -> Component:
    """The whole page from a ProjectCard."""
    parts = [_head(request, card), _kreis(request, card, region), project_facts(request, card)]
    parts += [*project_indicators(request, card, region), *project_who(request, card.project.id, region)]
    return html.Div(parts)


def _head(request: PageRequest, card: ProjectCard) -> Component:
    project, programme, kreise = card.project, card.programme, request.selection.kreise
    everything = to(request, "/hebelprojekte", kreise=kreise)
    steps = [
        (text("pages.hebel.title"), everything),
        (project.field, to(request, "/hebelprojekte", kreise=kreise, field=project.field)),
    ]
    place = text("programmes.number", n=project.number, all=len(programme.projects))
    term = html.A(text("programmes.term"), href=f"{everything}#begriff-{programme.id}")
    sub = html.P([f"{programme.title} · {place} · ", term], className="sub")
    return page_head(project.title, sub, html.P(project.summary, className="lead"), steps=steps)


def _kreis(request: PageRequest, card: ProjectCard, region: Region | None) -> Component:
    """The chosen Kreis, or a choice of one."""
    if region is not None:
        return html.Div(chosen_kreis(request, region), className="filters")
    label = text("pages.hebel.choose" if card.project.links else "programmes.choose_actions")
    return html.Div(kreis_form(request, label), className="controls")
