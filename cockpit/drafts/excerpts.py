"""The lines of a file around each finding, so that a page can lead there without opening the file again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from cockpit.base.errors import CockpitError
from cockpit.etl import Report
from cockpit.etl.material import Material, read
from cockpit.model.draft import Choices

AROUND = 3
MOST_LINES = 4_000
MOST_CELLS = 40
LONGEST = 120


def excerpts(data: bytes, name: str, report: Report, choices: Choices) -> dict[str, list[str]]:
    """Cells by line number (as text) for every line a finding or changed value stands in, and its neighbours."""
    wanted = sorted(_wanted(report))[:MOST_LINES]
    if not wanted:
        return {}
    try:
        material = read(data, name, choices)
        found = _from_sheet(material, report, choices, wanted) if material.is_workbook else _from_text(material, wanted)
        return {str(line): [cell[:LONGEST] for cell in cells[:MOST_CELLS]] for line, cells in found}
    except CockpitError:
        return {}  # the report says already why the file cannot be opened


def _wanted(report: Report) -> set[int]:
    lines = {line for finding in report.findings for line in (finding.line, *finding.lines) if line}
    if report.cells is not None:
        changed = report.cells.loc[report.cells["state"] == "changed", "line"]
        lines |= {int(line) for line in changed.head(MOST_LINES)}
    return {near for line in lines for near in range(max(line - AROUND, 1), line + AROUND + 1)}


def _from_text(material: Material, wanted: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    lines, last = set(wanted), max(wanted)
    content = io.StringIO(material.content)
    for number, line in enumerate(islice(content, last), start=1):
        if number in lines:
            yield number, _cells(line, material.delimiter)


def _cells(line: str, delimiter: str) -> list[str]:
    bare = line.rstrip("\r\n")
    try:
        return next(csv.reader([bare], delimiter=delimiter), [])
    except csv.Error:
        return [bare]


def _from_sheet(
    material: Material, report: Report, choices: Choices, wanted: Iterable[int]
) -> Iterator[tuple[int, list[str]]]:
    taken = choices.sheet or next((guess.value for guess in report.guesses if guess.field == "sheet"), "")
    rows = material.sheets.get(taken) or next(iter(material.sheets.values()))
    for line in wanted:
        if line <= len(rows):
            yield line, rows[line - 1]
