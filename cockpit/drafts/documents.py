"""Reports and effects as plain documents that a draft keeps, and rows as bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import PurePath

import pandas as pd
import pyarrow as pa
from pandas import DataFrame

from cockpit.etl import Report
from cockpit.model.draft import Choices

LETTERS = re.compile(r"[^a-zäöüß]+")
NOT_REMEMBERED = frozenset({"year", "repairs", "ignored"})
MOST_CHANGED = 20_000


def report_document(report: Report) -> dict[str, object]:
    """Everything a report says, its rows left out; ``json`` is what command line and API print."""
    findings = [asdict(finding) | {"group": finding.group} for finding in report.findings]
    return {
        "json": report.as_json(),
        "findings": findings,
        "columns": list(report.columns),
        "asks": list(report.asks),
        "refusal": report.refusal,
        "guesses": [asdict(guess) for guess in report.guesses],
        "names": [list(name) for name in report.names],
        "nothing_new": report.nothing_new,
        "head_line": report.head_line,
    }


def signature(report: Report, name: str) -> str:
    """What files of one source have in common: form, column headers, and the letters of the file's name."""
    stem = LETTERS.sub(" ", PurePath(name.replace("\\", "/")).stem.lower()).strip()
    said = json.dumps([report.form, list(report.columns), stem], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def memorable(choices: Choices) -> dict[str, object]:
    """The choices that hold for the next file of the source too."""
    return {name: value for name, value in asdict(choices).items() if value and name not in NOT_REMEMBERED}


def recalled(document: Mapping[str, object], given: Choices) -> Choices:
    """Remembered choices with those given for this file above them."""
    known = {name: _frozen(value) for name, value in document.items() if name in Choices.__slots__}
    return Choices(**{**known, **{name: value for name, value in asdict(given).items() if value}})


def packed(frame: DataFrame) -> bytes:
    """Rows as Arrow bytes."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def unpacked(held: bytes) -> DataFrame:
    """The rows again, with the same columns."""
    frame: DataFrame = pa.ipc.open_file(held).read_all().to_pandas()
    texts = {name: "str" for name in frame.columns if pd.api.types.is_object_dtype(frame[name])}
    return frame.astype(texts)


def changed_cells(cells: DataFrame) -> DataFrame:
    """The first changed cells of a file, in its order."""
    return cells[cells["state"] == "changed"].sort_values("line", kind="stable").head(MOST_CHANGED)


def _frozen(value: object) -> object:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
