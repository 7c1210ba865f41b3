"""One action with all that is known about it: who, until when, with which money, what for, decided when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dash.development.base_component import Component

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.model.action import Action, Decision
from cockpit.model.programme import Project
from cockpit.model.view import Card
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.action_marks import euros, state_mark, term
from cockpit.web.parts.cards import linked_amount
from cockpit.web.parts.links import to, to_indicator
from cockpit.web.parts.marks import plates
from cockpit.web.parts.outside import is_outside, outside


def action_card(request: PageRequest, action: Action, cards: Mapping[str, Card], edit: str = "") -> Component:
    """The card; ``edit`` is where the office changes it."""
    sdgs = request.snapshot.catalogue.sdgs
    goals = [plates(sdgs[number] for number in action.sdg if number in sdgs)] if action.sdg else []
    head = html.Div([html.H2(action.title), html.P([state_mark(action), *goals], className="action-marks")])
    summary = [html.P(action.summary, className="narrow")] if action.summary else []
    facts = html.Dl([part for name, said in _facts(request, action, cards) for part in _fact(name, said)])
    facts.className = "facts-list"
    below = [html.P(html.A(text("actions.page.edit"), href=edit, rel="nofollow"), className="links no-print")]
    named = {"aria-label": action.title}
    return html.Article(
        [head, *summary, facts, *(below if edit else [])], id=action.id, className="card action", **named
    )


def _fact(name: str, said: Component | str) -> list[Component]:
    return [html.Dt(text(f"actions.fact.{name}")), html.Dd(said)]


def _facts(request: PageRequest, action: Action, cards: Mapping[str, Card]) -> Iterator[tuple[str, Component | str]]:
    """What is known, in the order people ask; what is not is left out."""
    told: list[tuple[str, Component | str]] = [
        ("unit", action.unit),
        ("partners", action.partners),
        ("term", term(action)),
        ("money", _money(action)),
        ("funding", action.funding),
        ("follow_up", action.follow_up),
        ("effect", " ".join(part for part in (action.effect, _unit(action)) if part)),
        ("projects", _projects(request, action)),
        ("indicators", _indicators(request, action, cards)),
        ("decision", _decision(action.decision)),
        ("progress", _progress(action)),
    ]
    return ((name, said) for name, said in told if said)


def _unit(action: Action) -> str:
    return text("actions.fact.in_unit", unit=action.effect_unit) if action.effect_unit else ""


def _money(action: Action) -> str:
    """Costs and the share of the Kreis in them."""
    known = {"budget": action.budget, "own": action.own_share}
    told = {name: euros(amount) for name, amount in known.items() if amount is not None}
    return text(f"actions.money.{'_'.join(told)}", **told) if told else ""


def _projects(request: PageRequest, action: Action) -> Component | str:
    known: dict[str, Project] = {
        project.id: project
        for programme in request.snapshot.catalogue.programmes.values()
        for project in programme.projects
    }
    links = [
        html.Li(
            html.A(known[code].title, href=to(request, f"/hebelprojekt/{code}", kreise=_reader(request, action)[:1]))
        )
        for code in action.projects
        if code in known
    ]
    return html.Ul(links, className="plain linked") if links else ""


def _indicators(request: PageRequest, action: Action, cards: Mapping[str, Card]) -> Component | str:
    known = request.snapshot.catalogue.indicators
    links = []
    for code in action.indicators:
        if code in known:
            link = html.A(known[code].title, href=to_indicator(request, code, _reader(request, action)))
            links.append(html.Li([link, " ", linked_amount(cards[code])] if code in cards else link))
    return html.Ul(links, className="plain linked") if links else ""


def _reader(request: PageRequest, action: Action) -> tuple[str, ...]:
    """Whose page leads on: the Kreis that does it, behind the one whose reader looks over."""
    return tuple(dict.fromkeys((*request.selection.kreise[:1], action.region)))


def _decision(said: Decision) -> Component | str:
    """Number and day, as a link where the paper can be read; the OParl id for programs."""
    day_of = text("actions.fact.decided_on", day=day(said.on)) if said.on else ""
    words = " ".join(part for part in (said.number, day_of) if part)
    parts: list[Component | str] = [words] if words else []
    if is_outside(said.url):
        parts = [outside(words or said.url, said.url, rel="nofollow")]
    if said.oparl:
        parts.append(html.Small([text("actions.fact.oparl"), " ", html.Code(said.oparl)], className="foot line"))
    return html.Div(parts) if parts else ""


def _progress(action: Action) -> Component | str:
    notes = [html.Li([html.B(str(one.year)), " ", one.note]) for one in action.progress]
    return html.Ul(notes, className="plain") if notes else ""
