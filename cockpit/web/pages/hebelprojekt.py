"""One federal project: what became of it, what it means for a Kreis, and what can be measured around it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.view import ProjectCard
from cockpit.query import project_cards
from cockpit.web.page import Page, PageRequest
from cockpit.web.pages.hebelprojekte import ministries
from cockpit.web.parts.actions_list import by_project
from cockpit.web.parts.cards import linked_amount
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import to, to_indicator
from cockpit.web.parts.marks import plate
from cockpit.web.parts.programme_filters import kreis_form

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
    project, programme = card.project, card.programme
    keys = (region.key,) if region else ()
    steps = [(text("pages.hebel.title"), to(request, "/hebelprojekte", kreise=keys)), (project.field, "")]
    sub = " · ".join([programme.title, ministries(card)])
    head = page_head(
        project.title,
        html.P(sub, className="sub"),
        html.P(project.summary, className="lead"),
        steps=steps,
    )
    parts = [head, _facts(request, card), *_measured(request, card, region), *_unmeasured(card)]
    parts += [*by_project(request, project.id), _official(card)]
    return html.Div([*parts, html.P(programme.naming, className="note narrow")])


def _facts(request: PageRequest, card: ProjectCard) -> Component:
    project, sdgs = card.project, request.snapshot.catalogue.sdgs
    goals = [html.Li([plate(sdgs[n], small=True), sdgs[n].title]) for n in project.sdg if n in sdgs]
    state = html.Div([html.P(project.state), html.P(_certainty(card), className="note")])
    rows: list[tuple[str, Component | str]] = [
        ("state", state),
        ("for_kreis", project.for_the_kreis),
        ("relation", text(f"pages.hebel.relation_{project.relation}")),
        ("sdg", html.Ul(goals, className="plain goals") if goals else ""),
    ]
    parts = [
        part
        for name, content in rows
        if content
        for part in (html.Dt(text(f"pages.hebel.about_{name}")), html.Dd(content))
    ]
    return html.Section([html.H2(text("pages.hebel.about")), html.Dl(parts, className="facts-list")])


def _certainty(card: ProjectCard) -> str:
    """Every statement about a state has a date and a certainty."""
    project = card.project
    sure = text(f"pages.hebel.certainty_{project.certainty}")
    return text("pages.hebel.as_of", date=project.state_date, certainty=sure) if project.state_date else sure


def _measured(request: PageRequest, card: ProjectCard, region: Region | None) -> Sequence[Component]:
    if not card.project.links:
        return []
    values = {found.indicator.id: found for _, found in card.links}
    indicators = request.snapshot.catalogue.indicators
    keys = (region.key,) if region else ()
    rows = []
    for link in card.project.links:
        if link.indicator not in indicators:
            continue
        name = html.A(indicators[link.indicator].title, href=to_indicator(request, link.indicator, keys))
        cells: list[Component | str] = [text(f"pages.hebel.relation_{link.grade}"), link.reason]
        if region:
            cells.append(linked_amount(values[link.indicator]) if link.indicator in values else "–")
        rows.append(_row(name, cells, _columns(region)))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in _columns(region)]))
    caption = html.Caption(text("pages.hebel.links_caption"), className="vh")
    table = html.Table([caption, head, html.Tbody(rows)], className="list stacked")
    choose = [] if region else [html.Div(kreis_form(request, request.path), className="controls")]
    title = html.H2(text("pages.hebel.measured_by"))
    fixed = html.P(text("pages.hebel.fixed"), className="box")
    return [html.Section([title, fixed, *choose, table])]


def _columns(region: Region | None) -> list[str]:
    names = [text(f"pages.hebel.column_{name}") for name in ("indicator", "grade", "reason")]
    return [*names, *([text("pages.hebel.column_kreis", name=region.display_name)] if region else [])]


def _row(name: Component, cells: Sequence[Component | str], columns: Sequence[str]) -> Component:
    named = zip(columns[1:], cells, strict=True)
    return html.Tr([html.Th(name, scope="row"), *(html.Td(cell, **{"data-label": label}) for label, cell in named)])


def _unmeasured(card: ProjectCard) -> Sequence[Component]:
    if not card.project.not_measured and card.project.links:
        return []
    items = [html.Li(item) for item in card.project.not_measured]
    said = html.Ul(items) if items else html.P(text("pages.hebel.measured_nothing"))
    return [html.Section([html.H2(text("pages.hebel.not_measured")), said])]


def _official(card: ProjectCard) -> Component:
    links = [html.Li(html.A(url.removeprefix("https://").removesuffix("/"), href=url)) for url in card.project.urls]
    return html.Section([html.H2(text("pages.hebel.links")), html.Ul(links, className="plain links")])
