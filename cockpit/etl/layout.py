"""Lays out the table in a sheet: where the body begins and ends, what the headers mean, what each column is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from pandas import DataFrame

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.grid import FIRST_COLUMNS, LONGEST_HEAD, Grid, fitted, grids, key_column, name_column
from cockpit.etl.material import Material
from cockpit.etl.numbers import mark_of
from cockpit.etl.signs import is_figure, is_key, is_period, is_word
from cockpit.etl.table import Column, Table
from cockpit.etl.wishes import position
from cockpit.etl.workbook import Cells
from cockpit.model.draft import Choices


def table_of(material: Material, form: str) -> Table:
    """The table in a text or workbook: of several sheets the one with most keys; ``Refused`` without any."""
    chosen = material.choices
    all_grids = grids(material)
    if chosen.key is not None:
        widest = max((len(row) for _, grid in all_grids for row in grid.rows), default=0)
        place = position(chosen.key, widest) or 0
        found = [(name, grid, place) for name, grid in all_grids if grid.rows]
    else:
        found = [(name, grid, key) for name, grid in all_grids if (key := key_column(grid)) is not None]
    if found:
        sheet, grid, key = max(found, key=lambda one: sum(map(is_key, one[1].cells(one[2]))))
        by_name = not any(map(is_key, grid.cells(key)))
        return replace(_table(grid, key, form, material, by_name=by_name), sheet=sheet)
    for sheet, grid in all_grids:
        if (key := name_column(grid)) is not None and not _laender_above(material):
            return replace(_table(grid, key, form, material, by_name=True), sheet=sheet)
    raise _no_keys(material)


def _no_keys(material: Material) -> Refused:
    """Why there is no table: Länder side by side in a header row, or no column of keys at all."""
    if line := _laender_above(material):
        where = text("etl.line", line=line)
        return Refused(text("etl.refused.only_laender"), where, text("etl.refused.only_laender_remedy"), line=line)
    return Refused(text("etl.refused.no_keys"), text("etl.line", line=1), text("etl.refused.no_keys_remedy"), line=1)


def _laender_above(material: Material) -> int:
    """The line in which Länder stand side by side; 0 without one."""
    heads = list(material.sheets.values()) if material.is_workbook else [material.head(LONGEST_HEAD)]
    for line, row in ((n, row) for cells in heads for n, row in enumerate(cells[:LONGEST_HEAD], start=1)):
        if len({cell for cell in row if is_word(cell, "land")}) > FIRST_COLUMNS:
            return line
    return 0


def _table(grid: Grid, key: int, form: str, material: Material, *, by_name: bool) -> Table:
    chosen, is_workbook = material.choices, material.is_workbook
    first = _first_body_row(grid, key, chosen.header_row, by_name=by_name)
    head = _head(grid.rows[:first], key) if not chosen.header_row else _chosen_head(grid, chosen.header_row, first)
    if not head:
        line = grid.lines[first]
        remedy = text("etl.refused.no_head_remedy")
        raise Refused(text("etl.refused.no_head"), text("etl.line", line=line), remedy, line=line)
    width = max(len(row) for row in head)
    last = _last_body_row(grid, key, first, by_name=by_name)
    rows = [
        fitted(row, width, line, strict=not is_workbook)
        for row, line in zip(grid.rows[first : last + 1], grid.lines[first : last + 1], strict=True)
    ]
    roles = _roles(rows, head, _within(key, width), chosen)
    values = _value_columns(rows, head, roles)
    body = DataFrame(rows, columns=range(width), dtype="str")
    if by_name:
        _require_single_rows(body, roles)
    return Table(
        form=form,
        body=body,
        lines=np.array(grid.lines[first : last + 1], dtype=np.int64),
        key=roles.key,
        key_header=_header(head, roles.key) or text("etl.key_header"),
        values=values,
        period=roles.period,
        period_header="" if roles.period is None else _header(head, roles.period) or text("etl.period_header"),
        indicator=roles.indicator,
        sign=roles.sign,
        hint="." if is_workbook else mark_of([row[column.position] for row in rows for column in values]),
        by_name=by_name,
        head_line=grid.lines[first - 1],
        head=tuple(_header(head, place) for place in range(width)),
        titles=" ".join(cell for row in grid.rows[: first - len(head)] for cell in row if cell),
    )


@dataclass(frozen=True, slots=True)
class Roles:
    """The 0-based positions of the columns that are no values."""

    key: int
    period: int | None
    indicator: int | None
    sign: int | None


def _within(key: int, width: int) -> int:
    """The key column, which may have been chosen beyond the edge of the table."""
    return position(key + 1, width) or 0


def _roles(rows: Cells, head: Cells, key: int, chosen: Choices) -> Roles:
    """What each column is for, as chosen or as its header and its cells say."""
    width = len(rows[0])
    return Roles(
        key=key,
        period=position(chosen.period, width) if chosen.period else _period_column(rows, head, key),
        indicator=position(chosen.indicator_column, width) if chosen.indicator_column else _role(head, "indicator"),
        sign=position(chosen.status, width) if chosen.status else _role(head, "status"),
    )


def _value_columns(rows: Cells, head: Cells, roles: Roles) -> tuple[Column, ...]:
    """The columns with figures that have no other role; ``Refused`` without any."""
    taken = (roles.key, roles.period, roles.indicator, roles.sign)
    values = tuple(
        _column(head, place)
        for place in range(len(rows[0]))
        if place not in taken and _is_value_column([row[place] for row in rows], head, place)
    )
    if not values:
        raise Refused(text("etl.refused.no_values"), remedy=text("etl.refused.no_values_remedy"))
    return values


def _role(head: Cells, kind: str) -> int | None:
    """The column whose header is one of the words of that kind."""
    places = [place for row in head for place, cell in enumerate(row) if is_word(cell, kind)]
    return places[0] if len(set(places)) == 1 else None


def _require_single_rows(body: DataFrame, roles: Roles) -> None:
    """Refuse a list of things that merely names the Kreis each lies in: most names stand in several rows."""
    columns = [place for place in (roles.key, roles.period, roles.indicator) if place is not None]
    if body.duplicated(columns, keep=False).mean() > 0.5:
        where, remedy = text("etl.line", line=1), text("etl.refused.things_remedy")
        raise Refused(text("etl.refused.things"), where, remedy, line=1)


def _header(head: Cells, place: int) -> str:
    """The lowest header cell of a column."""
    return next((row[place] for row in reversed(head) if place < len(row) and row[place]), "")


def _first_body_row(grid: Grid, key: int, header_row: int | None, *, by_name: bool) -> int:
    """The first row with a key (or below the header with a name) and a figure."""
    above = header_row or 0
    if by_name and not header_row:
        named = [n for n, row in enumerate(grid.rows[:LONGEST_HEAD]) if key < len(row) and is_word(row[key], "name")]
        above = grid.lines[named[0]] if named else grid.lines[0]
    for n, row in enumerate(grid.rows):
        if grid.lines[n] <= above or key >= len(row):
            continue
        if (row[key] if by_name else is_key(row[key])) and any(is_figure(cell) for cell in row[key + 1 :]):
            return n
    raise Refused(text("etl.refused.no_values"), remedy=text("etl.refused.no_values_remedy"))


def _last_body_row(grid: Grid, key: int, first: int, *, by_name: bool) -> int:
    """The last row with a key, or with as many cells as the row before it and a figure at its end."""
    width = len(grid.rows[first])
    for n in range(len(grid.rows) - 1, first, -1):
        row = grid.rows[n]
        if key < len(row) and is_key(row[key]) and not by_name:
            return n
        if len(row) == width and sum(map(is_figure, row[key + 1 :])) > 0:
            return n
    return first


def _head(rows: Cells, key: int) -> Cells:
    """Header rows: the ones directly above the body that say something beyond the key column; titles do not."""
    head: Cells = []
    for row in reversed(rows):
        if not any(row[key + 1 :]):
            break
        head.insert(0, row)
    return head


def _chosen_head(grid: Grid, line: int, first: int) -> Cells:
    """The rows from the chosen line to the body."""
    return [row for row, number in zip(grid.rows[:first], grid.lines[:first], strict=True) if number >= line]


def _period_column(rows: Cells, head: Cells, key: int) -> int | None:
    for place in range(len(rows[0])):
        named = any(place < len(row) and is_word(row[place], "period") for row in head)
        cells = [row[place] for row in rows]
        if place != key and (named or place < FIRST_COLUMNS) and sum(map(is_period, cells)) >= 0.9 * len(cells):
            return place
    return None


def _is_value_column(cells: list[str], head: Cells, place: int) -> bool:
    if any(place < len(row) and is_word(row[place], "no_value") for row in head):
        return False
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(is_figure, filled)) >= 0.5 * len(filled)


def _column(head: Cells, place: int) -> Column:
    levels: list[str] = []
    period = ""
    for row in head:
        cell = " ".join(row[place].split()) if place < len(row) else ""
        if is_period(cell):
            period = cell
        elif cell and cell not in levels[-1:]:
            levels.append(cell)
    plain = [level for level in levels if not is_word(level, "period")]
    return Column(place, tuple(plain or levels), period)
