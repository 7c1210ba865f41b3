"""The projects of a programme as rows: goals, bearing, state, and the values of a Kreis where one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.programme import Programme
from cockpit.model.region import Region
from cockpit.model.view import ProjectCard
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.kreis_projects import linked_list
from cockpit.web.parts.links import to
from cockpit.web.parts.marks import plates


def project_table(
    request: PageRequest, programme: Programme, cards: Sequence[ProjectCard], region: Region | None
) -> Component:
    """One group of rows per field of action."""
    columns = _columns(region)
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in columns]))
    bodies = by_field(programme, cards, len(columns), lambda card: _row(request, card, region, columns))
    caption = html.Caption(text("pages.hebel.caption", title=programme.title), className="vh")
    return html.Table([caption, head, *bodies], className="list stacked projects")


def by_field(
    programme: Programme, cards: Sequence[ProjectCard], width: int, row: Callable[[ProjectCard], Component]
) -> list[Component]:
    """A table body per field of action that has projects, in the order of the programme; ``width`` in columns."""
    bodies = []
    for name in programme.fields:
        rows = [row(card) for card in cards if card.project.field == name]
        if rows:
            first = html.Tr(html.Th(name, colSpan=width, scope="rowgroup"), className="g")
            bodies.append(html.Tbody([first, *rows]))
    return bodies


def project_link(request: PageRequest, card: ProjectCard) -> Component:
    """The way to the page of a project, with the chosen Kreise."""
    address = to(request, f"/hebelprojekt/{card.project.id}", kreise=request.selection.kreise)
    return html.A(card.project.title, href=address)


def _columns(region: Region | None) -> list[str]:
    heads = [text(f"pages.hebel.column_{name}") for name in ("project", "sdg", "relation", "state")]
    last = text("pages.hebel.column_kreis", name=region.display_name) if region else text("pages.hebel.column_measured")
    return [*heads, last]


def _row(request: PageRequest, card: ProjectCard, region: Region | None, columns: list[str]) -> Component:
    project, sdgs = card.project, request.snapshot.catalogue.sdgs
    cells = [
        plates(sdgs[number] for number in project.sdg if number in sdgs),
        text(f"pages.hebel.relation_{project.relation}"),
        [project.state_short, html.Small(words.project_known(project), className="foot line")],
        _indicators(request, card, region),
    ]
    tds = [html.Td(cell, **{"data-label": name}) for name, cell in zip(columns[1:], cells, strict=True)]
    who = html.Small(words.ministries(project), className="foot line")
    return html.Tr([html.Th([project_link(request, card), who], scope="row"), *tds])


def _indicators(request: PageRequest, card: ProjectCard, region: Region | None) -> Component | str:
    """How many indicators there are; with a Kreis, these with its values."""
    if region and card.links:
        return linked_list(request, card.links)
    count = len(card.project.links)
    return text(f"pages.hebel.measured_{'none' if not count else 'one' if count == 1 else 'many'}", n=count)
