"""One decided target: what, by whom, where the Kreis stands, which pace is needed and which there was."""

from __future__ import annotations

from collections.abc import Iterator

from dash.development.base_component import Component

from cockpit import charts
from cockpit.base.errors import Refused
from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.words import pace
from cockpit.charts.words.movement import reason_phrase
from cockpit.model.view import Card
from cockpit.query import view
from cockpit.query.targets import Held
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.figure import picture, source
from cockpit.web.parts.links import to, to_indicator
from cockpit.web.parts.marks import direction_pill, verdict_pill
from cockpit.web.parts.target_marks import decision_line


def target_card(request: PageRequest, held: Held, *, drawn: bool, edit: str = "") -> Component:
    """The card; ``drawn`` adds the course with the ring of the target, ``edit`` is where the office changes it."""
    card = held.card
    link = html.A(card.indicator.title, href=to_indicator(request, card.indicator.id, (card.series.region.key,)))
    head = html.Div([html.H3(link), html.P([verdict_pill(card.judgement.key)], className="action-marks")])
    facts = html.Dl([part for name, said in _facts(request, held) for part in _fact(name, said)])
    facts.className = "facts-list"
    below = [html.P(html.A(text("ziele.page.edit"), href=edit, rel="nofollow"), className="links no-print")]
    told = html.Div([head, *_ranked(held), facts, *(below if edit else [])])
    figure = _figure(request, card) if drawn else []
    name = f"{card.indicator.title}, {pace.wanted(held.target, card.indicator)}"
    shape = "card target with-course" if figure else "card target"
    return html.Article([told, *figure], id=held.target.id, className=shape, **{"aria-label": name})


def _fact(name: str, said: Component | str) -> list[Component]:
    return [html.Dt(text(f"ziele.fact.{name}")), html.Dd(said)]


def _facts(request: PageRequest, held: Held) -> Iterator[tuple[str, Component | str]]:
    """What is known, in the order people ask; what is not is left out."""
    target, card = held.target, held.card
    since = held.since
    link = html.A(
        text("ziele.card.since", day=day(since.created_at), n=since.id), href=to(request, f"/daten/stand/{since.id}")
    )
    told: list[tuple[str, Component | str]] = [
        ("wanted", html.Div([html.B(pace.wanted(target, card.indicator)), *_line(pace.in_numbers(card))])),
        ("decision", decision_line(target)),
        ("now", _now(card)),
        ("needed", _needed(card)),
        ("happened", pace.happened(card)),
        ("quote", pace.quote(card)),
        ("why", _why(card)),
        ("derivation", target.derivation),
        ("note", target.note),
        ("since", link),
    ]
    return ((name, said) for name, said in told if said)


def _now(card: Card) -> Component | str:
    """The newest value with its year and, where it can be said, the way it goes."""
    latest = card.latest
    if latest is None:
        return text("ziele.card.no_value")
    moves = card.judgement.direction != "no_verdict"
    pill = [" ", direction_pill(card.judgement, card.indicator)] if moves else []
    return html.Span([html.B(words.value(latest.value, card.indicator, latest.status)), f" ({latest.year})", *pill])


def _line(words_: str) -> list[Component]:
    return [html.Small(words_, className="foot line")] if words_ else []


def _needed(card: Card) -> str:
    settled = {"met": "ziele.card.reached", "missed": "ziele.card.over"}.get(card.judgement.key)
    return text(settled) if settled else pace.needed(card)


def _why(card: Card) -> str:
    """Why there is no verdict, once there are values to judge."""
    said = card.judgement
    if said.key != "no_verdict" or card.latest is None:
        return ""
    return words.reason(said) if said.too_old else reason_phrase(said.key_reason)


def _ranked(held: Held) -> list[Component]:
    """Which other target the verdict on all pages is about, where it is not this one."""
    other = held.counting
    if held.counts or other is None:
        return []
    return [html.P(text("ziele.card.not_counting", year=other.year, body=other.source), className="note")]


def _figure(request: PageRequest, card: Card) -> list[Component]:
    """The course as on the page of the indicator, with ring and dotted path; nothing without values."""
    chosen = request.selection.but(
        indicator=card.indicator.id, kreise=(card.series.region.key,), tab="verlauf", interactive=False
    )
    seen = view(request.snapshot, chosen)
    try:
        scene = charts.scene("line", seen)
    except Refused:
        return []
    title = html.P(scene.title, className="fig-title")
    parts = [title, html.P(scene.subtitle, className="measure"), picture(request, seen, scene), source(scene)]
    return [html.Figure(parts, className="fig")]
