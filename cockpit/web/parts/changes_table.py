"""What a Datenstand changed: every cell with its value before and after, and the way to Kreis and indicator."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.words.values import SILENT
from cockpit.query import Change
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to_indicator, to_kreis

COLUMNS = ("region", "indicator", "year", "before", "after")
FIGURES = frozenset({"year", "before", "after"})


def changes_table(request: PageRequest, shown: Sequence[Change]) -> Component:
    """One row per cell."""
    head = [
        html.Th(text(f"history.stand.column_{name}"), scope="col", className="n" if name in FIGURES else None)
        for name in COLUMNS
    ]
    rows = [_row(request, item) for item in shown]
    caption = html.Caption(text("history.stand.changes_caption"), className="vh")
    return html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(rows)], className="stacked changes")


def _row(request: PageRequest, item: Change) -> Component:
    region, indicator = item.region, item.indicator
    name = region.display_name
    place = html.A(name, href=to_kreis(request, region)) if region.level == "kreis" and region.is_current else name
    keys = (region.key,) if region.level == "kreis" else ()
    title = html.A(indicator.title, href=to_indicator(request, indicator.id, keys))
    said = [words.long_unit(indicator), *([text("history.stand.derived")] if item.derived else [])]
    remark = html.Small(" · ".join(said), className="foot line")
    cells = {
        "indicator": html.Div([title, remark]),
        "year": str(item.year),
        "before": html.Div(_value(item.before, item.before_status, item)),
        "after": html.B(_value(item.after, item.after_status, item)),
    }
    tds = [
        html.Td(
            content,
            className="n" if column in FIGURES else None,
            **{"data-label": text(f"history.stand.column_{column}")},
        )
        for column, content in cells.items()
    ]
    return html.Tr([html.Th(place, scope="row"), *tds])


def _value(amount: float | None, status: str, item: Change) -> str:
    if amount is None and not status:
        return text("history.stand.no_row")
    if amount is None:
        return words.status_word(status)
    remark = "" if status in SILENT else words.status_word(status)
    shown = words.figure(amount, item.indicator)
    return f"{shown} ({remark})" if remark else shown
