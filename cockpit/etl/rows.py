"""All rows below one header line of a text, read in one go as text columns with their line numbers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pandas import DataFrame
from pyarrow import csv

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.grid import fitted
from cockpit.etl.material import Material
from cockpit.etl.workbook import Cells

GLANCE = 4096
"""Characters after which a body that is not empty is nearly always known to be so, without a copy of all of it."""


def rows_below(material: Material, line: int, width: int) -> tuple[DataFrame, NDArray[np.int64]]:
    """All rows below the header in one go, and one by one where a row has not as many fields as the header."""
    content, start = material.content, _below(material.content, line)
    if start == len(content) or not (content[start : start + GLANCE].strip() or content[start:].strip()):
        raise _no_values()
    encoded = pa.py_buffer(content.encode()).slice(len(content[:start].encode()))
    try:
        frame = _read(encoded, material.delimiter, width)
    except pa.ArrowInvalid:
        return _row_by_row(material, line, width)
    lines = _lines(content, start, line, len(frame))
    if not (frame[0] == "").any():
        return frame, lines
    filled = (frame != "").any(axis=1)
    return frame[filled].reset_index(drop=True), lines[filled]


def _below(content: str, line: int) -> int:
    """Where the text below the header line begins; its end when there is nothing."""
    start = 0
    for _ in range(line):
        start = content.find("\n", start) + 1
        if start == 0:
            return len(content)
    return start


def _read(data: pa.Buffer, delimiter: str, width: int) -> DataFrame:
    names = [str(place) for place in range(width)]
    table = csv.read_csv(
        pa.BufferReader(data),
        read_options=csv.ReadOptions(column_names=names, block_size=1 << 22),
        parse_options=csv.ParseOptions(delimiter=delimiter),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.large_string()),  # what pandas keeps texts in
            strings_can_be_null=False,
            check_utf8=False,  # it was a text before it was encoded
        ),
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


def _lines(content: str, start: int, line: int, count: int) -> NDArray[np.int64]:
    """Line numbers of the first ``count`` rows from ``start`` on; empty lines are counted though they are no rows."""
    numbers = np.arange(line + 1, line + 1 + count, dtype=np.int64)
    if "\r" not in content and content.count("\n", start) + (not content.endswith("\n")) == count:
        return numbers
    empty = any(content.find(two, start) >= 0 for two in ("\n\n", "\n\r"))
    if not empty and not content.startswith(("\n", "\r"), start):
        return numbers
    filled = [n for n, row in enumerate(content[start:].split("\n"), start=line + 1) if row.strip("\r")]
    return np.array(filled[:count], dtype=np.int64)
