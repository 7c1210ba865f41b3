"""A ready-made table as HTML: a real table on wide screens, one card per row on a phone."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.charts import Table
from cockpit.web.many import html

FEW_COLUMNS = 4


def data_table(table: Table) -> Component:
    """The first column heads each row; further columns are figures."""
    head = [html.Th(name, scope="col", className="n" if place else None) for place, name in enumerate(table.columns)]
    rows = [_row(table.columns, cells) for cells in table.rows]
    stacked = " stacked" if len(table.columns) > FEW_COLUMNS else ""
    return html.Table(
        [html.Caption(table.caption), html.Thead(html.Tr(head)), html.Tbody(rows)], className=f"figures{stacked}"
    )


def _row(columns: tuple[str, ...], cells: tuple[str, ...]) -> Component:
    named = zip(columns[1:], cells[1:], strict=True)
    values = [html.Td(cell, className="n", **{"data-label": name}) for name, cell in named]
    return html.Tr([html.Th(cells[0], scope="row"), *values])
