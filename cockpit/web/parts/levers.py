"""Who has levers on the indicators shown: links that narrow a page to those of Kreis, Gemeinden, Land or Bund."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.indicator import ACTORS, Indicator
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import here


def levers_filter(request: PageRequest, every: Sequence[Indicator]) -> Component:
    """One link per actor with how many of the indicators it has levers on, as plain links."""
    counts = {actor: sum(actor in item.actors for item in every) for actor in ACTORS}
    links = [_link(request, "", len(every)), *(_link(request, actor, count) for actor, count in counts.items())]
    asked = html.Span(text("levers.question"))
    nav = html.Nav([asked, *links], className="jump", **{"aria-label": text("levers.label")})
    note = [html.P(text("levers.note"), className="note")] if request.selection.actor else []
    return html.Div([nav, *note], className="levers")


def _link(request: PageRequest, actor: str, count: int) -> Component:
    current = {"aria-current": "true"} if actor == request.selection.actor else {}
    return html.A(text(f"levers.{actor or 'every'}", n=count), href=here(request, actor=actor, page=None), **current)
