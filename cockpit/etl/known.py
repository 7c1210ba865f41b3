"""What the catalogue knows about its indicators: possible range, and peculiarities of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Series

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.etl.batch import Batch, each, once
from cockpit.etl.columns import STATUSES, coded, looked_up, numbered, places, told_by
from cockpit.etl.report import Finding
from cockpit.model.indicator import Indicator, Peculiarity
from cockpit.model.status import Status


def check_range(batch: Batch, indicators: Mapping[str, Indicator]) -> Batch:
    """Values outside the range of their indicator are refused."""
    lowest = _limits(batch.frame, {key: one.minimum for key, one in indicators.items()})
    batch = _outside(batch, batch.frame["value"] < lowest, "value.below", lowest, indicators)
    highest = _limits(batch.frame, {key: one.maximum for key, one in indicators.items()})
    return _outside(batch, batch.frame["value"] > highest, "value.above", highest, indicators)


def _limits(frame: DataFrame, limits: Mapping[str, float | None]) -> NDArray[np.float64]:
    return looked_up(frame["indicator"], limits, None, np.float64)


def _outside(
    batch: Batch, bad: Series[bool], problem: str, limits: NDArray[np.float64], indicators: Mapping[str, Indicator]
) -> Batch:
    if not bad.any():
        return batch
    rows = batch.frame[bad]
    spans = {name: _span(indicators[name]) for name in rows["indicator"].unique()}
    told = rows.assign(limit=[limit_shown(one) for one in limits[bad.to_numpy()]], span=rows["indicator"].map(spans))
    return batch.refusing(bad, *each(told, "error", problem))


def _span(indicator: Indicator) -> str:
    """The possible range in German: ``0 bis 100 %``, ``ab 0 Personen``."""
    ends = {"low": indicator.minimum, "high": indicator.maximum}
    shown = {name: limit_shown(end) for name, end in ends.items() if end is not None}
    return text("etl.range." + "_".join(shown), **shown, unit=indicator.unit)


def limit_shown(limit: float) -> str:
    """A limit in German notation with no more decimals than it has: ``100``, ``0,5``, ``−12``."""
    return number(limit, 0 if float(limit).is_integer() else len(repr(float(limit)).partition(".")[2]))


def mark_peculiarities(batch: Batch, peculiarities: tuple[Peculiarity, ...]) -> Batch:
    """Values known as missing lose their number; values known as limited are marked; adds ``curated``."""
    frame = batch.frame
    codes, names = coded(frame["indicator"])
    number_of = {name: number for number, name in enumerate(names.tolist())}
    value, curated = frame["value"].to_numpy(copy=True), np.zeros(len(frame), dtype=bool)
    status = places(frame["status"], STATUSES)
    findings: list[Finding] = []
    for one in peculiarities:
        if one.kind == "break" or one.indicator not in number_of:
            continue
        rows = _meant(frame, np.flatnonzero(codes == number_of[one.indicator]), one)
        rows = rows[~np.isnan(value[rows])]
        if one.kind == "missing":
            value[rows], status[rows] = np.nan, STATUSES.index(Status.MISSING)
        else:
            rows = rows[status[rows] == STATUSES.index(Status.PLAIN)]
            status[rows] = STATUSES.index(Status.LIMITED)
        curated[rows] = True
        findings += once(frame.iloc[rows], "note", f"known.{one.kind}", reason=one.reason)
    if not findings:
        return batch.of(frame.assign(curated=False))
    words = numbered(status, STATUSES)
    return batch.of(frame.assign(value=value, status=words, curated=curated)).noting(*findings)


def _meant(frame: DataFrame, rows: NDArray[np.intp], one: Peculiarity) -> NDArray[np.intp]:
    """Of the rows of its indicator those a peculiarity speaks of."""
    year = frame["year"].to_numpy()[rows]
    rows = rows[(year >= one.first) & (year <= one.last)]
    keys = frame["key"].iloc[rows]
    meant = told_by(keys, lambda key: any(fnmatchcase(key, pattern) for pattern in one.keys), bool)
    return np.asarray(rows[meant])
