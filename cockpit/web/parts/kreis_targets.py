"""The decided targets of a Kreis on its own page and on that of one goal, with the way to all of them."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts.words import pace
from cockpit.model.region import Region
from cockpit.query.targets import Held, held_targets
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.marks import verdict_pill
from cockpit.web.parts.target_marks import by_kind, to_targets

MOST = 6


def targets_section(request: PageRequest, region: Region) -> list[Component]:
    """The first targets that count; without any of the council's own one plain sentence."""
    every = held_targets(request.snapshot, region, request.selection.method)
    own = [one for one in every if one.is_own]
    count = "none" if not every else "one" if len(every) == 1 else "many"
    link = html.A(text(f"ziele.kreis.all_{count}", n=len(every)), href=to_targets(request, region))
    none = [] if own else [html.P(by_kind("page.empty", region), className="narrow")]
    shown = [one for one in every if one.counts][:MOST]
    listed = [_list(request, region, shown)] if shown else []
    return [html.Section([html.H2(by_kind("kreis.title", region)), *none, *listed, html.P(link, className="links")])]


def targets_by_goal(request: PageRequest, region: Region, goal: int) -> list[Component]:
    """Those that bear on one Sustainable Development Goal (1 to 17); nothing when there is none."""
    every = held_targets(request.snapshot, region, request.selection.method)
    found = [one for one in every if one.counts and goal in one.card.indicator.sdg]
    if not found:
        return []
    link = html.A(text("ziele.kreis.of_kreis", name=region.display_name), href=to_targets(request, region))
    parts = [html.H2(text("ziele.kreis.goal")), _list(request, region, found), html.P(link, className="links")]
    return [html.Section(parts)]


def _list(request: PageRequest, region: Region, shown: list[Held]) -> Component:
    return html.Ul([html.Li(_line(request, region, one)) for one in shown], className="plain linked target-lines")


def _line(request: PageRequest, region: Region, held: Held) -> list[Component | str]:
    link = html.A(held.card.indicator.title, href=to_targets(request, region, held.target))
    said = html.Span([link, ": ", pace.wanted(held.target, held.card.indicator)])
    return [said, " ", verdict_pill(held.card.judgement.key)]
