"""All Kreise of one year as a table: rank, name, value – the readable twin of map and ranking."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.collation import collated
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.view import Standing, View
from cockpit.web.finished import Rows
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import LOADED, here, to_kreis


def standings_table(request: PageRequest, view: View, *, with_land: bool = True) -> Component:
    """Rows by value (highest first) or by name; those without a value stand last and say why."""
    chosen = {item.region.key for item in view.chosen}
    columns = ["rank", "name", "value", *(["land"] if with_land else [])]
    head = [html.Th(text(f"pages.standings.{name}"), scope="col", className=_align(name)) for name in columns]
    rows = [_row(request, view, item, chosen, with_land) for item in ordered(view)]
    caption = html.Caption(
        text(
            "pages.standings.caption", title=view.indicator.title, unit=words.long_unit(view.indicator), year=view.year
        )
    )
    return html.Table([caption, html.Thead(html.Tr(head)), Rows(rows)], className="standings")


def ordered(view: View) -> Sequence[Standing]:
    """By value downwards, by value upwards, or by name."""
    if view.selection.order in ("name", "name-ab"):
        by_name = sorted(view.kreise, key=lambda item: collated(item.region.display_name))
        return by_name[::-1] if view.selection.order == "name-ab" else by_name
    up = -1.0 if view.selection.order == "wert-auf" else 1.0
    return sorted(view.kreise, key=lambda item: _by_value(item, up))


def _by_value(item: Standing, up: float) -> tuple[bool, float, tuple[str, str]]:
    amount = item.point.value
    return (amount is None, -up * (amount or 0.0), collated(item.region.display_name))


def _align(name: str) -> str | None:
    return {"rank": "n", "value": "n", "land": "of-land"}.get(name)


def _row(request: PageRequest, view: View, item: Standing, chosen: set[str], with_land: bool) -> Component:
    region, point = item.region, item.point
    lands = request.snapshot.catalogue.regions
    page = region.level == "kreis"
    name = html.A(region.display_name, href=to_kreis(request, region)) if page else region.display_name
    cells = [
        html.Td(str(point.rank) if point.rank else "–", className="n"),
        html.Th(name, scope="row"),
        html.Td(words.value(point.value, view.indicator, point.status), className="n"),
    ]
    if with_land:
        cells.append(html.Td(lands[region.land].name if region.land in lands else "", className="of-land"))
    return html.Tr(cells, className="chosen" if region.key in chosen else None)


def order_links(request: PageRequest) -> Component:
    """How the list may be sorted."""
    current = request.selection.order or "wert"
    links = [
        html.A(
            text(f"pages.order.{name}"),
            href=here(request, order="" if name == "wert" else name),
            **LOADED,
            **({"aria-current": "true"} if name == current else {}),
        )
        for name in ("wert", "wert-auf", "name")
    ]
    return html.P([text("pages.order.label"), *links], className="links no-print")
