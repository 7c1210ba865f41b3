"""Finds its way in a sheet: which rows say something, which column holds the keys or the names of Kreise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.decoding import FOOTER
from cockpit.etl.material import Material
from cockpit.etl.signs import is_key, is_period, is_word
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


def grids(material: Material) -> list[tuple[str, Grid]]:
    """The grid of a text, or of each sheet of a workbook with its name."""
    if not material.is_workbook:
        return [("", grid_of(list(material.rows())))]
    return [(name, grid_of(list(enumerate(cells, start=1)))) for name, cells in material.sheets.items()]


def name_column(grid: Grid) -> int | None:
    """The column of names, where a header calls one so and each name stands there at most a few times in a row."""
    for row in grid.rows[:LONGEST_HEAD]:
        for place, cell in enumerate(row):
            if is_word(cell, "name"):
                return place
    return None


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
