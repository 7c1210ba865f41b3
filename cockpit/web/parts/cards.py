"""An indicator of one Kreis as a card: value with its own year and unit, movement, status."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.view import Card
from cockpit.web.page import PageRequest
from cockpit.web.parts.figure import card_image
from cockpit.web.parts.links import to_indicator
from cockpit.web.parts.marks import direction_pill, verdict_pill


def card_box(request: PageRequest, card: Card) -> Component:
    """The card shown first on a Kreis page."""
    link = to_indicator(request, card.indicator.id, (card.series.region.key,))
    title = html.H3(html.A(card.indicator.title, href=link))
    top = html.Div([title, amount(card), *_spark(card)], className="card-top")
    said = html.P(words.card_sentence(card), className="txt")
    return html.Article([top, said, direction_pill(card.judgement, card.indicator)], className="card")


def amount(card: Card) -> Component:
    """Figure, unit and year; the word for a missing value otherwise."""
    if card.latest is None or card.latest.value is None:
        return html.P(words.value(None, card.indicator), className="sub")
    figure = words.figure(card.latest.value, card.indicator)
    remark = words.status_word(card.latest.status)
    about = " · ".join(part for part in (words.long_unit(card.indicator), str(card.latest.year), remark) if part)
    return html.P([figure, " ", html.Small(about)], className="big")


def linked_amount(card: Card) -> Component:
    """Value, year and status on one line, for lists of linked indicators."""
    if card.latest is None or card.latest.value is None:
        return html.Span(words.value(None, card.indicator))
    shown = words.value(card.latest.value, card.indicator, card.latest.status)
    return html.Span([html.B(shown), f" ({card.latest.year}) ", direction_pill(card.judgement, card.indicator)])


def status_cell(card: Card) -> list[Component]:
    """Pill, the reason below it, and what is said about a target or an Orientierungswert."""
    why = words.reason(card.judgement, card.indicator) if card.judgement.direction == "no_verdict" else ""
    parts = [direction_pill(card.judgement, card.indicator)]
    if not card.indicator.judged:
        why = text("pages.not_judged")
    if why:
        parts.append(html.Small(why, className="foot"))
    if card.decided is not None:
        parts += [verdict_pill(card.judgement.key), html.Small(words.target_sentence(card), className="foot")]
    elif said := words.orientation_sentence(card):
        parts.append(html.Small(said, className="foot"))
    if card.judgement.older and not card.judgement.too_old:
        parts.append(html.Small(text("words.age.older"), className="foot"))
    return parts


def _spark(card: Card) -> list[Component]:
    return [card_image("spark", card)] if _has_values(card) else []


def _has_values(card: Card) -> bool:
    return card.latest is not None and card.latest.value is not None


def spark_cell(card: Card) -> Component:
    """The course, empty without values."""
    return html.Td(_spark(card), className="course")


def strip_cell(card: Card) -> Component:
    """The place among comparable Kreise, empty without any."""
    shown = [card_image("strip", card)] if card.placement and card.placement.n else []
    return html.Td(shown, className="place")


def latest_cell(card: Card) -> Component:
    """The newest value and below it its own year."""
    if card.latest is None or card.latest.value is None:
        return html.Td(html.Small(words.value(None, card.indicator)), className="n latest")
    year = html.Small(
        " · ".join(part for part in (str(card.latest.year), words.status_word(card.latest.status)) if part)
    )
    return html.Td([html.B(words.figure(card.latest.value, card.indicator)), year], className="n latest")
