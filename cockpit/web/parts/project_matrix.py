"""The projects of a programme against the 17 goals: one look tells which goals a field of action is assigned to."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.indicator import Sdg
from cockpit.model.programme import Programme
from cockpit.model.view import ProjectCard
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.marks import plate
from cockpit.web.parts.project_table import by_field, project_link


def project_matrix(request: PageRequest, programme: Programme, cards: Sequence[ProjectCard]) -> Component:
    """A column per goal, used or not, and below it how many of the shown projects are assigned to it."""
    goals = [goal for _, goal in sorted(request.snapshot.catalogue.sdgs.items())]
    caption = html.Caption(text("programmes.matrix.caption", title=programme.title), className="vh")
    first = html.Th(text("pages.hebel.column_project"), scope="col")
    head = html.Thead(html.Tr([first, *(_goal(goal) for goal in goals)]))
    bodies = by_field(programme, cards, 1 + len(goals), lambda card: _row(request, card, goals))
    return html.Table([caption, head, *bodies, _sums(cards, goals)], className="matrix")


def _named(goal: Sdg) -> str:
    return text("programmes.matrix.goal", n=goal.number, title=goal.title)


def _goal(goal: Sdg) -> Component:
    """Title upright above the plate for the eye, number and title as the name."""
    seen = html.Span([html.Span(goal.title, className="goal-name"), plate(goal, small=True)], **{"aria-hidden": "true"})
    return html.Th([html.Span(_named(goal), className="vh"), seen], scope="col")


def _row(request: PageRequest, card: ProjectCard, goals: Sequence[Sdg]) -> Component:
    assigned = set(card.project.sdg)
    cells = [_mark(goal) if goal.number in assigned else html.Td() for goal in goals]
    return html.Tr([html.Th(project_link(request, card), scope="row"), *cells])


def _mark(goal: Sdg) -> Component:
    """A dot and its words; where there is no room for columns the plate and the title take their place."""
    dot = html.Span(className="mark", **{"aria-hidden": "true"})
    said = html.Span(text("programmes.matrix.mark", n=goal.number), className="vh")
    alone = html.Span([plate(goal, small=True), goal.title], className="goal-alone", **{"aria-hidden": "true"})
    return html.Td([dot, said, alone], className="on")


def _sums(cards: Sequence[ProjectCard], goals: Sequence[Sdg]) -> Component:
    counts = [sum(goal.number in card.project.sdg for card in cards) for goal in goals]
    cells = [
        html.Td([html.Span(f"{_named(goal)}: ", className="alone"), str(count)], className="on" if count else None)
        for goal, count in zip(goals, counts, strict=True)
    ]
    return html.Tfoot(html.Tr([html.Th(text("programmes.matrix.sum"), scope="row"), *cells]))
