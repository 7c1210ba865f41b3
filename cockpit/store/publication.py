"""What is handed to the store for publishing, and the strict check that it is well formed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.status import WITHOUT_VALUE
from cockpit.model.verdict import Verdict
from cockpit.store.cells import CODE, MOST, Cells, Codes, Ints, cells
from cockpit.store.names import Names

Judge = Callable[[Indicator, pd.DataFrame, Catalogue], Mapping[str, Verdict]]
"""Verdicts by region key from all live rows (key year value status) of one indicator."""

COLUMNS = ("indicator", "key", "year", "value", "status")
_LAST_WITHOUT_VALUE = max(CODE[status] for status in WITHOUT_VALUE)


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """Rows (indicator key year value status), who publishes them, and the file they came from.

    A row without value needs a status that says why; without one it counts as ``missing``.
    """

    rows: pd.DataFrame
    by: str
    kind: str = "import"
    file_name: str = ""
    file_sha256: str = ""
    file: bytes | None = None
    note: str = ""
    refused: int = 0


def tidied(rows: pd.DataFrame, catalogue: Catalogue, names: Names) -> Cells:
    """The rows as cells; anything a checked publication cannot contain is a StoreFault."""
    absent = [column for column in COLUMNS if column not in rows.columns]
    if absent:
        raise StoreFault(text("store.rows.columns", columns=", ".join(absent)))
    known = {code: names.indicators[code] for code, item in catalogue.indicators.items() if item.formula is None}
    _refuse_formulas(rows, catalogue)
    indicator = _numbers(rows["indicator"], known, "store.rows.indicator", "codes")
    region = _numbers(rows["key"], names.regions, "store.rows.region", "keys")
    status = _numbers(rows["status"], CODE, "store.rows.status", "statuses").astype(np.int8)
    year = rows["year"].to_numpy(np.int64)
    value = rows["value"].to_numpy(np.float64)
    _refuse(rows, np.isinf(value), "store.rows.infinite")
    _refuse(rows, (year < 1) | (year > 9999), "store.rows.year")
    found = cells(indicator, year, region, value, _with_reason(status, np.isnan(value)))
    _refuse_duplicates(found, names)
    return found


def _with_reason(status: Codes, empty: np.ndarray) -> Codes:
    """A missing value always has a status that says so."""
    return np.where(empty & (status > _LAST_WITHOUT_VALUE), CODE["missing"], status).astype(np.int8)


def _numbers(column: pd.Series, known: Mapping[str, int], fault: str, name: str) -> Ints:
    if isinstance(column.dtype, pd.CategoricalDtype):
        places, words = column.cat.codes.to_numpy(), column.cat.categories
    else:
        places, words = pd.factorize(column)
    numbers = np.array([known.get(word, -1) for word in words] + [-1], dtype=np.int64)
    found = numbers[places]
    if found.min(initial=0) < 0:
        strange = sorted({str(words[place]) for place in np.unique(places[found < 0]).tolist() if place >= 0} or {"–"})
        raise StoreFault(text(fault, **{name: ", ".join(strange[:10])}))
    return found


def _refuse_formulas(rows: pd.DataFrame, catalogue: Catalogue) -> None:
    computed = [code for code, item in catalogue.indicators.items() if item.formula]
    found = sorted(set(rows["indicator"].unique()) & set(computed))
    if found:
        raise StoreFault(text("store.rows.formula", codes=", ".join(found)))


def _refuse(rows: pd.DataFrame, wrong: np.ndarray, fault: str) -> None:
    if wrong.any():
        row = rows.loc[wrong].iloc[0]
        raise StoreFault(text(fault, code=row["indicator"], region=row["key"], year=row["year"]))


def _refuse_duplicates(found: Cells, names: Names) -> None:
    twice = np.flatnonzero(found.address[1:] == found.address[:-1])
    if len(twice):
        address = int(found.address[twice[0]])
        cell = found.where(np.array([twice[0]]))
        key = names.keys[address & MOST].decode()
        code = names.codes[int(cell.indicator[0])]
        raise StoreFault(text("store.rows.duplicate", code=code, region=key, year=int(cell.period[0])))
