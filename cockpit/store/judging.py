"""Verdicts of the live state, kept packed so that a page reads instead of computing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cockpit.model.verdict import Verdict
from cockpit.store import bulk, slices
from cockpit.store.cells import STATUSES, Cells, starts
from cockpit.store.names import Names
from cockpit.store.packing import pack
from cockpit.store.publication import Judge
from cockpit.store.work import Work

VERDICT = ("indicator_id", "region_id", "packed")
_STATUS = pd.CategoricalDtype(list(STATUSES))
YEARS = 10_000


def rejudge(work: Work, judge: Judge, codes: Iterable[str], written: Cells) -> None:
    """Replace the verdicts of these indicators by what ``judge`` says about their live rows.

    ``written`` are cells just made live; an indicator that lives in them alone is not read back.
    """
    for code in codes:
        number = work.names.indicators[code]
        work.writer.run("DELETE FROM verdict WHERE indicator_id = ?", (number,))
        live = _live(work, number, written)
        if len(live):
            verdicts = judge(work.catalogue.indicators[code], frame(live, work.names), work.catalogue)
            _keep(work, number, verdicts)


def _keep(work: Work, number: int, verdicts: Mapping[str, Verdict]) -> None:
    rows = sorted((work.names.regions[key], pack(verdict)) for key, verdict in verdicts.items())
    block = [number] * len(rows), [region for region, _ in rows], [packed for _, packed in rows]
    bulk.insert(work.writer, "verdict", VERDICT, [block] if rows else [])


def rejudge_one(work: Work, judge: Judge, code: str, key: str) -> None:
    """Replace the verdict of one region by what ``judge`` says about its live rows of one indicator; no other's."""
    number, region = work.names.indicators[code], work.names.regions[key]
    work.writer.run("DELETE FROM verdict WHERE indicator_id = ? AND region_id = ?", (number, region))
    live = slices.live_cells(work.writer.rows, number)
    own = live.where(live.region == region)
    if len(own):
        found = judge(work.catalogue.indicators[code], frame(own, work.names), work.catalogue)
        rows = [(number, region, pack(found[key]))] if key in found else []
        work.writer.run_many("INSERT INTO verdict (indicator_id, region_id, packed) VALUES (?, ?, ?)", rows)


def _live(work: Work, number: int, written: Cells) -> Cells:
    own = written.of(number)
    years = own.period[starts(own.slot)]
    if len(own) and set(slices.live_slices(work.writer.rows, number)) <= set(years.tolist()):
        return own
    return slices.live_cells(work.writer.rows, number)


def frame(live: Cells, names: Names) -> pd.DataFrame:
    """Rows key year value status of one indicator, by key and year; keys and statuses are categories."""
    place = names.order[live.region]
    order = np.argsort(place * YEARS + live.period, kind="stable")
    ordered = live.where(order)
    return pd.DataFrame(
        {
            "key": pd.Categorical.from_codes(place[order], dtype=names.by_key),
            "year": ordered.period,
            "value": ordered.value,
            "status": pd.Categorical.from_codes(ordered.status, dtype=_STATUS),
        },
        copy=False,
    )
