"""What can be changed on an indicator page: Kreise compared, years shown – all links and plain forms."""

from __future__ import annotations

from collections.abc import Iterable

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.selection import MOST_KREISE
from cockpit.model.view import View
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.form import Choice, select_form
from cockpit.web.parts.links import here

CARRIED = ("kreise", "ansicht", "form", "zeit", "jahr", "methode", "stand")


def compare(request: PageRequest, view: View) -> Component:
    """Chips of the chosen Kreise, each removable, and a choice of one more."""
    chosen = [item.region for item in view.chosen]
    chips = [chip(request, region, chosen) for region in chosen]
    label = html.Span(text("pages.compare.chosen"), className="vh")
    shown = [html.Div([label, *chips], className="chips")] if chips else []
    more = [_add(request, view, chosen)] if len(chosen) < MOST_KREISE else []
    return html.Div([*shown, *more], className="controls")


def chip(request: PageRequest, region: Region, chosen: list[Region]) -> Component:
    """A chosen Kreis with the cross that removes it; the first one is marked."""
    left = tuple(item.key for item in chosen if item.key != region.key)
    remove = html.A(
        html.Span(className="cross", **{"aria-hidden": "true"}),
        href=here(request, kreise=left),
        title=text("pages.compare.remove", name=region.display_name),
        **{"aria-label": text("pages.compare.remove", name=region.display_name)},
    )
    first = " chip-first" if region == chosen[0] else ""
    return html.Span([html.Span(region.display_name), remove], className=f"chip{first}")


def _add(request: PageRequest, view: View, chosen: list[Region]) -> Component:
    snapshot = request.snapshot
    held = {item.key for item in chosen}
    before = "~".join(item.slug for item in chosen)
    near = [item.region for item in view.peers if item.region.key not in held]
    lands = {key: item for key, item in snapshot.catalogue.regions.items() if item.level == "land"}
    groups = [(text("pages.compare.near"), choices(near, before))] if near else []
    for key, land in sorted(lands.items(), key=lambda pair: pair[1].name):
        inside = [item for item in snapshot.kreise if item.land == key and item.key not in held]
        groups.append((land.name, choices(inside, before)))
    return select_form(
        "kreise",
        [group for group in groups if group[1]],
        action=request.path,
        label=text("pages.compare.add" if chosen else "pages.compare.first"),
        button=text("pages.compare.button" if chosen else "pages.show"),
        keep=carried(request, "kreise"),
        blank=text("pages.compare.blank"),
    )


def choices(regions: Iterable[Region], before: str) -> list[Choice]:
    """Each adds one Kreis to those chosen ``before``."""
    return [(f"{before}~{item.slug}" if before else item.slug, item.display_name) for item in regions]


def years(request: PageRequest, view: View) -> Component | None:
    """Which years the course shows: all of them, or from a year on."""
    held = view.years
    if len(held) < 3:
        return None
    options = [(f"{year}..{held[-1]}", text("pages.years.since", year=year)) for year in held[1:-1]]
    first = request.selection.first_year
    return select_form(
        "zeit",
        [("", [("", text("pages.years.all", first=held[0], last=held[-1])), *options])],
        action=request.path,
        label=text("pages.years.label"),
        button=text("pages.show"),
        chosen=f"{first}..{held[-1]}" if first else "",
        keep=carried(request, "zeit"),
    )


def year(request: PageRequest, view: View) -> Component | None:
    """Which year map and ranking show."""
    if len(view.years) < 2:
        return None
    return select_form(
        "jahr",
        [("", [(str(item), str(item)) for item in reversed(view.years)])],
        action=request.path,
        label=text("pages.years.one"),
        button=text("pages.show"),
        chosen=str(view.year or ""),
        keep=carried(request, "jahr"),
    )


def carried(request: PageRequest, name: str) -> dict[str, str]:
    """The state of the address a form must keep, without the argument it sets itself."""
    return {key: request.args[key] for key in CARRIED if key != name and request.args.get(key)}
