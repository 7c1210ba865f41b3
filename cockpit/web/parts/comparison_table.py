"""Indicators × Kreise as a table: value, year, a bar on the scale of its row, and how it moves."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.model.view import Card
from cockpit.query import Compared
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to_indicator, to_kreis
from cockpit.web.parts.marks import direction_pill, verdict_pill


def comparison_table(request: PageRequest, kreise: tuple[Region, ...], rows: tuple[Compared, ...]) -> Component:
    """One row per indicator; on a phone one card per indicator with the Kreise below each other."""
    heads = [html.Th(html.A(kreis.display_name, href=to_kreis(request, kreis)), scope="col") for kreis in kreise]
    head = html.Thead(html.Tr([html.Th(text("compare.indicator"), scope="col"), *heads]))
    caption = html.Caption(text("compare.caption"), className="vh")
    body = html.Tbody([_row(request, kreise, row) for row in rows])
    return html.Table([caption, head, body], className="list stacked compared")


def _row(request: PageRequest, kreise: tuple[Region, ...], row: Compared) -> Component:
    link = html.A(row.indicator.title, href=to_indicator(request, row.indicator.id, [kreis.key for kreis in kreise]))
    below = [html.Small(words.long_unit(row.indicator), className="foot")]
    if len(row.years) > 1:
        differ = text("compare.years_differ", first=row.years[0], last=row.years[-1])
        below.append(html.Small(differ, className="foot differ"))
    cells = [
        html.Td(_cell(card, row.scale), **{"data-label": kreis.display_name})
        for kreis, card in zip(kreise, row.cards, strict=True)
    ]
    return html.Tr([html.Th([link, *below], scope="row"), *cells])


def _cell(card: Card | None, scale: float | None) -> list[Component]:
    if card is None or card.latest is None or card.latest.value is None:
        return [html.Span(text("compare.no_value"), className="foot")]
    told = " · ".join(filter(None, (str(card.latest.year), words.status_word(card.latest.status))))
    parts = [html.Span([html.B(words.figure(card.latest.value, card.indicator)), html.Small(f" {told}")])]
    if scale is not None:
        parts.append(_bar(card.latest.value / scale, card, scale))
    pills = [direction_pill(card.judgement, card.indicator)]
    if card.decided is not None:
        pills.append(verdict_pill(card.judgement.key))
    return [*parts, html.Span(pills, className="pills")]


def _bar(share: float, card: Card, scale: float) -> Component:
    """The number stands above it, so that it is only for the eye."""
    parts = [html.Span(className="bullet-bar", style={"width": f"{share * 100:.1f}%"})]
    if card.decided is not None and card.decided.value is not None:
        parts.append(html.Span(className="bullet-goal", style={"left": f"{card.decided.value / scale * 100:.1f}%"}))
    return html.Span(parts, className="bullet", **{"aria-hidden": "true"})
