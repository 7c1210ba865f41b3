"""The step before publishing: which cells are new, changed or unchanged against what is stored now."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.etl.batch import Batch
from cockpit.etl.columns import places
from cockpit.model.status import Status

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
YEARS = 4096
"""More years than there are; makes (series, year) one number in which the previous year is one less."""


def cell_ids(frame: DataFrame, indicators: Sequence[str], keys: Sequence[str]) -> NDArray[np.int64]:
    """One number per (indicator, key, year); the same cell one year earlier is one less."""
    cell = places(frame["indicator"], indicators) * len(keys) + places(frame["key"], keys)
    return np.asarray(cell * YEARS + frame["year"].to_numpy(dtype=np.int64))


def compare(batch: Batch, stored: DataFrame, keys: Sequence[str]) -> Batch:
    """Adds ``state``, ``stored`` and ``before`` (the value of the year before, from the file or the store).

    ``stored`` has the columns indicator key year value status. A status that only comes from the catalogue is no
    change while the number is equal; such a cell keeps the status it has.
    """
    frame = batch.frame
    indicators = sorted(set(frame["indicator"].unique()))
    ids = cell_ids(frame, indicators, keys)
    old = stored.assign(id=cell_ids(stored, indicators, keys)).drop_duplicates("id").set_index("id")
    place = old.index.get_indexer(pd.Index(ids))
    known = place >= 0
    value, status = frame["value"].to_numpy(), frame["status"].to_numpy(dtype=object)
    had = np.where(known, _taken(old["value"].to_numpy(dtype=np.float64), place), np.nan)
    label = _taken(old["status"].to_numpy(dtype=object), place)
    same = (value == had) | (np.isnan(value) & np.isnan(had))
    curated = frame["curated"].to_numpy() & (status == Status.LIMITED) & (label == Status.PLAIN)
    equal = known & same & ((status == label) | curated)
    before = pd.Series(value, index=ids).reindex(ids - 1).to_numpy()
    earlier = old["value"].reindex(ids - 1).to_numpy(dtype=np.float64)
    return batch.of(
        frame.assign(
            state=np.where(equal, UNCHANGED, np.where(known, CHANGED, NEW)),
            status=pd.array(np.where(equal, label, status), dtype="str"),
            stored=had,
            before=np.where(np.isnan(before), earlier, before),
        )
    )


def _taken(values: NDArray[np.generic], place: NDArray[np.intp]) -> NDArray[np.generic]:
    """The values at the places; anything where the place is −1 (or nothing is stored at all)."""
    return values[place] if len(values) else np.full(len(place), np.nan if values.dtype.kind == "f" else "")
