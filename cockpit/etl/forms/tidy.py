"""Tidy tables, our own template: ``ags;jahr;wert`` or ``ags;indikator;jahr;wert;status``, one value per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pandas import DataFrame
from pyarrow import csv

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.grid import fitted
from cockpit.etl.material import HEAD_CHARACTERS, Material
from cockpit.etl.signs import is_word
from cockpit.etl.table import Column, Table
from cockpit.etl.workbook import Cells

MOST_ABOVE = 20
ROLES = ("key", "indicator", "period", "value", "status")


def likeness(material: Material) -> int:
    """Sure when one of the first rows names a key, a value and little else."""
    *_, names = _head(material)
    roles = _roles(names)
    return 9 if {"key", "value"} <= roles.keys() and len(names) <= len(roles) + 2 else 0


def table(material: Material) -> Table:
    """Every column as text, read in one go; ``Refused`` with the line of the first row that does not fit."""
    sheet, line, names = _head(material)
    is_workbook = material.is_workbook
    body, lines = _sheet(material.sheets[sheet], line, names) if is_workbook else _text(material, line, names)
    roles = _roles(names)
    other = [name for place, name in enumerate(names) if place not in roles.values() and name]
    return Table(
        form="tidy",
        body=body,
        lines=lines,
        key=roles["key"],
        key_header=names[roles["key"]],
        values=(Column(roles["value"], (names[roles["value"]],)),),
        period=roles.get("period"),
        period_header=names[roles["period"]] if "period" in roles else "",
        indicator=roles.get("indicator"),
        sign=roles.get("status"),
        hint="." if is_workbook else "",
        notes=(text("etl.ignored_columns", names=", ".join(other)),) if other else (),
    )


def _head(material: Material) -> tuple[str, int, list[str]]:
    """Sheet, line and names of the first row that names a key and a value; titles may stand above it."""
    for sheet, rows in _tops(material):
        for line, row in rows:
            names = _named([cell.strip() for cell in row])
            if {"key", "value"} <= _roles(names).keys():
                return sheet, line, names
    return "", 1, []


def _tops(material: Material) -> Iterator[tuple[str, Iterable[tuple[int, list[str]]]]]:
    if material.is_workbook:
        yield from ((name, enumerate(cells[:MOST_ABOVE], start=1)) for name, cells in material.sheets.items())
    else:
        yield "", islice(material.rows(HEAD_CHARACTERS), MOST_ABOVE)


def _named(names: list[str]) -> list[str]:
    """The names without empty ones at the end: spreadsheets save the width of their widest row."""
    while names and not names[-1]:
        names = names[:-1]
    return names


def _roles(names: list[str]) -> dict[str, int]:
    """Role → position; a role named twice makes the file not tidy."""
    places = [(role, place) for place, name in enumerate(names) for role in ROLES if is_word(name, role)]
    roles = dict(places)
    return roles if len(roles) == len(places) else {}


def _sheet(cells: Cells, line: int, names: list[str]) -> tuple[DataFrame, NDArray[np.int64]]:
    kept = [(number, row) for number, row in enumerate(cells[line:], start=line + 1) if any(row[: len(names)])]
    body = DataFrame([row[: len(names)] for _, row in kept], columns=range(len(names)), dtype="str")
    return body.fillna(""), np.array([number for number, _ in kept], dtype=np.int64)


def _text(material: Material, line: int, names: list[str]) -> tuple[DataFrame, NDArray[np.int64]]:
    """All rows below the header in one go, and one by one where a row has not as many fields as the header."""
    content = _body(material.content, line)
    if not content.strip():
        raise _no_values()
    try:
        frame = _read(content.encode(), material.delimiter, len(names))
    except pa.ArrowInvalid:
        return _row_by_row(material, line, len(names))
    lines = _lines(content, line, len(frame))
    if not (frame[0] == "").any():
        return frame, lines
    filled = (frame != "").any(axis=1)
    return frame[filled].reset_index(drop=True), lines[filled]


def _body(content: str, line: int) -> str:
    """The text below the header line."""
    start = 0
    for _ in range(line):
        start = content.find("\n", start) + 1
        if start == 0:
            return ""
    return content[start:]


def _read(data: bytes, delimiter: str, width: int) -> DataFrame:
    names = [str(place) for place in range(width)]
    table = csv.read_csv(
        pa.BufferReader(data),
        read_options=csv.ReadOptions(column_names=names, block_size=1 << 22),
        parse_options=csv.ParseOptions(delimiter=delimiter),
        convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )
    frame = table.to_pandas()
    frame.columns = range(width)
    return frame  # type: ignore[no-any-return]


def _row_by_row(material: Material, line: int, width: int) -> tuple[DataFrame, NDArray[np.int64]]:
    """The slow way: empty fields too many are cut; ``Refused`` with the line of the first row that does not fit."""
    rows: Cells = []
    lines: list[int] = []
    for number, row in material.rows():
        if number > line and any(cell.strip() for cell in row):
            rows.append(fitted(row, width, number, strict=True))
            lines.append(number)
    if not rows:
        raise _no_values()
    return DataFrame(rows, columns=range(width), dtype="str"), np.array(lines, dtype=np.int64)


def _no_values() -> Refused:
    return Refused(text("etl.refused.no_values"), remedy=text("etl.refused.no_values_remedy"))


def _lines(content: str, line: int, count: int) -> NDArray[np.int64]:
    """Line numbers of the first ``count`` rows; empty lines are counted though they are no rows."""
    numbers = np.arange(line + 1, line + 1 + count, dtype=np.int64)
    if "\n\n" not in content and "\n\r" not in content and not content.startswith(("\n", "\r")):
        return numbers
    filled = [n for n, row in enumerate(content.split("\n"), start=line + 1) if row.strip("\r")]
    return np.array(filled[:count], dtype=np.int64)
