"""Kreise come and go: a key is right for the time in which its Kreis existed, a dash means nothing otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.etl.batch import MOST_PER_KIND, Batch, once
from cockpit.etl.columns import coded
from cockpit.etl.dissolved import settle_dissolved
from cockpit.model.catalogue import Catalogue
from cockpit.model.region import Regions


def check_territory(batch: Batch, catalogue: Catalogue, repairs: frozenset[str]) -> Batch:
    """Rows of regions that existed then, or whose value the source itself cast back; the rest is told or refused."""
    batch = batch.then(_unknown)
    presence = _presence(batch.frame, catalogue.regions)
    if presence["throughout"].all():
        return batch
    batch = batch.then(_dashes, presence)
    presence = _of(presence, batch.frame)
    empty = presence["gone"] & (batch.frame["value"].fillna(0) == 0)
    batch = batch.dropping(empty, *once(batch.frame[empty], "note", "territory.gone_empty"))
    presence = _of(presence, batch.frame)
    early = presence["not_yet"] & batch.frame["value"].notna()
    batch = batch.noting(*once(batch.frame[early], "note", "territory.backcast"))
    return batch.then(settle_dissolved, presence["gone"], presence["leaves"], catalogue, repairs)


def _unknown(batch: Batch) -> Batch:
    """Unknown keys: without value they are passed over (Kreise dissolved long ago), with values refused."""
    frame = batch.frame
    unknown = frame["level"] == "unknown"
    if not unknown.any():
        return batch
    idle = unknown & ((frame["value"].fillna(0) == 0) & frame["raw_key"].str.contains(r"\d", regex=True))
    batch = batch.dropping(
        idle, *once(frame[idle], "note", "key.unknown_empty", field="raw_key", column=batch.key_header)
    )
    rows = frame[unknown & ~idle]
    findings = [
        finding
        for raw, some in list(rows.groupby("raw_key", sort=False))[:MOST_PER_KIND]
        for finding in once(some, "error", "key.unknown", field="raw_key", column=batch.key_header, raw=raw)
    ]
    return batch.refusing(unknown[~idle], *findings)


def _presence(frame: DataFrame, regions: Regions) -> DataFrame:
    """Per row: ``throughout`` the period, ``gone`` before it, ``not_yet`` there, ``leaves`` within it."""
    codes, keys = coded(frame["key"])
    found = [regions.get(key) for key in keys.tolist()]
    limited = np.array([one is not None and bool(one.valid_from or one.valid_to) for one in found], dtype=bool)
    rows = np.flatnonzero(limited[codes])
    start = _days([one.valid_from if one else None for one in found], "1000-01-01")[codes[rows]]
    end = _days([one.valid_to if one else None for one in found], "3000-01-01")[codes[rows]]
    first, last = _spans(frame.iloc[rows])
    told = {
        "throughout": (start <= first) & (end >= last),
        "gone": end < first,
        "not_yet": start > last,
        "leaves": (end >= first) & (end < last),
    }
    columns = {name: np.full(len(frame), name == "throughout") for name in told}
    for name, answers in told.items():
        columns[name][rows] = answers
    return DataFrame(columns, index=frame.index)


def _of(presence: DataFrame, frame: DataFrame) -> DataFrame:
    """The presence of the rows that are left."""
    return presence if len(presence) == len(frame) else presence.loc[frame.index]


def _spans(frame: DataFrame) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
    """First and last day of what each row speaks of: its day, or the whole year."""
    years = (frame["year"].to_numpy() - 1970).astype("datetime64[Y]")
    exact = frame["day"].to_numpy().astype("datetime64[D]")
    open_day = np.isnat(exact)
    first = np.where(open_day, years.astype("datetime64[D]"), exact)
    last = np.where(open_day, (years + 1).astype("datetime64[D]") - np.timedelta64(1, "D"), exact)
    return first, last


def _days(dates: Sequence[date | None], otherwise: str) -> NDArray[np.datetime64]:
    return np.array([otherwise if one is None else str(one) for one in dates], dtype="datetime64[D]")


def _dashes(batch: Batch, presence: DataFrame) -> Batch:
    """``-`` is an exact zero only where the Kreis existed for the whole period."""
    idle = batch.frame["dash"] & ~presence["throughout"]
    return batch.dropping(idle, *once(batch.frame[idle], "note", "territory.not_there"))
