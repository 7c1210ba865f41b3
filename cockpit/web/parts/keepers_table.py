"""Comparable Kreise that did it: start, now, years and pace, and beside them their Maßnahmen."""

from __future__ import annotations

from dataclasses import replace

from dash.development.base_component import Component

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.query.keepers import Keeper, Keepers
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.action_marks import state_mark, to_actions
from cockpit.web.parts.links import to_indicator

COLUMNS = ("kreis", "first", "last", "years", "pace", "actions")


def keepers_table(request: PageRequest, shown: Keepers) -> Component:
    """One row per Kreis, on a phone one card."""
    heads = [html.Th(text(f"keepers.row.{name}"), scope="col") for name in COLUMNS]
    caption = html.Caption(text("keepers.caption"), className="vh")
    body = html.Tbody([_row(request, shown, one) for one in shown.found])
    return html.Table([caption, html.Thead(html.Tr(heads)), body], className="stacked keepers")


def pace_words(pace: float, indicator: Indicator) -> str:
    """A change per year with its sign, one decimal finer than the values: ``+0,94 Prozentpunkte``."""
    size = words.difference(pace, replace(indicator, decimals=indicator.decimals + 1))
    return f"{number(-1 if pace < 0 else 1, plus=True)[0]}{size}"


def share_words(share: float) -> str:
    """A share of a value per year with its sign: ``−3,2 %``."""
    return f"{number(share * 100, 1, plus=True)}{words.NBSP}%"


def _row(request: PageRequest, shown: Keepers, one: Keeper) -> Component:
    keys = (shown.region.key, one.region.key)
    link = html.A(one.region.display_name, href=to_indicator(request, shown.indicator.id, keys))
    kept = one.kept
    cells = (
        ("first", [html.Span(words.value(kept.first_value, shown.indicator)), html.Small(f" ({kept.first_year})")]),
        ("last", [html.Span(words.value(kept.last_value, shown.indicator)), html.Small(f" ({kept.last_year})")]),
        ("years", str(kept.years)),
        ("pace", _pace(shown, one)),
        ("actions", _actions(request, one)),
    )
    told = [html.Td(html.Div(what), **{"data-label": text(f"keepers.row.{name}")}) for name, what in cells]
    return html.Tr([html.Th(link, scope="row"), *told])


def _pace(shown: Keepers, one: Keeper) -> list[Component]:
    parts = [html.Span(pace_words(one.kept.pace, shown.indicator))]
    if shown.relative:
        share = share_words(one.kept.pace / one.kept.first_value)
        parts.append(html.Small(text("keepers.row.share", share=share), className="foot"))
    return parts


def _actions(request: PageRequest, one: Keeper) -> Component:
    if not one.actions:
        return html.Small(text("keepers.no_action"), className="foot")
    lines = [
        html.Li([html.A(item.title, href=to_actions(request, one.region, item)), " ", state_mark(item)])
        for item in one.actions
    ]
    return html.Ul(lines, className="plain linked")
