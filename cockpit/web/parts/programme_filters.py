"""Filters of the project lists: Kreis, goal, bearing and form for all, fields of action per programme – all links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.programme import Programme
from cockpit.model.region import Region
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.controls import carried
from cockpit.web.parts.form import select_form
from cockpit.web.parts.links import here

RELATIONS = ("direkt", "mittelbar", "gering", "keiner")
MATRIX = "matrix"
Option = tuple[str, str, bool]


def filters(request: PageRequest, programmes: Sequence[Programme], region: Region | None) -> Component:
    """What narrows every programme; a single programme has its fields of action here too."""
    chosen = request.selection
    sdgs = request.snapshot.catalogue.sdgs
    used = sorted({number for one in programmes for project in one.projects for number in project.sdg})
    goals = [
        (f"{number} {sdgs[number].title}", here(request, sdg=number, goals=()), (number,) == chosen.every_goal)
        for number in used
        if number in sdgs
    ]
    relations = [
        (text(f"pages.hebel.relation_{name}"), here(request, relation=name), name == chosen.relation)
        for name in RELATIONS
    ]
    shown = ", ".join(str(number) for number in chosen.every_goal)
    bearing = text(f"pages.hebel.relation_{chosen.relation}") if chosen.relation else ""
    parts = [field_filter(request, programmes[0])] if len(programmes) == 1 else []
    parts += [
        _drop("sdg", shown, goals, here(request, sdg=None, goals=())),
        _drop("relation", bearing, relations, here(request, relation="")),
        _form(request),
    ]
    return html.Div([*chosen_kreis(request, region), *parts], className="filters")


def field_filter(request: PageRequest, programme: Programme) -> Component:
    """The fields of action of one programme; a field of another one leaves it as it is."""
    chosen = request.selection.field if request.selection.field in programme.fields else ""
    fields = [(name, here(request, field=name), name == chosen) for name in programme.fields]
    return _drop("field", chosen, fields, here(request, field=""))


def chosen_kreis(request: PageRequest, region: Region | None) -> list[Component]:
    """The Kreis whose values are shown, and the way to drop it."""
    if region is None:
        return []
    label = [text("pages.hebel.for_kreis", name=region.display_name), html.Span(className="cross")]
    remove = {"aria-label": text("pages.hebel.remove", name=region.display_name)}
    return [html.A(label, href=here(request, kreise=()), className="btn btn-main", **remove)]


def _form(request: PageRequest) -> Component:
    """The other form of the list: from rows to the matrix and back."""
    if request.selection.layout == MATRIX:
        return html.A(text("programmes.to_list"), href=here(request, layout=""), className="btn")
    return html.A(text("programmes.to_matrix"), href=here(request, layout=MATRIX), className="btn")


def _drop(name: str, value: str, options: Iterable[Option], without: str) -> Component:
    everything = (text("pages.hebel.every"), without, not value)
    links = [
        html.A(label, href=address, **({"aria-current": "true"} if current else {}))
        for label, address, current in (everything, *options)
    ]
    shown = text(f"pages.hebel.filter_{name}", value=value or text("pages.hebel.every"))
    return html.Details([html.Summary(shown, className="btn"), html.Div(links, className="choices")])


def kreis_form(request: PageRequest, label: str) -> Component:
    """Choose the Kreis for which this page is shown; ``label`` says what of it will be seen."""
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
        action=request.path,
        label=label,
        button=text("pages.show"),
        keep=kept,
        blank=text("pages.compare.blank"),
    )
