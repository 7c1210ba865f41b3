"""What can be measured around a federal project: linked indicators with the values of a Kreis, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.programme import Link
from cockpit.model.region import Region
from cockpit.model.view import Card, ProjectCard
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.cards import dated_value, status_cell
from cockpit.web.parts.links import to_indicator


def project_indicators(request: PageRequest, card: ProjectCard, region: Region | None) -> list[Component]:
    """The linked indicators and what nobody measures; a project without any bearing says only that."""
    if card.project.relation == "keiner":
        said = html.P(text("programmes.no_relation"), className="box narrow")
        return [html.Section([html.H2(text("pages.hebel.measured_by")), said])]
    return [*_measured(request, card, region), *_unmeasured(card)]


def _measured(request: PageRequest, card: ProjectCard, region: Region | None) -> list[Component]:
    known = request.snapshot.catalogue.indicators
    links = [link for link in card.project.links if link.indicator in known]
    if not links:
        return []
    columns = [text(f"pages.hebel.column_{name}") for name in ("indicator", "grade", "reason")]
    columns += [text("pages.hebel.column_kreis", name=region.display_name)] if region else []
    values = {found.indicator.id: found for _, found in card.links}
    rows = [_row(request, link, columns, values.get(link.indicator)) for link in links]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in columns]))
    caption = html.Caption(text("pages.hebel.links_caption"), className="vh")
    table = html.Table([caption, head, html.Tbody(rows)], className="list stacked measured")
    fixed = html.P(text("pages.hebel.fixed"), className="box")
    return [html.Section([html.H2(text("pages.hebel.measured_by")), fixed, table])]


def _row(request: PageRequest, link: Link, columns: Sequence[str], card: Card | None) -> Component:
    """An indicator; with a fourth column its value for the chosen Kreis and what the method says of it."""
    title = request.snapshot.catalogue.indicators[link.indicator].title
    name = html.A(title, href=to_indicator(request, link.indicator, request.selection.kreise))
    cells: list[Component | str] = [text(f"pages.hebel.relation_{link.grade}"), link.reason]
    if len(columns) > 3:
        cells.append(_of_kreis(card) if card else text("programmes.no_value"))
    named = zip(columns[1:], cells, strict=True)
    return html.Tr([html.Th(name, scope="row"), *(html.Td(cell, **{"data-label": label}) for label, cell in named)])


def _of_kreis(card: Card) -> Component:
    return html.Div([html.P(dated_value(card)), *status_cell(card)], className="verdict")


def _unmeasured(card: ProjectCard) -> list[Component]:
    if not card.project.not_measured and card.project.links:
        return []
    items = [html.Li(item) for item in card.project.not_measured]
    nothing = [] if card.project.links else [html.P(text("pages.hebel.measured_nothing"))]
    said = [html.Ul(items)] if items else []
    return [html.Section([html.H2(text("pages.hebel.not_measured")), *nothing, *said])]
