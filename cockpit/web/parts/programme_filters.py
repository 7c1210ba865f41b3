"""Filters of the project list: Kreis, field of action, goal, bearing – each a small list of links."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.programme import Programme
from cockpit.model.region import Region
from cockpit.web.page import PageRequest
from cockpit.web.parts.controls import carried
from cockpit.web.parts.form import select_form
from cockpit.web.parts.links import here

RELATIONS = ("direkt", "mittelbar", "gering", "keiner")
Option = tuple[str, str, bool]


def filters(request: PageRequest, programme: Programme, region: Region | None) -> Component:
    """One drop-down of links per question; what is set shows in the label."""
    chosen = request.selection
    sdgs = request.snapshot.catalogue.sdgs
    used = sorted({number for project in programme.projects for number in project.sdg})
    fields = [(name, here(request, field=name), name == chosen.field) for name in programme.fields]
    goals = [
        (f"{number} {sdgs[number].title}", here(request, sdg=number), number == chosen.sdg)
        for number in used
        if number in sdgs
    ]
    relations = [(name, here(request, relation=name), name == chosen.relation) for name in RELATIONS]
    parts = [
        _drop("field", chosen.field, fields, here(request, field="")),
        _drop("sdg", str(chosen.sdg or ""), goals, here(request, sdg=None)),
        _drop("relation", chosen.relation, relations, here(request, relation="")),
    ]
    return html.Div([*_kreis(request, region), *parts], className="filters")


def _kreis(request: PageRequest, region: Region | None) -> list[Component]:
    if region is None:
        return []
    label = [text("pages.hebel.for_kreis", name=region.display_name), html.Span(className="cross")]
    remove = {"aria-label": text("pages.hebel.remove", name=region.display_name)}
    return [html.A(label, href=here(request, kreise=()), className="btn btn-main", **remove)]


def _drop(name: str, value: str, options: Iterable[Option], without: str) -> Component:
    everything = (text("pages.hebel.every"), without, not value)
    links = [
        html.A(label, href=address, **({"aria-current": "true"} if current else {}))
        for label, address, current in (everything, *options)
    ]
    shown = text(f"pages.hebel.filter_{name}", value=value or text("pages.hebel.every"))
    return html.Details([html.Summary(shown, className="btn"), html.Div(links, className="choices")])


def kreis_form(request: PageRequest, path: str) -> Component:
    """Choose the Kreis whose values are shown beside the projects."""
    lands = {item.key: item.name for item in request.snapshot.catalogue.regions.values() if item.level == "land"}
    groups = [
        (name, [(kreis.slug, kreis.display_name) for kreis in request.snapshot.kreise if kreis.land == key])
        for key, name in sorted(lands.items(), key=lambda pair: pair[1])
    ]
    kept = carried(request, "kreise") | {
        name: request.args[name] for name in ("feld", "sdg", "bezug") if request.args.get(name)
    }
    return select_form(
        "kreise",
        [group for group in groups if group[1]],
        action=path,
        label=text("pages.hebel.choose"),
        button=text("pages.show"),
        keep=kept,
        blank=text("pages.compare.blank"),
    )
