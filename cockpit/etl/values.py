"""Cells become numbers and statuses; a sign is never a number, and a notation is never guessed."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas import DataFrame, Series

from cockpit.base.errors import Refused
from cockpit.base.texts import has_text, text
from cockpit.etl.as_text import FIGURE
from cockpit.etl.batch import Batch, each, once
from cockpit.etl.columns import STATUSES, coded, numbered
from cockpit.etl.numbers import COMMA, EITHER, POINT, bare, is_ambiguous, mark_of, parse, texts_of
from cockpit.etl.signs import LETTERS, NOTHING, SIGNS, STATUS_WORDS
from cockpit.model.draft import Choices
from cockpit.model.status import WITHOUT_VALUE, WORST_FIRST

REPAIRS = {"decimal_comma": COMMA, "decimal_point": POINT}
DECORATED = re.compile(r"\((?P<inner>[^()]+)\)|(?P<figure>[^()%]*\d)\s*(?P<letter>[prse])|(?P<share>[^()%]*\d)\s*%")
DASH, EMPTY, BAD = "dash", "empty", "bad"
SORTS = ["", DASH, EMPTY, BAD]


def read_values(batch: Batch, hint: str, wishes: Choices) -> Batch:
    """Adds ``value`` (NaN without number), ``status`` and ``dash``; cells that are neither are refused."""
    parts: list[DataFrame] = []
    marks: dict[str, None] = {}
    for rows in _by_column(batch.frame):
        cells = texts_of(rows[FIGURE if FIGURE in rows else "cell"].array)
        mark = notation(cells, rows, hint, wishes)
        marks[mark] = None
        parts.append(_read(rows, cells, mark or POINT))
    frame = parts[0] if len(parts) == 1 else pd.concat(parts)
    frame = frame.drop(columns=FIGURE, errors="ignore")
    batch = replace(batch, frame=frame, decimal="".join(marks))
    return _settled(_with_signs(batch))


def _by_column(frame: DataFrame) -> list[DataFrame]:
    """The rows of each value column; a tidy file has one and is not copied."""
    if frame.empty or (frame["column"] == frame["column"].iloc[0]).all():
        return [frame]
    return [rows for _, rows in frame.groupby("column", sort=False)]


def notation(cells: pa.Array, rows: DataFrame, hint: str, wishes: Choices) -> str:
    """The decimal mark of a column: ticked, evident, or spoken for by the file; empty when all are whole numbers."""
    ticked = [mark for repair, mark in REPAIRS.items() if repair in wishes.repairs]
    if wishes.decimal in (COMMA, POINT):
        ticked = [wishes.decimal]
    if len(ticked) == 1:
        return ticked[0]
    mark = mark_of(cells) or hint
    if not mark and is_ambiguous(cells):
        either = cells.filter(pa.compute.match_substring_regex(bare(cells), EITHER))
        values = {"cell": either[0].as_py(), "column": rows["column"].iloc[0]}
        raise Refused(text("etl.refused.notation", **values), remedy=text("etl.refused.notation_remedy"))
    return mark


def _read(rows: DataFrame, cells: pa.Array, mark: str) -> DataFrame:
    value = parse(cells, mark)
    status = np.full(len(rows), STATUSES.index(""), dtype=np.int8)
    sort = np.full(len(rows), SORTS.index(""), dtype=np.int8)
    value[np.isinf(value)] = np.nan
    open_cells = np.flatnonzero(np.isnan(value))
    if len(open_cells):
        codes, written = pd.factorize(np.asarray(cells.take(pa.array(open_cells)).to_pylist(), dtype=object))
        meant = [meaning(cell, mark) for cell in written]
        value[open_cells] = np.array([one[0] for one in meant])[codes]
        status[open_cells] = np.array([STATUSES.index(one[1]) for one in meant], dtype=np.int8)[codes]
        sort[open_cells] = np.array([SORTS.index(one[2]) for one in meant], dtype=np.int8)[codes]
    return rows.assign(value=value, status=numbered(status, STATUSES), sort=numbered(sort, SORTS))


def meaning(cell: str, mark: str) -> tuple[float, str, str]:
    """Value, status and sort (dash, empty, bad or nothing special) of a cell that is no plain number."""
    if cell in NOTHING:
        return 0.0, "", DASH
    if cell in SIGNS:
        return math.nan, str(SIGNS[cell]), ""
    if not cell:
        return math.nan, "", EMPTY
    found = DECORATED.fullmatch(cell)
    if found is None:
        return math.nan, "", BAD
    figure = found["inner"] or found["figure"] or found["share"]
    number = float(parse(texts_of([figure]), mark)[0])
    letter = "()" if found["inner"] else found["letter"] or ""
    return (number, str(LETTERS.get(letter, "")), "") if math.isfinite(number) else (math.nan, "", BAD)


def status_of(sign: str) -> str | None:
    """The status a word or sign in a status column stands for; ``None`` when unknown."""
    word = sign.strip().lower()
    if word in STATUS_WORDS:
        return str(STATUS_WORDS[word])
    key = f"etl.status.{word}"
    return text(key) if word and has_text(key) else None


def _with_signs(batch: Batch) -> Batch:
    """A status column overrides the sign in the cell; a status without value beside a number is refused."""
    codes, written = coded(batch.frame["sign"])
    if not any(written):
        return batch
    meant = [status_of(str(sign)) for sign in written]
    unknown = Series(np.array([one is None for one in meant])[codes], index=batch.frame.index)
    given = np.array([STATUSES.index(one or "") for one in meant], dtype=np.int8)[codes]
    own = batch.frame["status"].cat.codes.to_numpy()
    status = np.where(given != STATUSES.index(""), given, own)
    batch = batch.of(batch.frame.assign(status=numbered(status, STATUSES)))
    batch = batch.refusing(unknown, *each(batch.frame[unknown], "error", "value.unknown_status"))
    frame = batch.frame
    missing = frame["status"].isin([str(one) for one in WITHOUT_VALUE])
    clash = missing & frame["value"].notna() & (frame["sort"] != DASH)
    batch = batch.refusing(clash, *each(frame[clash], "error", "value.contradiction"))
    frame = batch.frame
    missing = frame["status"].isin([str(one) for one in WITHOUT_VALUE])
    return batch.of(frame.assign(value=frame["value"].mask(missing), sort=frame["sort"].mask(missing, "")))


def _settled(batch: Batch) -> Batch:
    frame = batch.frame
    bad = frame["sort"] == BAD
    batch = batch.refusing(bad, *each(frame[bad], "error", "value.unreadable"))
    frame = batch.frame
    empty = frame["sort"] == EMPTY
    batch = batch.dropping(empty, *once(frame[empty], "note", "value.empty"))
    return batch.of(batch.frame.assign(dash=batch.frame["sort"] == DASH).drop(columns="sort"))


def worst(statuses: list[str]) -> str:
    """The status of a sum: the first of ``WORST_FIRST`` among its parts."""
    return str(next((status for status in WORST_FIRST if status in statuses), ""))
