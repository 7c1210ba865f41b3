"""Plain sheets as one XLSX file: numbers as numbers, texts as texts, the same bytes for the same Datenstand."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cockpit.base.texts import text
from cockpit.model.revision import Revision
from cockpit.outputs.table_rows import harmless

NARROWEST, WIDEST = 8, 60
LONGEST = 32_000  # Excel holds 32,767 signs a cell and drops a longer text without a word
MOST_DECIMALS = 9
SAFE = {
    "in_memory": True,  # also gives every part of the file the same date
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, unrounded, and the decimals it is shown with; the German signs come from the reader's Excel."""

    value: float
    decimals: int = 0


class _Exact(float):
    """A number that is written with all its digits: the writer asks for 16, but a double may need 17."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


Cell = str | int | bool | Figure | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Column heads and rows; ``filtered`` for tables, not for lists of facts."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    filtered: bool = True


def book(sheets: Sequence[Sheet], title: str, subject: str, revision: Revision) -> bytes:
    """The file; its date is the day of the Datenstand."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as written:
        written.set_properties(
            {
                "title": title,
                "subject": subject,
                "author": text("outputs.xlsx.author"),
                "comments": text("outputs.xlsx.stand", stand=revision.id),
                "created": revision.created_at.replace(tzinfo=None, microsecond=0),
            }
        )
        formats = {
            "head": written.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": written.add_format({"valign": "top"}),
            "long": written.add_format({"valign": "top", "text_wrap": True}),
        }
        for places in range(MOST_DECIMALS + 1):
            pattern = "#,##0" + ("." + "0" * places if places else "")
            formats[str(places)] = written.add_format({"num_format": pattern, "valign": "top"})
        for sheet in sheets:
            _fill(written.add_worksheet(sheet.name), sheet, formats)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet, formats: Mapping[str, Format]) -> None:
    page.freeze_panes(1, 0)
    for column, name in enumerate(sheet.columns):
        page.set_column(column, column, _width(sheet, column))
        page.write_string(0, column, name, formats["head"])
    for line, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            _write(page, line, column, cell, formats)
    if sheet.filtered and sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write(page: Worksheet, line: int, column: int, cell: Cell, formats: Mapping[str, Format]) -> None:
    if isinstance(cell, Figure):
        page.write_number(line, column, _Exact(cell.value), formats[str(min(cell.decimals, MOST_DECIMALS))])
    elif isinstance(cell, bool):
        page.write_string(line, column, text("outputs.xlsx.yes" if cell else "outputs.xlsx.no"), formats["text"])
    elif isinstance(cell, int):
        page.write_number(line, column, cell, formats["text"])
    elif cell:
        kind = "long" if len(cell) > WIDEST else "text"
        page.write_string(line, column, harmless(cell[:LONGEST]), formats[kind])


def _width(sheet: Sheet, column: int) -> int:
    """Room for the longest entry and for the longest word of the head."""
    head = max(map(len, sheet.columns[column].split()), default=0) + 3
    longest = max((len(_shown(row[column])) for row in sheet.rows), default=0) + 2
    return max(NARROWEST, head, min(longest, WIDEST))


def _shown(cell: Cell) -> str:
    if isinstance(cell, Figure):
        return f"{cell.value:,.{cell.decimals}f}"
    return "" if cell is None else str(cell)
