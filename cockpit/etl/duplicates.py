"""A key that occurs twice: the same value counts once, different values count not at all."""

from __future__ import annotations

from cockpit.etl.batch import Batch, each, once
from cockpit.etl.columns import occurring
from cockpit.etl.comparing import cell_ids

CELL = ["indicator", "key", "year"]


def check_duplicates(batch: Batch) -> Batch:
    """One row per indicator, key and year; contradicting rows are refused, all of them."""
    frame = batch.frame
    if _each_once(batch):
        return batch
    twice = frame.duplicated(CELL, keep=False)
    rows = frame[twice]
    groups = rows.groupby(CELL, observed=True)
    kinds = groups["value"].transform("nunique", dropna=False) + groups["status"].transform("nunique") - 1
    clash = twice.copy()
    clash.loc[rows.index] = kinds > 1
    repeated = frame.duplicated(CELL) & ~clash
    batch = batch.refusing(clash, *each(frame[clash], "error", "duplicate.different"))
    note = once(frame[repeated], "note", "duplicate.same", field="raw_key", column=batch.key_header)
    return batch.dropping(repeated.reindex(batch.frame.index), *note)


def _each_once(batch: Batch) -> bool:
    """Whether every cell occurs once."""
    frame = batch.frame
    ids = cell_ids(frame, *(occurring(frame[name]) for name in ("indicator", "key")))
    if (ids[1:] > ids[:-1]).all():
        return True
    ids.sort()
    return bool((ids[1:] > ids[:-1]).all())
