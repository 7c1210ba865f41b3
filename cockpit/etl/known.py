"""What the catalogue knows about its indicators: possible range, and peculiarities of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

import numpy as np
from pandas import Series

from cockpit.base.formats import number
from cockpit.etl.batch import Batch, each, once
from cockpit.model.indicator import Indicator, Peculiarity
from cockpit.model.status import Status


def check_range(batch: Batch, indicators: Mapping[str, Indicator]) -> Batch:
    """Values outside the range of their indicator are refused."""
    lowest = batch.frame["indicator"].map({key: one.minimum for key, one in indicators.items()}).astype(float)
    batch = _outside(batch, batch.frame["value"] < lowest, "value.below", lowest)
    highest = batch.frame["indicator"].map({key: one.maximum for key, one in indicators.items()}).astype(float)
    return _outside(batch, batch.frame["value"] > highest, "value.above", highest)


def _outside(batch: Batch, bad: Series[bool], problem: str, limits: Series[float]) -> Batch:
    rows = batch.frame[bad].assign(limit=[_plain(limit) for limit in limits[bad]])
    return batch.refusing(bad, *each(rows, "error", problem))


def _plain(limit: float) -> str:
    return number(limit, 0 if limit.is_integer() else 2)


def mark_peculiarities(batch: Batch, peculiarities: tuple[Peculiarity, ...]) -> Batch:
    """Values known as missing lose their number; values known as limited are marked; adds ``curated``."""
    batch = batch.of(batch.frame.assign(curated=False))
    present = set(batch.frame["indicator"].unique())
    for one in peculiarities:
        if one.indicator in present and one.kind in ("missing", "limited"):
            batch = _marked(batch, one)
    return batch


def _marked(batch: Batch, one: Peculiarity) -> Batch:
    frame = batch.frame
    meant = _meant(batch, one) & frame["value"].notna()
    if one.kind == "limited":
        meant &= frame["status"] == Status.PLAIN
    if not meant.any():
        return batch
    status = Status.LIMITED if one.kind == "limited" else Status.MISSING
    marked = frame.assign(
        status=frame["status"].mask(meant, str(status)),
        curated=frame["curated"] | meant,
        value=frame["value"].mask(meant, np.nan) if one.kind == "missing" else frame["value"],
    )
    return batch.of(marked).noting(*once(frame[meant], "note", f"known.{one.kind}", reason=one.reason))


def _meant(batch: Batch, one: Peculiarity) -> Series[bool]:
    frame = batch.frame
    keys = [key for key in frame["key"].unique() if any(fnmatchcase(key, pattern) for pattern in one.keys)]
    return (frame["indicator"] == one.indicator) & frame["year"].between(one.first, one.last) & frame["key"].isin(keys)
