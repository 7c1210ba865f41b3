"""Tidy tables, our own template: ``ags;jahr;wert`` or ``ags;indikator;jahr;wert;status``, one value per row."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pandas import DataFrame
from pyarrow import csv

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.material import HEAD_CHARACTERS, Material
from cockpit.etl.signs import is_word
from cockpit.etl.table import Column, Table

ROLES = ("key", "indicator", "period", "value", "status")


def likeness(material: Material) -> int:
    """Sure when the first filled row names a key, a value and little else."""
    _, names = _head(material)
    roles = _roles(names)
    return 9 if {"key", "value"} <= roles.keys() and len(names) <= len(roles) + 2 else 0


def table(material: Material) -> Table:
    """Every column as text, read in one go; ``Refused`` with the line of the first row that does not fit."""
    line, names = _head(material)
    body, lines = _sheet(material, line, names) if material.is_workbook else _text(material, line, names)
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
        indicator=roles.get("indicator"),
        sign=roles.get("status"),
        hint="." if material.is_workbook else "",
        notes=(text("etl.ignored_columns", names=", ".join(other)),) if other else (),
    )


def _head(material: Material) -> tuple[int, list[str]]:
    first_sheet = next(iter(material.sheets.values()), [])
    for line, row in enumerate(first_sheet, start=1) if material.is_workbook else material.rows(HEAD_CHARACTERS):
        if any(cell.strip() for cell in row):
            return line, [cell.strip() for cell in row]
    return 1, []


def _roles(names: list[str]) -> dict[str, int]:
    """Role → position; a role named twice makes the file not tidy."""
    places = [(role, place) for place, name in enumerate(names) for role in ROLES if is_word(name, role)]
    roles = dict(places)
    return roles if len(roles) == len(places) else {}


def _sheet(material: Material, line: int, names: list[str]) -> tuple[DataFrame, NDArray[np.int64]]:
    cells = next(iter(material.sheets.values()))[line:]
    kept = [(number, row) for number, row in enumerate(cells, start=line + 1) if any(cell.strip() for cell in row)]
    body = DataFrame([row for _, row in kept], columns=range(len(names)), dtype="str")
    return body, np.array([number for number, _ in kept], dtype=np.int64)


def _text(material: Material, line: int, names: list[str]) -> tuple[DataFrame, NDArray[np.int64]]:
    content = _body(material.content, line)
    frame = _read(content.encode(), material.delimiter, len(names), line)
    return frame, _lines(content, line, len(frame))


def _body(content: str, line: int) -> str:
    """The text below the header line."""
    start = 0
    for _ in range(line):
        start = content.find("\n", start) + 1
        if start == 0:
            return ""
    return content[start:]


def _read(data: bytes, delimiter: str, width: int, line: int) -> DataFrame:
    if not data.strip():
        raise Refused(text("etl.refused.no_values"), remedy=text("etl.refused.no_values_remedy"))
    names = [str(place) for place in range(width)]
    bad: list[csv.InvalidRow] = []

    def remember(row: csv.InvalidRow) -> str:
        bad.append(row)
        return "error"

    def parsed(*, use_threads: bool) -> pa.Table:
        return csv.read_csv(
            pa.BufferReader(data),
            read_options=csv.ReadOptions(column_names=names, use_threads=use_threads, block_size=1 << 22),
            parse_options=csv.ParseOptions(delimiter=delimiter, invalid_row_handler=remember),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )

    try:
        frame = parsed(use_threads=True).to_pandas()
    except pa.ArrowInvalid as fault:
        raise _ragged(parsed, bad, data.decode(), width, line) from fault
    frame.columns = range(width)
    return frame  # type: ignore[no-any-return]


def _ragged(parsed: object, bad: list[csv.InvalidRow], content: str, width: int, line: int) -> Refused:
    """The refusal that names the line: the file is read once more in order, because threads lose row numbers."""
    bad.clear()
    try:
        parsed(use_threads=False)  # type: ignore[operator]
    except pa.ArrowInvalid as fault:
        if not bad or bad[0].number is None:
            return Refused(text("etl.refused.csv"), str(fault)[:120])
    lines = _lines(content, line, bad[0].number)
    ragged = int(lines[-1]) if len(lines) else line + 1
    return Refused(
        text("etl.refused.ragged", names=width, fields=bad[0].actual_columns),
        text("etl.line", line=ragged),
        text("etl.refused.ragged_remedy"),
        line=ragged,
    )


def _lines(content: str, line: int, count: int) -> NDArray[np.int64]:
    """Line numbers of the first ``count`` rows; empty lines are counted though they are no rows."""
    numbers = np.arange(line + 1, line + 1 + count, dtype=np.int64)
    if "\n\n" not in content and "\n\r" not in content and not content.startswith(("\n", "\r")):
        return numbers
    filled = [n for n, row in enumerate(content.split("\n"), start=line + 1) if row.strip("\r")]
    return np.array(filled[:count], dtype=np.int64)
