"""Small pieces of an action that several pages show: its state, term, amount and address."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import day, number
from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to


def state_mark(action: Action) -> Component:
    """The state as a shape and a word; no colour says whether that is good."""
    shape = html.Span(className=f"act act-{action.state}", **{"aria-hidden": "true"})
    return html.Span([shape, text(f"actions.state.{action.state}")], className="pill pill-context")


def term(action: Action) -> str:
    """From when to when; empty when neither day is set."""
    days = {"start": action.start, "end": action.end}
    known = {name: day(moment) for name, moment in days.items() if moment}
    return text(f"actions.term.{'_'.join(known)}", **known) if known else ""


def euros(amount: float) -> str:
    """An amount in German notation, cents only where there are some."""
    return text("actions.euros", n=number(amount, 2 if amount % 1 else 0))


def actions_path(region: Region) -> str:
    """Where all actions of a Kreis stand."""
    return f"/kreis/{region.slug or region.key}/massnahmen"


def to_actions(request: PageRequest, region: Region, action: Action | None = None) -> str:
    """The page of all actions of a Kreis, at one of them; who comes from another Kreis can go back to it."""
    home = from_elsewhere(request, region)
    address = to(request, actions_path(region), kreise=(home.key,) if home else ())
    return address + (f"#{action.id}" if action else "")


def from_elsewhere(request: PageRequest, region: Region) -> Region | None:
    """The Kreis whose reader looks at another one; ``None`` for the own Kreis and without a choice."""
    home = next(iter(request.selection.kreise), region.key)
    return request.snapshot.catalogue.regions[home] if home != region.key else None
