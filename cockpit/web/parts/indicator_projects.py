"""Federal projects that touch what an indicator measures, each with the reason – the way on from a bad figure."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.programme import Link, Project
from cockpit.model.view import View
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to

GRADES = ("direkt", "mittelbar", "gering")


def indicator_projects(request: PageRequest, view: View) -> Component | None:
    """The projects by nearness, with the chosen Kreis kept; nothing where no project touches the indicator."""
    found = [
        (link, project)
        for programme in request.snapshot.catalogue.programmes.values()
        for project in programme.projects
        for link in project.links
        if link.indicator == view.indicator.id and link.grade in GRADES
    ]
    if not found:
        return None
    found.sort(key=lambda pair: GRADES.index(pair[0].grade))
    keys = (view.kreis.region.key,) if view.kreis else ()
    items = [html.Li(_line(request, link, project, keys)) for link, project in found]
    title = html.H2(text("measures.projects"))
    note = html.P(text("pages.hebel.fixed"), className="note narrow")
    return html.Section([title, note, html.Ul(items, className="plain linked")], className="apart")


def _line(request: PageRequest, link: Link, project: Project, keys: tuple[str, ...]) -> list[Component | str]:
    name = html.A(project.title, href=to(request, f"/hebelprojekt/{project.id}", kreise=keys))
    grade = text("measures.grade", grade=text(f"pages.hebel.relation_{link.grade}"))
    return [name, " ", html.Span(f"{grade} · {link.reason}", className="foot line")]
