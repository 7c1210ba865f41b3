"""The federal projects by field of action, with the values of a Kreis where one is chosen."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.programme import Programme
from cockpit.model.region import Region
from cockpit.model.view import ProjectCard
from cockpit.query import project_cards
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.kreis_projects import linked_list
from cockpit.web.parts.links import to
from cockpit.web.parts.marks import plates
from cockpit.web.parts.programme_filters import filters, kreis_form

PATH = "/hebelprojekte"
MENU = (text("pages.hebel.title"), 40)


def page(request: PageRequest) -> Page:
    """All programmes with their projects, filtered by ``feld``, ``sdg`` and ``bezug``."""
    keys = request.selection.kreise
    region = request.snapshot.catalogue.regions[keys[0]] if keys else None
    parts: list[Component] = []
    for programme in request.snapshot.catalogue.programmes.values():
        parts += _programme(request, programme, region)
    return Page(text("pages.hebel.title"), html.Div(parts), description=text("pages.hebel.lead"))


def _programme(request: PageRequest, programme: Programme, region: Region | None) -> list[Component]:
    cards = [card for card in project_cards(request.snapshot, programme, region) if _wanted(request, card)]
    head = page_head(
        text("pages.hebel.title"),
        html.P(programme.summary or text("pages.hebel.lead"), className="lead"),
        html.P(
            [programme.naming, " ", html.A(text("pages.hebel.official"), href=programme.url)], className="note narrow"
        ),
    )
    choose = [html.Div(kreis_form(request, request.path), className="controls")] if region is None else []
    fixed = html.P(text("pages.hebel.fixed"), className="note")
    shown = [_table(request, programme, cards, region)] if cards else [html.P(text("pages.nothing"))]
    return [head, filters(request, programme, region), *choose, html.Section([*shown, fixed])]


def _wanted(request: PageRequest, card: ProjectCard) -> bool:
    chosen, project = request.selection, card.project
    return (
        (not chosen.field or project.field == chosen.field)
        and (not chosen.every_goal or bool(set(chosen.every_goal) & set(project.sdg)))
        and (not chosen.relation or project.relation == chosen.relation)
    )


def _columns(region: Region | None) -> list[str]:
    heads = [text(f"pages.hebel.column_{name}") for name in ("project", "sdg", "relation", "state")]
    last = text("pages.hebel.column_kreis", name=region.display_name) if region else text("pages.hebel.column_measured")
    return [*heads, last]


def _table(request: PageRequest, programme: Programme, cards: list[ProjectCard], region: Region | None) -> Component:
    columns = _columns(region)
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in columns]))
    bodies = [
        _field(request, name, [card for card in cards if card.project.field == name], region, columns)
        for name in programme.fields
        if any(card.project.field == name for card in cards)
    ]
    caption = html.Caption(text("pages.hebel.caption", title=programme.title), className="vh")
    return html.Table([caption, head, *bodies], className="list stacked projects")


def _field(
    request: PageRequest, name: str, cards: list[ProjectCard], region: Region | None, columns: list[str]
) -> Component:
    first = html.Tr(html.Th(name, colSpan=len(columns), scope="rowgroup"), className="g")
    return html.Tbody([first, *(_row(request, card, region, columns) for card in cards)])


def _row(request: PageRequest, card: ProjectCard, region: Region | None, columns: list[str]) -> Component:
    project, sdgs = card.project, request.snapshot.catalogue.sdgs
    keys = (region.key,) if region else ()
    link = html.A(project.title, href=to(request, f"/hebelprojekt/{project.id}", kreise=keys))
    cells = [
        plates(sdgs[number] for number in project.sdg if number in sdgs),
        text(f"pages.hebel.relation_{project.relation}"),
        _state(card),
        _indicators(request, card, region),
    ]
    tds = [html.Td(cell, **{"data-label": name}) for name, cell in zip(columns[1:], cells, strict=True)]
    return html.Tr([html.Th([link, html.Small(ministries(card), className="foot line")], scope="row"), *tds])


def _state(card: ProjectCard) -> list[Component | str]:
    """The state in a few words, with the day for which it is known."""
    date = card.project.state_date
    dated = [html.Small(text("pages.hebel.dated", date=date), className="foot line")] if date else []
    return [card.project.state_short, *dated]


def _indicators(request: PageRequest, card: ProjectCard, region: Region | None) -> Component | str:
    """How many indicators there are; with a Kreis, these with its values."""
    if region and card.links:
        return linked_list(request, card.links)
    return measured(len(card.project.links))


def measured(count: int) -> str:
    """How many indicators describe the field a project touches."""
    return text(f"pages.hebel.measured_{'none' if not count else 'one' if count == 1 else 'many'}", n=count)


def ministries(card: ProjectCard) -> str:
    """The ministry then, and now where it changed its name."""
    then, now = card.project.ministry_then, card.project.ministry_now
    return then if then == now or not now else text("pages.hebel.ministries", then=then, now=now)
