"""A Maßnahme in words: its state, term, money and decision, each left out when nothing is known."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from cockpit.base.formats import day, number
from cockpit.base.texts import text
from cockpit.model.action import Action, Decision


def state_pill(action: Action) -> Component:
    """The state as a word; it is no judgement and has no colour of one."""
    return html.Span(text(f"measures.state.{action.state}"), className="pill pill-context")


def term(start: date | None, end: date | None) -> str:
    """The days of the term as far as they are set."""
    if start and end:
        return text("measures.term", start=day(start), end=day(end))
    if start:
        return text("measures.since", start=day(start))
    return text("measures.until", end=day(end)) if end else ""


def budget(action: Action) -> str:
    """The whole sum and the own share in euros."""
    parts = []
    if action.budget is not None:
        parts.append(text("measures.amount", n=number(action.budget)))
    if action.own_share is not None:
        parts.append(text("measures.own_share", n=number(action.own_share)))
    return ", ".join(parts)


def effect(action: Action) -> str:
    """What the office expects, with its unit."""
    return " ".join(filter(None, (action.effect, action.effect_unit)))


def decision(taken: Decision) -> Component | None:
    """Number and day of the paper, as a link where the council's system can be read."""
    number_of = text("measures.paper", number=taken.number) if taken.number else ""
    told = ", ".join(filter(None, (number_of, day(taken.on) if taken.on else "")))
    if not taken.url.startswith(("https://", "http://")):
        return html.Span(told) if told else None
    mark = html.Span([" ", text("measures.opens")], className="note")
    return html.Span([html.A(told or taken.url, href=taken.url, rel="noopener external"), mark])
