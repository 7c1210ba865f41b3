"""The first actions of a Kreis on its page, with the way to all of them."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.query.actions import actions_of
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.action_marks import state_mark, term, to_actions
from cockpit.web.parts.marks import plates

MOST = 5


def actions_section(request: PageRequest, region: Region) -> list[Component]:
    """Up to five actions; without any one plain sentence."""
    every = actions_of(request.snapshot, region)
    count = "none" if not every else "one" if len(every) == 1 else "many"
    link = html.A(text(f"actions.kreis.all_{count}", n=len(every)), href=to_actions(request, region))
    listed = html.Div([_box(request, one, region) for one in every[:MOST]], className="gaps")
    shown = listed if every else html.P(text("actions.page.empty"), className="narrow")
    return [html.Section([html.H2(text("actions.kreis.title")), shown, html.P(link, className="links")])]


def _box(request: PageRequest, action: Action, region: Region) -> Component:
    sdgs = request.snapshot.catalogue.sdgs
    goals = [plates(sdgs[number] for number in action.sdg if number in sdgs)] if action.sdg else []
    told = " · ".join(part for part in (action.unit, term(action)) if part)
    title = html.H3(html.A(action.title, href=to_actions(request, region, action)))
    marks = html.P([state_mark(action), *goals], className="action-marks")
    return html.Article([title, marks, html.P(told, className="foot")], className="card")
