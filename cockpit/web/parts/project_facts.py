"""What is known of a federal project: state with day and certainty, bearing, ministries, goals, official word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.programme import Project
from cockpit.model.view import ProjectCard
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.marks import plate
from cockpit.web.parts.outside import outside

Fact = tuple[str, Component | str | Sequence[Component]]


def project_facts(request: PageRequest, card: ProjectCard) -> Component:
    """A list of terms; what is not known is left out."""
    parts = [part for name, said in _facts(request, card) if said for part in (html.Dt(name), html.Dd(said))]
    return html.Section([html.H2(text("pages.hebel.about")), html.Dl(parts, className="facts-list")])


def _facts(request: PageRequest, card: ProjectCard) -> Iterator[Fact]:
    project = card.project
    known = words.project_known_long(project, card.programme)
    yield text("pages.hebel.about_state"), [html.P(project.state), html.P(known, className="note")]
    yield text("pages.hebel.about_for_kreis"), project.for_the_kreis
    yield text("pages.hebel.about_relation"), text(f"pages.hebel.relation_{project.relation}")
    yield text("programmes.ministry_then", day=card.programme.decided_on), words.ministry_long(project.ministry_then)
    yield text("programmes.ministry_now"), _ministry_now(project)
    yield text("pages.hebel.about_sdg"), _goals(request, project)
    yield text("programmes.official"), _official(project)


def _ministry_now(project: Project) -> str:
    named = words.ministry_long(project.ministry_now)
    return text("programmes.ministry_same", name=named) if project.ministry_now == project.ministry_then else named


def _goals(request: PageRequest, project: Project) -> Sequence[Component]:
    sdgs = request.snapshot.catalogue.sdgs
    goals = [html.Li([plate(sdgs[number], small=True), sdgs[number].title]) for number in project.sdg if number in sdgs]
    note = html.P(text("programmes.assigned"), className="note")
    return [html.Ul(goals, className="plain goals"), note] if goals else []


def _official(project: Project) -> Component | str:
    links = [html.Li(outside(url.removeprefix("https://").removesuffix("/"), url)) for url in project.urls]
    return html.Ul(links, className="plain linked") if links else ""
