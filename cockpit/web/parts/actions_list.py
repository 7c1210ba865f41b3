"""Maßnahmen as cards and as short lists, with what they bear on and the values of the Kreis beside it."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.model.view import Card
from cockpit.query import Snapshot
from cockpit.web.page import PageRequest
from cockpit.web.parts import action_words
from cockpit.web.parts.cards import linked_amount
from cockpit.web.parts.links import to, to_indicator, to_kreis
from cockpit.web.parts.marks import plates

FIRST_SHOWN = 5


def of_kreis(snap: Snapshot, region: Region, goal: int = 0) -> list[Action]:
    """The Maßnahmen of a Kreis, those of one goal if one is given, newest start first."""
    own = [item for item in snap.catalogue.actions.values() if item.region == region.key]
    shown = [item for item in own if not goal or goal in item.sdg]
    return sorted(shown, key=lambda item: (-(item.start.toordinal() if item.start else 0), item.title))


def actions_section(request: PageRequest, region: Region, goal: int = 0) -> list[Component]:
    """A short list for the pages of a Kreis, nothing when there is none."""
    found = of_kreis(request.snapshot, region, goal)
    if not found:
        return []
    items = [html.Li(_line(request, item, region)) for item in found[:FIRST_SHOWN]]
    everything = html.A(text("measures.all", kreis=region.display_name), href=address(request, region))
    parts = [html.H2(text("measures.here")), html.Ul(items, className="plain linked")]
    return [html.Section([*parts, html.P(everything, className="links")])]


def by_project(request: PageRequest, project: str) -> list[Component]:
    """Which Kreise already do something that bears on a federal project; says so when nobody does."""
    regions = request.snapshot.catalogue.regions
    found = [item for item in request.snapshot.catalogue.actions.values() if project in item.projects]
    lines = [
        html.Li([html.B(regions[item.region].display_name), ": ", *_line(request, item, regions[item.region])])
        for item in sorted(found, key=lambda item: (regions[item.region].display_name, item.title))
    ]
    told = html.Ul(lines, className="plain linked") if lines else html.P(text("measures.nobody"))
    return [html.Section([html.H2(text("measures.who")), told])]


def address(request: PageRequest, region: Region) -> str:
    """The page of all Maßnahmen of a Kreis."""
    return to(request, f"/kreis/{region.slug or region.key}/massnahmen")


def _line(request: PageRequest, action: Action, region: Region) -> list[Component | str]:
    link = html.A(action.title, href=f"{address(request, region)}#{action.id}")
    return [link, " ", action_words.state_pill(action)]


def action_card(request: PageRequest, action: Action, cards: dict[str, Card]) -> Component:
    """Everything known about one Maßnahme; what was left empty is left out."""
    top = html.H2([action.title, " ", action_words.state_pill(action)])
    summary = [html.P(action.summary)] if action.summary else []
    rows: list[tuple[str, Component | str | None]] = [
        ("unit", action.unit),
        ("partners", action.partners),
        ("term", action_words.term(action.start, action.end)),
        ("budget", action_words.budget(action)),
        ("funding", action.funding),
        ("follow_up", action.follow_up),
        ("effect", action_words.effect(action)),
        ("decision", action_words.decision(action.decision)),
        ("projects", _projects(request, action)),
        ("sdg", _goals(request, action)),
        ("indicators", _indicators(request, action, cards)),
        ("progress", _progress(action)),
    ]
    told = [part for name, what in rows if what for part in (html.Dt(text(f"measures.row.{name}")), html.Dd(what))]
    return html.Article([top, *summary, html.Dl(told, className="facts-list")], className="card", id=action.id)


def _projects(request: PageRequest, action: Action) -> Component | None:
    programmes = request.snapshot.catalogue.programmes.values()
    named = {project.id: project.title for programme in programmes for project in programme.projects}
    known = [name for name in action.projects if name in named]
    links = [
        html.Li(html.A(named[name], href=to(request, f"/hebelprojekt/{name}", kreise=(action.region,))))
        for name in known
    ]
    return html.Ul(links, className="plain") if links else None


def _goals(request: PageRequest, action: Action) -> Component | None:
    known = request.snapshot.catalogue.sdgs
    goals = [known[number] for number in action.sdg if number in known]
    return plates(goals) if goals else None


def _indicators(request: PageRequest, action: Action, cards: dict[str, Card]) -> Component | None:
    known = request.snapshot.catalogue.indicators
    items: Iterable[Component] = (
        html.Li([_indicator(request, name, action.region), " ", *_amount(cards.get(name))])
        for name in action.indicators
        if name in known
    )
    listed = list(items)
    return html.Ul(listed, className="plain linked") if listed else None


def _indicator(request: PageRequest, name: str, key: str) -> Component:
    return html.A(request.snapshot.catalogue.indicators[name].title, href=to_indicator(request, name, (key,)))


def _amount(card: Card | None) -> list[Component]:
    return [linked_amount(card)] if card is not None else []


def _progress(action: Action) -> Component | None:
    notes = [html.Li(text("measures.year", year=one.year, note=one.note)) for one in action.progress]
    return html.Ul(notes, className="plain") if notes else None


def way_up(request: PageRequest, region: Region) -> tuple[str, str]:
    """The Kreis above, for the crumbs."""
    return (region.display_name, to_kreis(request, region))
