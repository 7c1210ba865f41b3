"""What a Kreis does itself: all its actions, each with state, money, aim, decision and progress."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.query.actions import actions_of, kreis, linked_cards
from cockpit.web.many import html
from cockpit.web.page import Moved, Page, PageRequest
from cockpit.web.parts.action_card import action_card
from cockpit.web.parts.action_marks import actions_path, from_elsewhere
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import here, to, to_kreis

PATH = "/kreis/<name>/massnahmen"
MENU = None


def page(request: PageRequest) -> Page:
    """The actions of a Kreis, narrowed to a goal if the address names one."""
    found = kreis(request.snapshot, request.params["name"])
    if request.params["name"] != (found.slug or found.key):
        raise Moved(to(request, actions_path(found)))
    every = actions_of(request.snapshot, found)
    wanted = set(request.selection.every_goal)
    shown = [one for one in every if not wanted or wanted & set(one.sdg)]
    title = text("actions.page.title", name=found.display_name)
    formats = (("application/json", ".json"), ("text/csv", ".csv"))
    return Page(
        title=title,
        tree=html.Div([_head(request, found, every), *_goals(request, every), *_list(request, found, every, shown)]),
        description=text("actions.page.lead"),
        alternates=tuple((kind, to(request, actions_path(found) + suffix)) for kind, suffix in formats),
    )


def _head(request: PageRequest, found: Region, every: tuple[Action, ...]) -> Component:
    steps = [
        (text("pages.kreise.title"), to(request, "/kreise")),
        (found.display_name, to_kreis(request, found)),
        (text("actions.page.crumb"), ""),
    ]
    lead = [html.P(text("actions.page.lead"), className="lead")] if every else []
    home = from_elsewhere(request, found)
    if home is not None:
        back = html.A(text("measures.back", name=home.display_name), href=to_kreis(request, home))
        lead.append(html.P(back, className="links"))
    return page_head(text("actions.page.title", name=found.display_name), *lead, steps=steps)


def _goals(request: PageRequest, every: tuple[Action, ...]) -> list[Component]:
    """One link per goal that an action names; nothing to choose among with one goal only."""
    sdgs = request.snapshot.catalogue.sdgs
    used = sorted({number for one in every for number in one.sdg if number in sdgs})
    if len(used) < 2 and not request.selection.every_goal:
        return []
    options: list[tuple[str, int | None]] = [(text("actions.page.every"), None)]
    options += [(f"{number} {sdgs[number].title}", number) for number in used]
    links = [
        html.A(
            label,
            href=here(request, sdg=number, goals=()),
            **({"aria-current": "true"} if number == request.selection.sdg else {}),
        )
        for label, number in options
    ]
    return [html.Nav(links, className="jump", **{"aria-label": text("actions.page.filter")})]


def _list(request: PageRequest, found: Region, every: tuple[Action, ...], shown: list[Action]) -> list[Component]:
    if not every:
        return [html.Section([html.P(text("actions.page.empty")), *_invited(request, found)])]
    cards = linked_cards(request.snapshot, found, shown)
    live = request.selection.stand is None
    boxes = [
        action_card(request, one, cards, f"{actions_path(found)}/{one.id}/bearbeiten" if live else "") for one in shown
    ]
    listed = html.Div(boxes, className="actions") if boxes else html.P(text("pages.nothing"))
    note = html.P(text("actions.page.source", name=found.display_name), className="note narrow")
    return [html.Section([listed, note]), _data(request, found), *_invited(request, found)]


def _data(request: PageRequest, found: Region) -> Component:
    links = [
        html.A(text("pages.data_csv"), href=to(request, actions_path(found) + ".csv")),
        html.A(text("pages.data_json"), href=to(request, actions_path(found) + ".json")),
        html.A(text("pages.frozen_link"), href=here(request, stand=request.snapshot.revision.id)),
    ]
    return html.Section([html.H2(text("pages.data")), html.P(links, className="links")], className="no-print")


def _invited(request: PageRequest, found: Region) -> list[Component]:
    """Who may enter actions, and where; a frozen page is only read."""
    if request.selection.stand is not None:
        return []
    links = [
        html.A(text(f"actions.page.{name}"), href=f"{actions_path(found)}/{place}", rel="nofollow")
        for name, place in (("new", "neu"), ("upload", "hochladen"))
    ]
    who = html.P(text("actions.page.who", name=found.display_name), className="narrow note")
    return [html.Div([who, html.P(links, className="links")], className="no-print")]
