"""An indicator of one Kreis as a card: value with its own year and unit, movement, status."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.view import Card
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.figure import card_image
from cockpit.web.parts.judged import first_caveat, who_can_act
from cockpit.web.parts.links import to_indicator
from cockpit.web.parts.marks import direction_pill, verdict_pill

FIRST_SPARK = 150
"""Width in pixels of the course on the cards shown first."""


def card_box(request: PageRequest, card: Card) -> Component:
    """The card shown first on a Kreis page."""
    link = to_indicator(request, card.indicator.id, (card.series.region.key,))
    title = html.H3(html.A(card.indicator.title, href=link))
    top = html.Div([title, amount(card), *_spark(card, FIRST_SPARK)], className="card-top")
    said = html.P(words.card_sentence(card), className="txt")
    worse = card.judgement.direction == "worsening"
    told = (who_can_act(card.indicator) if worse else "", first_caveat(card.indicator))
    below = [html.P(sentence, className="foot") for sentence in told if sentence]
    return html.Article([top, said, direction_pill(card.judgement, card.indicator), *below], className="card")


def amount(card: Card) -> Component:
    """Figure, unit and year; the word for a missing value otherwise."""
    if card.latest is None or card.latest.value is None:
        return html.P(_absent(card), className="sub")
    figure = words.figure(card.latest.value, card.indicator)
    remark = words.status_word(card.latest.status)
    about = f" ·{words.NBSP}".join(filter(None, (words.long_unit(card.indicator), str(card.latest.year), remark)))
    return html.P([figure, " ", html.Small(about)], className="big")


def dated_value(card: Card) -> list[Component | str]:
    """The newest value with its year, or the word for a missing one."""
    if card.latest is None or card.latest.value is None:
        return [_absent(card)]
    shown = words.value(card.latest.value, card.indicator, card.latest.status)
    return [html.B(shown), f" ({card.latest.year})"]


def linked_amount(card: Card) -> Component:
    """Value, year and status on one line, for lists of linked indicators."""
    if card.latest is None or card.latest.value is None:
        return html.Span(_absent(card))
    return html.Span([*dated_value(card), " ", direction_pill(card.judgement, card.indicator)])


def status_cell(card: Card) -> list[Component]:
    """Pill, the reason below it, and what is said about a target or an Orientierungswert."""
    why = words.reason(card.judgement) if card.judgement.direction == "no_verdict" else ""
    parts = [direction_pill(card.judgement, card.indicator)]
    if not card.indicator.judged:
        why = text("pages.not_judged")
    if why:
        parts.append(html.Small(why, className="foot"))
    if card.decided is not None:
        parts += [verdict_pill(card.judgement.key), html.Small(words.target_sentence(card), className="foot")]
    elif said := words.orientation_short(card):
        parts.append(html.Small(said, className="foot"))
    return parts


def _spark(card: Card, width: int = 0) -> list[Component]:
    return [card_image("spark", card, width)] if _has_values(card) else []


def _has_values(card: Card) -> bool:
    return card.latest is not None and card.latest.value is not None


def _absent(card: Card) -> str:
    """The word for a missing value; with its year where a reason such as secrecy is stored for it."""
    last = card.series.points[-1] if card.series.points else None
    word = words.value(None, card.indicator, last.status if last else "")
    return f"{word} ({last.year})" if last and last.status else word


def spark_cell(card: Card) -> Component:
    """The course, empty without values."""
    return html.Td(_spark(card), className="course")


def strip_cell(card: Card) -> Component:
    """The place among comparable Kreise, empty without any; a card shows the words of both ends below it."""
    if not card.placement or not card.placement.n:
        return html.Td(className="place")
    low, high = words.end_labels(card.placement, card.indicator)
    return html.Td(card_image("strip", card), className="place", **{"data-low": low, "data-high": high})


def latest_cell(card: Card) -> Component:
    """The newest value and below it its own year, then what must be known about it."""
    if card.latest is None or card.latest.value is None:
        return html.Td(html.Small(_absent(card)), className="n latest")
    older = card.judgement.older and not card.judgement.too_old
    remarks = (words.status_word(card.latest.status), text("words.age.older") if older else "")
    below = [html.Small(remark, className="remark") for remark in remarks if remark]
    figure = html.B(words.figure(card.latest.value, card.indicator))
    return html.Td([figure, html.Small(str(card.latest.year)), *below], className="n latest")
