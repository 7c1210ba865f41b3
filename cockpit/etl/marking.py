"""Findings to take away: as a list, or as a copy of the file in which every cell in question is marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import xlsxwriter

from cockpit.base.errors import CockpitError
from cockpit.base.texts import text
from cockpit.etl.material import Material, read
from cockpit.etl.report import Finding, Report
from cockpit.model.draft import Choices

COLOURS = {"error": "#F7D4D0", "warning": "#FBEFD5", "note": "#E3ECF5"}
WORST_FIRST = ("error", "warning", "note")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\N{MINUS SIGN}")
"""What a spreadsheet takes for the beginning of a formula when it opens a text."""
MOST_ROWS = 50_000
MOST_IN_CELL = 32_000
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}


def marked(data: bytes, name: str, report: Report, kind: Literal["csv", "xlsx"]) -> bytes:
    """The findings as CSV (utf-8-sig, ``;``), or an XLSX copy of the file with marked cells, comments and the list.

    A copy of more than 50,000 rows has only its head and the rows with findings, at their places.
    """
    return _list(report.findings) if kind == "csv" else _copy(data, name, report)


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    shown = cell[:MOST_IN_CELL]
    return f"'{shown}" if shown.lstrip(" \n\u00a0").startswith(DANGEROUS) else shown


def _rows(findings: Iterable[Finding]) -> Iterator[list[str]]:
    yield [text(f"etl.list.{column}") for column in ("severity", "line", "column", "cell", "problem", "repair", "rows")]
    for one in findings:
        place = "" if one.line is None else str(one.line)
        severity = text(f"etl.list.{one.severity}")
        cells = (severity, place, one.column or "", one.cell or "", one.problem, one.repair, str(one.rows))
        yield [harmless(cell) for cell in cells]


def _list(findings: Iterable[Finding]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(_rows(findings))
    return file.getvalue().encode("utf-8-sig")


def _copy(data: bytes, name: str, report: Report) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, PLAIN) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        page = book.add_worksheet(text("etl.list.title"))
        page.set_column(2, 6, 30)
        for n, row in enumerate(_rows(report.findings)):
            for place, cell in enumerate(row):
                page.write_string(n, place, cell, wrapped if n else bold)
        material = _opened(data, name, report)
        if material is not None:
            formats = {severity: book.add_format({"bg_color": colour}) for severity, colour in COLOURS.items()}
            _marked_page(book.add_worksheet(text("etl.list.copy")), material, _marks(report.findings), formats)
    return file.getvalue()


def _opened(data: bytes, name: str, report: Report) -> Material | None:
    """The file once more, at the sheet and in the encoding it was read in; ``None`` when it cannot be read."""
    guessed = {one.field: one.value for one in report.guesses}
    chosen = Choices(
        sheet=guessed.get("sheet") or None, encoding=guessed.get("encoding"), delimiter=guessed.get("delimiter")
    )
    try:
        return read(data, name, chosen if report.guesses else None)
    except CockpitError:
        return None


def _marks(findings: Iterable[Finding]) -> Mapping[tuple[int, int], Finding]:
    """The worst finding of each cell, by its 1-based line and column; without a column the first cell is marked."""
    found: dict[tuple[int, int], Finding] = {}
    for one in sorted(findings, key=lambda one: WORST_FIRST.index(one.severity)):
        for line in one.lines or ((one.line,) if one.line else ()):
            found.setdefault((line, one.place or 1), one)
    return found


def _marked_page(
    page: xlsxwriter.worksheet.Worksheet,
    material: Material,
    marks: Mapping[tuple[int, int], Finding],
    formats: Mapping[str, xlsxwriter.format.Format],
) -> None:
    wanted = {line for line, _ in marks}
    for count, (line, row) in enumerate(_numbered(material)):
        if count >= MOST_ROWS and line not in wanted:
            continue
        for place, cell in enumerate(row):
            mark = marks.get((line, place + 1))
            style = formats[mark.severity] if mark else None
            page.write_string(line - 1, place, harmless(cell), style)
            if mark:
                page.write_comment(line - 1, place, f"{mark.problem} {mark.repair}".strip()[:MOST_IN_CELL])


def _numbered(material: Material) -> Iterator[tuple[int, list[str]]]:
    if not material.is_workbook:
        return material.rows()
    return enumerate(material.as_written(next(iter(material.sheets))), start=1)
