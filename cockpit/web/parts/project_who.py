"""Who already does something that bears on a federal project: the chosen Kreis, those like it, then all others."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.collation import collated
from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.action_marks import state_mark, to_actions


def project_who(request: PageRequest, project: str, region: Region | None) -> list[Component]:
    """The Maßnahmen of all Kreise that name the project; says so when there are none."""
    found = [one for one in request.snapshot.catalogue.actions.values() if project in one.projects]
    kreis = region if region is not None and region.level == "kreis" else None
    if not found:
        told = [html.P(text("measures.nobody")), *([_everything(request, kreis)] if kreis else [])]
    else:
        told = _grouped(request, found, kreis) if kreis else [_list(request, _by_name(request, found))]
    return [html.Section([html.H2(text("measures.who")), *told])]


def _everything(request: PageRequest, kreis: Region) -> Component:
    link = html.A(text("programmes.who.own_all", kreis=kreis.display_name), href=to_actions(request, kreis))
    return html.P(link, className="links")


def _grouped(request: PageRequest, found: Sequence[Action], kreis: Region) -> list[Component]:
    """The chosen Kreis even when it does nothing yet, because what is missing is news to it."""
    near = request.snapshot.peers.get(kreis.key, ())
    own = [one for one in found if one.region == kreis.key]
    alike = sorted((one for one in found if one.region in near), key=lambda one: (near.index(one.region), one.title))
    others = _by_name(request, [one for one in found if one.region != kreis.key and one.region not in near])
    mine = _list(request, own, named=False) if own else html.P(text("programmes.who.own_nothing"))
    parts = [html.H3(kreis.display_name), mine, _everything(request, kreis)]
    for name, actions in (("near", alike), ("others", others)):
        if actions:
            parts += [html.H3(text(f"programmes.who.{name}")), _list(request, actions)]
    return parts


def _by_name(request: PageRequest, actions: Sequence[Action]) -> list[Action]:
    regions = request.snapshot.catalogue.regions
    return sorted(actions, key=lambda one: (collated(regions[one.region].display_name), collated(one.title)))


def _list(request: PageRequest, actions: Sequence[Action], *, named: bool = True) -> Component:
    return html.Ul([html.Li(_line(request, one, named=named)) for one in actions], className="plain linked who")


def _line(request: PageRequest, action: Action, *, named: bool) -> list[Component | str]:
    """Kreis, unless it stands above, Maßnahme and its state; the link leads to it among those of its Kreis."""
    region = request.snapshot.catalogue.regions[action.region]
    link = html.A(action.title, href=to_actions(request, region, action))
    return [*([html.B(region.display_name), ": "] if named else []), link, " ", state_mark(action)]
