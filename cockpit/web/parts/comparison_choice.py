"""Which Kreise and indicators are compared: chips that can be removed, one more to add, and the similar ones."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.selection import MOST_KREISE
from cockpit.query import Compared
from cockpit.query.comparison import core
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.controls import chip, choices
from cockpit.web.parts.form import select_form
from cockpit.web.parts.links import here


def kreis_choice(request: PageRequest, kreise: tuple[Region, ...]) -> Component:
    """Chips, the form for one more, and the link that fills up with the nearest comparable Kreise."""
    chosen = list(kreise)
    label = html.Span(text("pages.compare.chosen"), className="vh")
    parts: list[Component] = []
    if chosen:
        parts.append(html.Div([label, *(chip(request, kreis, chosen) for kreis in chosen)], className="chips"))
    if len(chosen) < MOST_KREISE:
        parts.append(_add(request, chosen))
    similar = _similar(request, kreise)
    if similar:
        parts.append(html.A(text("compare.similar"), href=here(request, kreise=similar), className="btn"))
    return html.Div(parts, className="controls")


def _similar(request: PageRequest, kreise: tuple[Region, ...]) -> tuple[str, ...]:
    """The chosen ones and the nearest comparable ones of the first, up to five; empty when nothing would be new."""
    held = tuple(kreis.key for kreis in kreise)
    near = request.snapshot.peers.get(held[0], ()) if held else ()
    filled = (*held, *(key for key in near if key not in held))[:MOST_KREISE]
    return filled if len(filled) > len(held) else ()


def _add(request: PageRequest, chosen: list[Region]) -> Component:
    snapshot = request.snapshot
    held = {kreis.key for kreis in chosen}
    before = "~".join(kreis.slug for kreis in chosen)
    lands = sorted((item.name, key) for key, item in snapshot.catalogue.regions.items() if item.level == "land")
    groups = [
        (name, choices([item for item in snapshot.kreise if item.land == key and item.key not in held], before))
        for name, key in lands
    ]
    return select_form(
        "kreise",
        [group for group in groups if group[1]],
        action=request.path,
        label=text("pages.compare.add" if chosen else "pages.compare.first"),
        button=text("pages.compare.button" if chosen else "pages.show"),
        keep={name: request.args[name] for name in ("indikatoren", "methode", "stand") if request.args.get(name)},
        blank=text("pages.compare.blank"),
    )


def indicator_choice(request: PageRequest, rows: tuple[Compared, ...]) -> Component:
    """All core indicators, or one alone; the address can name several."""
    everything = html.A(text("compare.all_indicators"), href=here(request, indicators=()))
    shown = {row.indicator.id for row in rows}
    links = [
        html.A(
            item.title,
            href=here(request, indicators=(item.id,)),
            **({"aria-current": "true"} if shown == {item.id} else {}),
        )
        for item in core(request.snapshot)
    ]
    current = rows[0].indicator.title if len(rows) == 1 else text("compare.all_indicators")
    label = text("compare.only", title=current) if len(rows) == 1 else current
    return html.Details(
        [html.Summary(label, className="btn"), html.Div([everything, *links], className="choices")],
        className="filters no-print",
    )
