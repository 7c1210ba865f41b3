"""Questions to the store, each one statement of primary-key lookups, answered as small DataFrames."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cockpit.model.verdict import Verdict
from cockpit.store.history import Read
from cockpit.store.names import Names, indicator_number, region_number
from cockpit.store.packing import unpack
from cockpit.store.ranking import AGGREGATES

Years = tuple[int, int] | None
"""First and last year, both within; None for all."""
Table = npt.NDArray[np.float64]

_SERIES = {"key": "str", "year": "int64", "value": "float64", "status": "str", "rank": "float64"}
_NO_SERIES = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _SERIES.items()})
_VALUES = " FROM live l JOIN value v ON v.slice_id = l.slice_id WHERE "


def series(
    read: Read,
    names: Names,
    indicator: str,
    keys: Sequence[str] | None,
    stand: int | None,
    within: Years = None,
) -> pd.DataFrame:
    """Rows key year value status rank by key and year; ``keys`` None means all regions, ``within`` these years."""
    live, parameters = _live("l", stand)
    if within is not None:
        live, parameters = f"{live} AND l.period BETWEEN ? AND ?", (*parameters, *within)
    chosen = [] if keys is None else [region_number(names, key) for key in dict.fromkeys(keys)]
    among = "" if keys is None else f" AND v.region_id IN ({', '.join('?' * len(chosen)) or 'NULL'})"
    sql = f"SELECT v.region_id, l.period, v.value, v.status, v.rank{_VALUES}l.indicator_id = ? AND {live}{among}"
    rows = read(sql, (indicator_number(names, indicator), *parameters, *chosen))
    if not rows:
        return _NO_SERIES.copy()
    region, year, *rest = _columns(rows, 5)
    regions, years = np.array(region, np.int64), np.array(year, np.int64)
    order = np.lexsort((years, names.order[regions]))
    head = {"key": names.labels.take(regions[order]), "year": years[order]}
    return pd.DataFrame(head | _measures(rest, order), copy=False)


def on_map(read: Read, names: Names, indicator: str, year: int, stand: int | None) -> pd.DataFrame:
    """Rows key value status rank of one year, by key."""
    live, parameters = _live("l", stand)
    sql = f"SELECT v.region_id, v.value, v.status, v.rank{_VALUES}l.indicator_id = ? AND l.period = ? AND {live}"
    region, *rest = _columns(read(sql, (indicator_number(names, indicator), year, *parameters)), 4)
    regions = np.array(region, np.int64)
    order = np.argsort(names.order[regions], kind="stable")
    return pd.DataFrame({"key": names.labels.take(regions[order])} | _measures(rest, order), copy=False)


def profile(read: Read, names: Names, key: str, stand: int | None, *, newest: bool = False) -> pd.DataFrame:
    """Rows indicator year value status rank of one region, by indicator and year.

    With ``newest``, of each indicator at least the newest row with a value and every later one: a page of numbers
    need not look at thirty years of each.
    """
    rows = _newest(read, names, region_number(names, key), stand) if newest else _course(read, names, key, stand)
    number, year, *rest = _columns(rows, 5)
    unique, places = np.unique(np.array(number, np.int64), return_inverse=True)
    codes = np.array([names.codes[item] for item in unique.tolist()], dtype="U")
    sorted_codes, ranked = np.unique(codes, return_inverse=True)
    years = np.array(year, np.int64)
    order = np.lexsort((years, ranked[places]))
    labels = pd.array(sorted_codes.tolist(), dtype="str").take(ranked[places][order])
    return pd.DataFrame({"indicator": labels, "year": years[order]} | _measures(rest, order), copy=False)


_PROFILE = f"SELECT l.indicator_id, l.period, v.value, v.status, v.rank{_VALUES}v.region_id = ? AND "


def _course(read: Read, names: Names, key: str, stand: int | None) -> Sequence[tuple[Any, ...]]:
    live, parameters = _live("l", stand)
    return read(_PROFILE + live, (region_number(names, key), *parameters))


def _newest(read: Read, names: Names, region: int, stand: int | None) -> Sequence[tuple[Any, ...]]:
    """The rows of the newest slices where they have a value; all rows of an indicator whose newest slice has none."""
    live, parameters = _live("l", stand)
    last = f"SELECT l.slice_id FROM live l WHERE l.indicator_id = i.indicator_id AND {live}"  # noqa: S608
    sql = (
        "SELECT s.indicator_id, s.period, v.value, v.status, v.rank FROM indicator i"  # noqa: S608
        f" JOIN slice s ON s.slice_id = ({last} ORDER BY l.period DESC LIMIT 1)"
        " JOIN value v ON v.slice_id = s.slice_id WHERE v.region_id = ?"
    )
    rows = read(sql, (*parameters, region))
    held = [row for row in rows if row[2] is not None]
    open_ = sorted(names.codes.keys() - {row[0] for row in held})
    among = f" AND l.indicator_id IN ({', '.join('?' * len(open_)) or 'NULL'})"
    return [*held, *read(_PROFILE + live + among, (region, *parameters, *open_))]


def values(
    read: Read, names: Names, wanted: Sequence[tuple[str, int]], keys: Sequence[str], stand: int | None
) -> Table:
    """Values of many years (indicator, year) at once: a row for each, a column for every key, NaN for none."""
    live, parameters = _live("l", stand)
    rows = {(indicator_number(names, code), year): n for n, (code, year) in enumerate(wanted)}
    columns = np.full(len(names.keys), -1, dtype=np.int64)
    columns[[region_number(names, key) for key in keys]] = np.arange(len(keys))
    numbers, span = sorted({number for number, _ in rows}), sorted({year for _, year in rows})
    among = f"l.indicator_id IN ({_marks(numbers)}) AND l.period IN ({_marks(span)})"
    sql = f"SELECT l.slice_id, l.indicator_id, l.period FROM live l WHERE {among} AND {live}"  # noqa: S608
    found_slices = read(sql, (*numbers, *span, *parameters))
    row_of = {item: rows[number, year] for item, number, year in found_slices if (number, year) in rows}
    regions = np.flatnonzero(columns >= 0).tolist()
    among = f"v.slice_id IN ({_marks(row_of)}) AND v.region_id IN ({_marks(regions)})"
    sql = f"SELECT v.slice_id, v.region_id, v.value FROM value v WHERE {among} AND v.value IS NOT NULL"  # noqa: S608
    slices, places, found = _columns(read(sql, (*row_of, *regions)), 3)
    table = np.full((len(wanted), len(keys)), np.nan)
    table[[row_of[one] for one in slices], columns[np.array(places, np.int64)]] = found
    return table


def years(read: Read, names: Names, indicator: str, stand: int | None) -> tuple[int, ...]:
    """Years in which any region has a value, ascending."""
    live, parameters = _live("l", stand)
    sql = (
        "SELECT l.period FROM live l JOIN slice s ON s.slice_id = l.slice_id"  # noqa: S608
        f" WHERE l.indicator_id = ? AND {live} AND s.filled > 0 ORDER BY l.period"
    )
    return tuple(int(year) for (year,) in read(sql, (indicator_number(names, indicator), *parameters)))


def aggregates(read: Read, names: Names, indicator: str, stand: int | None) -> pd.DataFrame:
    """Rows year n minimum lower_quartile median upper_quartile maximum over the ranked regions, by year."""
    live, parameters = _live("l", stand)
    columns = ", ".join(f"a.{name}" for name in AGGREGATES)
    sql = (
        f"SELECT l.period, {columns} FROM live l JOIN aggregate a ON a.slice_id = l.slice_id"  # noqa: S608
        f" WHERE l.indicator_id = ? AND {live} ORDER BY l.period"
    )
    rows = read(sql, (indicator_number(names, indicator), *parameters))
    whole = {"year", "n"}
    columns_of = zip(["year", *AGGREGATES], _columns(rows, 1 + len(AGGREGATES)), strict=True)
    return pd.DataFrame(
        {name: np.array(column, "int64" if name in whole else "float64") for name, column in columns_of}
    )


def denominator_years(read: Read, names: Names, indicator: str, stand: int | None) -> dict[int, int]:
    """Year → year of the denominator, where that is an older one."""
    live, parameters = _live("l", stand)
    sql = (
        "SELECT l.period, s.denominator_period FROM live l JOIN slice s ON s.slice_id = l.slice_id"  # noqa: S608
        f" WHERE l.indicator_id = ? AND {live} AND s.denominator_period < l.period ORDER BY l.period"
    )
    return {int(year): int(held) for year, held in read(sql, (indicator_number(names, indicator), *parameters))}


def coverage(read: Read, stand: int | None) -> pd.DataFrame:
    """Rows indicator first_year last_year n_years n_kreise revision, by indicator.

    ``n_kreise`` counts the ranked regions (current Kreise, or Länder for an indicator of that level) in the last year.
    """
    live, parameters = _live("l", stand)
    sql = (
        "SELECT i.code, l.period, coalesce(a.n, 0), l.from_revision FROM live l"  # noqa: S608
        " JOIN indicator i ON i.indicator_id = l.indicator_id JOIN slice s ON s.slice_id = l.slice_id"
        f" LEFT JOIN aggregate a ON a.slice_id = l.slice_id WHERE {live} AND s.filled > 0 ORDER BY l.period"
    )
    found: dict[str, list[int]] = {}
    for code, year, n, revision in read(sql, parameters):
        row = found.setdefault(code, [year, year, 0, n, revision])
        row[1:] = (year, row[2] + 1, n, max(row[4], revision))
    columns = ["first_year", "last_year", "n_years", "n_kreise", "revision"]
    codes = sorted(found)
    numbers = np.array([found[code] for code in codes], dtype=np.int64).reshape(-1, len(columns))
    return pd.DataFrame({"indicator": pd.array(codes, dtype="str")} | dict(zip(columns, numbers.T, strict=True)))


def verdicts(read: Read, names: Names, indicator: str) -> dict[str, Verdict]:
    """Verdicts of the live state by region key."""
    sql = (
        "SELECT r.key, d.packed FROM verdict d JOIN region r ON r.region_id = d.region_id"
        " WHERE d.indicator_id = ? ORDER BY r.key"
    )
    return {key: unpack(packed) for key, packed in read(sql, (indicator_number(names, indicator),))}


def profile_verdicts(read: Read, names: Names, key: str) -> dict[str, Verdict]:
    """Verdicts of the live state by indicator."""
    sql = (
        "SELECT i.code, d.packed FROM verdict d JOIN indicator i ON i.indicator_id = d.indicator_id"
        " WHERE d.region_id = ? ORDER BY i.code"
    )
    return {code: unpack(packed) for code, packed in read(sql, (region_number(names, key),))}


def _live(alias: str, stand: int | None) -> tuple[str, tuple[int, ...]]:
    """The condition for slices that are live now, or were at a Datenstand."""
    if stand is None:
        return f"{alias}.to_revision IS NULL", ()
    return f"{alias}.from_revision <= ? AND ({alias}.to_revision IS NULL OR {alias}.to_revision > ?)", (stand, stand)


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _measures(columns: list[Sequence[Any]], order: np.ndarray) -> dict[str, Any]:
    """Value and rank as float (NaN = none), status as text."""
    value, status, rank = columns
    words = pd.array(np.array(status, dtype=object)[order], dtype="str")
    return {
        "value": np.array(value, dtype=np.float64)[order],
        "status": words,
        "rank": np.array(rank, dtype=np.float64)[order],
    }


def _marks(items: Collection[object]) -> str:
    return ", ".join("?" * len(items)) or "NULL"
