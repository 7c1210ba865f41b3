"""The Kreise of a Land as a table: small numbers by goal, values by indicator, or one indicator in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator, Sdg
from cockpit.model.region import Region
from cockpit.model.view import Card
from cockpit.query import LandKreis, LandView
from cockpit.query.lands import BY_VALUE
from cockpit.web.finished import Rows
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.cards import latest_cell, status_cell
from cockpit.web.parts.land_filters import CLASSES
from cockpit.web.parts.links import LOADED, here, to, to_indicator, to_kreis
from cockpit.web.parts.marks import plate, symbol

FEW_COLUMNS = 5
BY_NAME = "name"


def goals_table(request: PageRequest, shown: LandView) -> Component:
    """One column per goal; a cell counts the classes of its judged indicators."""
    sdgs = request.snapshot.catalogue.sdgs
    heads = [html.Th([html.Span(text("land.table.every"))], scope="col", title=text("land.table.every_long"))]
    heads += [html.Th(_goal(request, sdgs[number]), scope="col") for number in shown.goals]
    rows = [
        html.Tr([_name(row.region, to_kreis(request, row.region)), *(_counts(shown, row, goal) for goal in columns)])
        for columns in [(0, *shown.goals)]
        for row in shown.shown
    ]
    return _table("land.table.caption", heads, rows, "land-goals")


def _goal(request: PageRequest, sdg: Sdg) -> Component:
    return html.A([plate(sdg), html.Span(sdg.title, className="vh")], href=here(request, sdg=sdg.number), **LOADED)


def _counts(shown: LandView, row: LandKreis, goal: int) -> Component:
    """The cell of one goal, or of all judged indicators for 0."""
    cards = [card for card in row.cards.values() if card.indicator.judged and (not goal or goal in card.indicator.sdg)]
    counts: Counter[str] = Counter(card.judgement.direction for card in cards if shown.keeps(card))
    label = text("land.table.goal_label", n=goal) if goal else text("land.table.every")
    if not counts:
        return _empty(label, text("land.table.other_class" if cards else "land.table.empty_word"))
    return _cell(label, tuple((key, counts[key]) for key in CLASSES if counts[key]))


@lru_cache(maxsize=2048)
def _cell(label: str, counts: tuple[tuple[str, int], ...]) -> Component:
    """Small numbers; remembered, because most of a thousand cells are like another one."""
    said = html.Span(words.counted(dict(counts)), className="vh")
    marks = [html.Span(str(n), className=f"c-{key}", **{"aria-hidden": "true"}) for key, n in counts]
    return html.Td(html.Span([said, *marks], className="counts"), **{"data-label": label})


def _empty(label: str, why: str) -> Component:
    dash = html.Span(text("land.table.empty"), **{"aria-hidden": "true"})
    return html.Td(html.Span([dash, html.Span(why, className="vh")], className="none"), **{"data-label": label})


def values_table(request: PageRequest, shown: LandView, goal: int | None) -> Component:
    """One column per indicator; a cell has the symbol of its movement, value and year."""
    columns = shown.judged if shown.verdict else shown.indicators
    years = {item.id: _common_year(shown, item) for item in columns}
    heads = [html.Th(_head(request, item, years[item.id]), scope="col") for item in columns]
    rows = [
        html.Tr(
            [
                _name(row.region, _of_goal(request, row.region, goal)),
                *(_value(shown, row.cards.get(item.id), item, years[item.id]) for item in columns),
            ]
        )
        for row in shown.shown
    ]
    spacious = " spacious" if len(columns) <= FEW_COLUMNS else ""
    return _table("land.table.caption_values", heads, rows, f"land-values{spacious}")


def _of_goal(request: PageRequest, place: Region, goal: int | None) -> str:
    return to(request, f"/kreis/{place.name_in_path}/sdg/{goal}") if goal else to_kreis(request, place)


def _common_year(shown: LandView, item: Indicator) -> int | None:
    """The year of all values of a column, where it is one and the same."""
    latest = [row.cards[item.id].latest for row in shown.shown if item.id in row.cards]
    years = {point.year for point in latest if point is not None}
    return years.pop() if len(years) == 1 else None


def _about(item: Indicator, year: int | None) -> str:
    """Unit, and the year that all values of a column share."""
    return ", ".join(filter(None, (words.long_unit(item), str(year or ""))))


def _head(request: PageRequest, item: Indicator, year: int | None) -> list[Component]:
    link = html.A(item.short_title or item.title, href=here(request, indicators=(item.id,), order=""), **LOADED)
    return [link, html.Small(_about(item, year))]


def _value(shown: LandView, card: Card | None, item: Indicator, common: int | None) -> Component:
    name = f"{item.short_title or item.title} ({_about(item, common)})"
    if card is None or not shown.keeps(card):
        return _empty(name, text("land.table.empty_word" if card is None else "land.table.other_class"))
    said = card.judgement.direction
    mark = [symbol(said), html.Span(words.direction_word(said), className="word")] if item.judged else []
    return html.Td(html.Span([*mark[:1], *_amount(card, common), *mark[1:]], className="case"), **{"data-label": name})


def _amount(card: Card, common: int | None) -> list[Component]:
    if card.latest is None or card.latest.value is None:
        newest = card.series.points[-1] if card.series.points else None
        return [html.Small(words.value(None, card.indicator, newest.status if newest else ""))]
    remark = words.status_word(card.latest.status)
    year = [] if common else [html.Small(str(card.latest.year))]
    below = [html.Small(remark, className="remark")] if remark else []
    return [html.B(words.figure(card.latest.value, card.indicator)), *year, *below]


def one_table(request: PageRequest, shown: LandView, item: Indicator) -> Component:
    """One indicator: value with its year, movement with the reason where there is none, and what was decided."""
    unit = html.Small(words.long_unit(item))
    heads = [
        html.Th([text("land.table.value"), unit], scope="col", className="n"),
        html.Th(text("land.table.status"), scope="col"),
    ]
    rows = [_full(request, row, item) for row in shown.shown if item.id in row.cards]
    return _table("land.table.caption_values", heads, rows, "land-one")


def order_links(request: PageRequest) -> Component:
    """How the Kreise may be sorted; by name unless asked otherwise."""
    links = [
        html.A(
            text(f"pages.order.{name}"),
            href=here(request, order="" if name == BY_NAME else name),
            **LOADED,
            **({"aria-current": "true"} if name == (request.selection.order or BY_NAME) else {}),
        )
        for name in (BY_NAME, *BY_VALUE)
    ]
    return html.P([text("pages.order.label"), *links], className="links no-print")


def _full(request: PageRequest, row: LandKreis, item: Indicator) -> Component:
    card = row.cards[item.id]
    value = latest_cell(card)
    setattr(value, "data-label", f"{text('land.table.value')} ({words.long_unit(item)})")
    name = _name(row.region, to_indicator(request, item.id, (row.region.key,)))
    status = html.Td(html.Div(status_cell(card)), className="status", **{"data-label": text("land.table.status")})
    return html.Tr([name, value, status])


def _name(place: Region, address: str) -> Component:
    return html.Th(html.A(place.display_name, href=address), scope="row")


def _table(caption: str, heads: Sequence[Component], rows: Sequence[Component], kind: str) -> Component:
    head = html.Thead(html.Tr([html.Th(text("land.table.kreis"), scope="col"), *heads]))
    named = html.Caption(text(caption), className="vh")
    return html.Table([named, head, Rows(rows)], className=f"stacked land-table {kind}")
