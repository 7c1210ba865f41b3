"""From Excel or ZIP bytes to plain cells, after looking at sizes so that no bomb is unpacked."""

from __future__ import annotations

import io
import math
import re
from datetime import date, datetime

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.bombs import MOST_CELLS, content_of, entries, require_harmless
from cockpit.etl.numbers import mark_of, parse, texts_of

TEXT_NUMBER = re.compile(r"\s*[-+]?\d[\d.]*,\d+\s*$|\s*[-+]?\d{1,3}([.,]\d{3})+\s*$")
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
BINARY = "xl/workbook.bin"
"""Only in XLSB, whose sheets cannot be looked into before they are opened."""
LEFT_BY_MAC = "__MACOSX/"
READ_FAULTS = (CalamineError, OSError, ValueError, OverflowError, MemoryError)

Cells = list[list[str]]
Written = dict[int, dict[int, str]]
"""0-based column → 0-based row → the text a cell holds, where the cell is read as something else."""


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive (xlsx and ods are)."""
    return data.startswith(ZIP)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Excel or OpenDocument workbook."""
    if data.startswith(OLD_EXCEL):
        return True
    return bool({"xl/workbook.xml", BINARY, "content.xml"} & _names(data)) if is_zip(data) else False


def unzipped(data: bytes) -> tuple[bytes, str]:
    """The only file in a ZIP archive and its name; ``Refused`` when there are several."""
    found = [entry for entry in entries(data) if not entry.is_dir() and not entry.filename.startswith(LEFT_BY_MAC)]
    if len(found) != 1:
        raise Refused(text("etl.refused.zip", n=len(found)), remedy=text("etl.refused.zip_remedy"))
    return content_of(data, found[0]), found[0].filename


def sheets(data: bytes) -> dict[str, tuple[Cells, Written]]:
    """All sheets as text cells, row numbers kept, merged cells filled; numbers with a decimal point.

    Formulas are never evaluated: a cell holds what its program last computed.
    """
    if is_zip(data):
        if BINARY in _names(data):
            raise Refused(text("etl.refused.workbook"), remedy=text("etl.refused.workbook_remedy"))
        require_harmless(data)
    try:
        book = load_workbook(io.BytesIO(data))
        return {name: _cells(book, name) for name in book.sheet_names}
    except BaseException as fault:
        # calamine panics on some damaged files; its PanicException is no Exception and cannot be imported
        if not isinstance(fault, READ_FAULTS) and type(fault).__name__ != "PanicException":
            raise
        raise Refused(text("etl.refused.workbook"), remedy=text("etl.refused.workbook_remedy")) from fault


def _names(data: bytes) -> set[str]:
    return {entry.filename for entry in entries(data)}


def _cells(book: CalamineWorkbook, name: str) -> tuple[Cells, Written]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise Refused(text("etl.refused.sheet", sheet=name), remedy=text("etl.refused.sheet_remedy"))
    cells = sheet.to_python(skip_empty_area=False)
    rows = [[_shown(cell) for cell in row] for row in cells]
    written: Written = {}
    for place in range(len(cells[0]) if cells else 0):
        if texts := _settle_text_numbers(rows, [row[place] for row in cells], place):
            written[place] = texts
    _fill_merged(rows, sheet)
    return rows, written


def _settle_text_numbers(rows: Cells, column: list[object], place: int) -> dict[int, str]:
    """Numbers kept as text beside real ones: written like those where their notation is clear, marked as text if not.

    A column of text only is left alone where its notation is clear: it is read later, from the whole column. Answers
    what the cells held that were written anew, by their row.
    """
    texts = {n: cell.strip() for n, cell in enumerate(column) if isinstance(cell, str) and TEXT_NUMBER.match(cell)}
    if not texts:
        return {}
    array = texts_of(list(texts.values()))
    mark = mark_of(array)
    if mark and not any(isinstance(cell, float) for cell in column):
        return {}
    numbers = parse(array, mark) if mark else ()
    for n, cell in texts.items():
        rows[n][place] = f"'{cell}"
    for n, figure in zip(texts, numbers, strict=False):
        if math.isfinite(figure):
            rows[n][place] = _shown(float(figure))
    return texts


def _fill_merged(rows: Cells, sheet: CalamineSheet) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])


def _shown(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return f"{cell:%d.%m.%Y}"
    return str(cell).strip()
