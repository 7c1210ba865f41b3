"""Short lists of Maßnahmen where they bear on something: one goal of a Kreis."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.query.actions import actions_of
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.action_marks import state_mark, to_actions


def by_goal(request: PageRequest, region: Region, goal: int) -> list[Component]:
    """What a Kreis does for one goal (1 to 17); nothing when there is nothing."""
    found = [item for item in actions_of(request.snapshot, region) if goal in item.sdg]
    if not found:
        return []
    items = [html.Li(_line(request, item, region)) for item in found]
    everything = html.A(text("measures.all", kreis=region.display_name), href=to_actions(request, region))
    parts = [html.H2(text("measures.here")), html.Ul(items, className="plain linked")]
    return [html.Section([*parts, html.P(everything, className="links")])]


def _line(request: PageRequest, action: Action, region: Region) -> list[Component | str]:
    return [html.A(action.title, href=to_actions(request, region, action)), " ", state_mark(action)]
