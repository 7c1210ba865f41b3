"""The first step: bytes opened as text or as sheets, whatever the file is called."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.decoding import decode, delimiter, require_short_lines
from cockpit.etl.workbook import Cells, Written, is_workbook, is_zip, sheets, unzipped
from cockpit.model.draft import Choices

MOST_BYTES = 400_000_000
HEAD_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Material:
    """An opened file: text with encoding and delimiter, or the sheets of a workbook; and what was chosen for it.

    ``names`` are all sheets of the workbook, ``sheets`` those that are looked at; ``written`` is per sheet what cells
    hold that are read as something else.
    """

    name: str
    content: str
    encoding: str
    delimiter: str
    sheets: dict[str, Cells]
    choices: Choices = field(default_factory=Choices)
    names: tuple[str, ...] = ()
    written: dict[str, Written] = field(default_factory=dict)

    @property
    def is_workbook(self) -> bool:
        """Whether the cells come from a workbook, where numbers are numbers."""
        return bool(self.sheets)

    def head(self, most: int = 20) -> Cells:
        """The first rows with their cells stripped."""
        if self.sheets:
            return [[cell.strip() for cell in row] for row in next(iter(self.sheets.values()))[:most]]
        rows = islice(self.rows(HEAD_CHARACTERS), most)
        return [[cell.strip() for cell in row] for _, row in rows]

    def as_written(self, sheet: str) -> Cells:
        """The rows of a sheet with the cells as they stand in the file."""
        rows = [list(row) for row in self.sheets[sheet]]
        for place, texts in self.written.get(sheet, {}).items():
            for n, cell in texts.items():
                rows[n][place] = cell
        return rows

    def rows(self, characters: int | None = None) -> Iterator[tuple[int, list[str]]]:
        """Every row of the text (or of its first characters) with the line on which it begins, counted from 1."""
        reader = csv.reader(io.StringIO(self.content[:characters], newline=""), delimiter=self.delimiter)
        line = 1
        try:
            for row in reader:
                yield line, row
                line = reader.line_num + 1
        except csv.Error as fault:
            where, remedy = text("etl.line", line=line), text("etl.refused.csv_remedy")
            raise Refused(text("etl.refused.csv"), where, remedy, line=line) from fault


def read(data: bytes, name: str, choices: Choices | None = None) -> Material:
    """Open the bytes; ``Refused`` when they are no text, no workbook, too large or empty."""
    chosen = choices or Choices()
    if len(data) > MOST_BYTES:
        size, most = len(data) // 1_000_000, MOST_BYTES // 1_000_000
        raise Refused(text("etl.refused.large", size=size, most=most), remedy=text("etl.refused.large_remedy"))
    if not data or data.isspace():
        raise Refused(text("etl.refused.empty"), remedy=text("etl.refused.empty_remedy"))
    if is_workbook(data):
        return _workbook(data, name, chosen)
    if is_zip(data):
        data, name = unzipped(data)
        if is_workbook(data):
            return _workbook(data, name, chosen)
    require_short_lines(data)
    content, encoding = decode(data, chosen.encoding)
    if "\r" in content and "\n" not in content:
        content = content.replace("\r", "\n")
    return Material(name, content, encoding, chosen.delimiter or delimiter(content), {}, chosen)


def _workbook(data: bytes, name: str, chosen: Choices) -> Material:
    """The workbook with all its sheets, or the chosen one only."""
    found = sheets(data)
    names = tuple(found)
    if chosen.sheet is not None:
        if chosen.sheet not in found:
            offers = ", ".join(f"„{one}“" for one in names)
            problem = text("etl.refused.no_sheet", sheet=chosen.sheet)
            raise Refused(problem, remedy=text("etl.refused.no_sheet_remedy", sheets=offers))
        found = {chosen.sheet: found[chosen.sheet]}
    cells = {sheet: rows for sheet, (rows, _) in found.items()}
    return Material(name, "", "", "", cells, chosen, names, {sheet: texts for sheet, (_, texts) in found.items()})
