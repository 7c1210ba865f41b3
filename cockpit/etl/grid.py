"""Finds its way in a sheet: where the body begins and ends, which column holds the keys, what the headers mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.decoding import FOOTER
from cockpit.etl.material import Material
from cockpit.etl.numbers import mark_of
from cockpit.etl.signs import is_figure, is_key, is_period, is_word
from cockpit.etl.table import Column, Table
from cockpit.etl.workbook import Cells

FIRST_COLUMNS = 3
ENOUGH = 0.6
LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of stripped cells with the line on which each begins; footer cut, empty rows gone."""

    rows: Cells
    lines: list[int]

    def cells(self, position: int, first: int = 0) -> list[str]:
        """The cells of one column from row ``first`` on, short rows left out."""
        return [row[position] for row in self.rows[first:] if position < len(row)]


def grid_of(numbered: Sequence[tuple[int, list[str]]]) -> Grid:
    """The rows up to the footer line of underscores, empty ones left out."""
    rows: Cells = []
    lines: list[int] = []
    for line, raw in numbered:
        cells = [cell.strip() for cell in raw]
        if cells and cells[0].startswith(FOOTER):
            break
        if any(cells):
            rows.append(cells)
            lines.append(line)
    return Grid(rows, lines)


def grids(material: Material) -> list[Grid]:
    """The grid of a text, or of each sheet of a workbook."""
    if not material.is_workbook:
        return [grid_of(list(material.rows()))]
    return [grid_of(list(enumerate(cells, start=1))) for cells in material.sheets.values()]


def table_of(material: Material, form: str) -> Table:
    """The table in a text or workbook: of several sheets the one with most keys; ``Refused`` without any."""
    found = [(grid, key) for grid in grids(material) if (key := key_column(grid)) is not None]
    if not found:
        raise _no_keys(material)
    grid, key = max(found, key=lambda pair: sum(map(is_key, pair[0].cells(pair[1]))))
    return _table(grid, key, form, is_workbook=material.is_workbook)


def key_column(grid: Grid) -> int | None:
    """The column of keys: named so, or one of the first in which most cells below the head are keys."""
    width = max((len(row) for row in grid.rows), default=0)
    named = [place for row in grid.rows[:LONGEST_HEAD] for place, cell in enumerate(row) if is_word(cell, "key")]
    best: tuple[int, int] | None = None
    for place in dict.fromkeys((*named, *range(min(width, FIRST_COLUMNS)))):
        first = next((n for n, cell in enumerate(grid.cells(place)) if is_key(cell) and not is_period(cell)), None)
        below = [] if first is None else [cell for cell in grid.cells(place, first) if cell]
        count = sum(map(is_key, below))
        if place not in named and not _looks_like_keys(below, count):
            continue
        if count and (best is None or count > best[0]):
            best = (count, place)
    return best[1] if best else None


def _looks_like_keys(cells: list[str], count: int) -> bool:
    """Most cells are keys, some of Kreise or Gemeinden, most of them unlike house numbers – and they are no years."""
    keys = [cell for cell in cells if is_key(cell)]
    clear = sum(len(cell) >= 3 or cell[0] in "0Dd" for cell in keys)
    local = any(len(cell) > 3 for cell in keys)
    return count >= ENOUGH * len(cells) and local and 2 * clear >= count and 2 * sum(map(is_period, cells)) <= count


def _no_keys(material: Material) -> Refused:
    """Why there is no table: Länder side by side in a header row, or no column of keys at all."""
    heads = list(material.sheets.values()) if material.is_workbook else [material.head(LONGEST_HEAD)]
    for line, row in ((n, row) for cells in heads for n, row in enumerate(cells[:LONGEST_HEAD], start=1)):
        if len({cell for cell in row if is_word(cell, "land")}) > FIRST_COLUMNS:
            where = text("etl.line", line=line)
            return Refused(text("etl.refused.only_laender"), where, text("etl.refused.only_laender_remedy"), line=line)
    return Refused(text("etl.refused.no_keys"), text("etl.line", line=1), text("etl.refused.no_keys_remedy"), line=1)


def _table(grid: Grid, key: int, form: str, *, is_workbook: bool) -> Table:
    first = _first_body_row(grid, key)
    head = _head(grid.rows[:first], key)
    last = _last_body_row(grid, key, first)
    width = max(len(row) for row in head) if head else 0
    if not head:
        line = grid.lines[first]
        remedy = text("etl.refused.no_head_remedy")
        raise Refused(text("etl.refused.no_head"), text("etl.line", line=line), remedy, line=line)
    rows = [
        fitted(row, width, grid.lines[first + n], strict=not is_workbook)
        for n, row in enumerate(grid.rows[first : last + 1])
    ]
    body = DataFrame(rows, columns=range(width), dtype="str")
    period = _period_column(rows, head, key)
    values = tuple(
        _column(head, place)
        for place in range(width)
        if place not in (key, period) and _is_value_column([row[place] for row in rows], head, place)
    )
    if not values:
        raise Refused(text("etl.refused.no_values"), remedy=text("etl.refused.no_values_remedy"))
    header = _header(head, key) or text("etl.key_header")
    stands = "" if period is None else _header(head, period) or text("etl.period_header")
    lines = np.array(grid.lines[first : last + 1], dtype=np.int64)
    hint = "." if is_workbook else mark_of([row[column.position] for row in rows for column in values])
    return Table(form, body, lines, key, header, values, period, stands, hint=hint)


def _header(head: Cells, place: int) -> str:
    """The lowest header cell of a column."""
    return next((row[place] for row in reversed(head) if place < len(row) and row[place]), "")


def _first_body_row(grid: Grid, key: int) -> int:
    for n, row in enumerate(grid.rows):
        if key < len(row) and is_key(row[key]) and any(is_figure(cell) for cell in row[key + 1 :]):
            return n
    raise Refused(text("etl.refused.no_values"), remedy=text("etl.refused.no_values_remedy"))


def _last_body_row(grid: Grid, key: int, first: int) -> int:
    """The last row with a key, or with as many cells as the row before it and a figure at its end."""
    width = len(grid.rows[first])
    for n in range(len(grid.rows) - 1, first, -1):
        row = grid.rows[n]
        if key < len(row) and is_key(row[key]):
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


def fitted(row: list[str], width: int, line: int, *, strict: bool) -> list[str]:
    """The row at the width of the header; empty cells too many are cut, anything else does not fit."""
    surplus = row[width:]
    if any(cell.strip() for cell in surplus) or (strict and len(row) < width):
        raise Refused(
            text("etl.refused.ragged", names=width, fields=len(row)),
            text("etl.line", line=line),
            text("etl.refused.ragged_remedy"),
            line=line,
        )
    return row[:width] + [""] * (width - len(row))


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
