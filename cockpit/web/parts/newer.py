"""The line on a frozen page that newer data have come."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.web.many import html
from cockpit.web.newer import newer
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import here


def newer_note(request: PageRequest, indicators: Sequence[str]) -> Component | None:
    """The sentence with the way to the newest state; None where nothing shown has changed since."""
    found = newer(request.snapshot, indicators)
    if found is None:
        return None
    said = text("embed.newer", n=found.id, day=day(found.created_at))
    return html.P([said, " ", html.A(text("embed.newest"), href=here(request, stand=None))], className="newer-note")
