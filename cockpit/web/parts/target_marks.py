"""Small pieces of a council target that several pages show: its address, its decision, whose it is."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts.words.pace import decision
from cockpit.model.region import Region
from cockpit.model.target import Target
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to
from cockpit.web.parts.outside import outside

PUBLIC = ("http://", "https://")


def targets_path(region: Region) -> str:
    """Where all targets of a Kreis stand."""
    return f"/kreis/{region.slug or region.key}/ziele"


def to_targets(request: PageRequest, region: Region, target: Target | None = None) -> str:
    """The page of all targets of a Kreis, at one of them."""
    return to(request, targets_path(region)) + (f"#{target.id}" if target else "")


def by_kind(key: str, region: Region) -> str:
    """A phrase that speaks of the council, or of the city where the Kreis is one."""
    return text(f"ziele.{key}_city" if region.is_city else f"ziele.{key}")


def decision_line(target: Target) -> Component:
    """Body, number, day; the paper as a link that says it leads elsewhere."""
    parts: list[Component | str] = [decision(target)]
    if target.url.startswith(PUBLIC):
        parts.append(html.Div(outside(text("ziele.card.outside"), target.url, rel="nofollow")))
    return html.Div(parts)
