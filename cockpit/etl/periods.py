"""Which year, and where it is given which day, each value belongs to."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.etl.asking import Asks
from cockpit.etl.batch import Batch, each, once
from cockpit.etl.signs import GERMAN_DAY, ISO_DAY, YEAR

NO_YEAR = 0


def moment(cell: str) -> tuple[int, date | None]:
    """Year and day of a period as written; year 0 when it is none."""
    cell = cell.strip()
    if found := YEAR.fullmatch(cell):
        return int(found.group(1)), None
    try:
        if found := GERMAN_DAY.fullmatch(cell):
            day = date(int(found.group(3)), int(found.group(2)), int(found.group(1)))
            return day.year, day
        if found := ISO_DAY.fullmatch(cell):
            day = date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
            return day.year, day
    except ValueError:
        pass
    return NO_YEAR, None


def read_periods(batch: Batch, year: int | None, today: date) -> Batch:
    """Adds ``year`` and ``day`` (NaT without one); unreadable and future years are refused.

    ``year`` fills in what the file does not say; when the file has years, only that one is taken.
    """
    codes, written = pd.factorize(batch.frame["period"])
    silent = not any(str(one).strip() for one in written)
    if silent and year is None:
        raise Asks("year", text("etl.asks.year"), remedy=text("etl.asks.year_remedy"))
    moments = [(year or NO_YEAR, None) if silent else moment(str(one)) for one in written]
    frame = batch.frame.assign(
        year=np.array([one for one, _ in moments], dtype=np.int64)[codes],
        day=pd.DatetimeIndex([pd.NaT if day is None else pd.Timestamp(day) for _, day in moments])
        .as_unit("s")
        .take(codes),
    )
    batch = batch.of(frame)
    bad = frame["year"] == NO_YEAR
    if bad.any():
        idle = bad & (frame["cell"].str.strip() == "") & (frame["sign"].str.strip() == "")
        batch = batch.dropping(idle, *once(frame[idle], "note", "value.empty"))
        frame, bad = batch.frame, bad[~idle]
    head = batch.period_header
    batch = batch.refusing(bad, *each(frame[bad], "error", "period.unreadable", field="period", column=head))
    return _not_future(_only(batch, None if silent else year), today, silent=silent)


def _only(batch: Batch, year: int | None) -> Batch:
    if year is None:
        return batch
    frame = batch.frame
    other = frame["year"] != year
    if other.all():
        years = enumeration(str(one) for one in sorted(frame["year"].unique()))
        remedy = text("etl.asks.other_year_remedy", years=years)
        raise Asks("year", text("etl.asks.other_year", year=year), remedy=remedy)
    return batch.dropping(other, *once(frame[other], "note", "period.only", field="period", year=year))


def _not_future(batch: Batch, today: date, *, silent: bool) -> Batch:
    late = batch.frame["year"] > today.year
    field, head = ("cell", "") if silent else ("period", batch.period_header)
    return batch.refusing(late, *each(batch.frame[late], "error", "period.future", field=field, column=head))
