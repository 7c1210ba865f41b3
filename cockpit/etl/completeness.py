"""What a file leaves out and whether it adds up: missing Kreise, and totals of Land and Bund."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.base.formats import enumeration, number, span
from cockpit.base.texts import text
from cockpit.etl.batch import Batch, one
from cockpit.etl.columns import coded, looked_up, places, years_in
from cockpit.etl.report import Finding
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.region import BUND, Region, Regions

MOST_NAMES = 5
FEWEST_OWN = 5
"""An account of fewer Kreise knows without being told which of them it left out."""
TOLERANCE = 0.001


def due(regions: Regions, keys: Sequence[str], years: Sequence[int]) -> NDArray[np.bool_]:
    """For each year (row) and key (column) whether the Kreis exists on the last day of that year."""
    ends = [date(year, 12, 31) for year in years]
    there = [[regions[key].exists_on(end) for key in keys] for end in ends]
    return np.array(there, dtype=bool).reshape(len(years), len(keys))


def kreise_of(regions: Regions) -> list[str]:
    """All keys of Kreise, dissolved ones included, sorted."""
    return sorted(key for key, one in regions.items() if one.level == "kreis")


def successors(catalogue: Catalogue) -> Mapping[str, set[str]]:
    """Dissolved key → all Kreise that took a part of it."""
    found: dict[str, set[str]] = {}
    for reform in catalogue.reforms:
        found.setdefault(reform.old_key, set()).add(reform.new_key)
    return found


def check_missing(batch: Batch, catalogue: Catalogue, care: Callable[[str], bool] | None = None) -> Batch:
    """Note which Kreise an indicator lacks among those the account may write, years with the same gap together.

    A Kreis counts as there when all its successors are: tables on the territorial status of today have those instead.
    """
    keys = [key for key in kreise_of(catalogue.regions) if care is None or care(key)]
    place = places(batch.frame["key"], keys)
    kreise = np.flatnonzero(place >= 0)
    codes, names = coded(batch.frame["indicator"])
    year, years = years_in(batch.frame["year"].to_numpy()[kreise])
    present = np.zeros((len(names), len(years), len(keys)), dtype=bool)
    present[codes[kreise], year, place[kreise]] = True
    wanted = due(catalogue.regions, keys, years)
    lacking = _lacking(present, wanted, keys, catalogue)
    given = np.any(present, axis=2)
    own = "_own" if len(keys) < len(kreise_of(catalogue.regions)) else ""
    findings = []
    for n, name in enumerate(names.tolist()):
        some = np.flatnonzero(given[n] & lacking[n].any(axis=1))
        if len(some) and catalogue.indicators[name].level == "kreis":
            few = [years[one] for one in some]
            findings += _gaps(catalogue.indicators[name], lacking[n, some], wanted[some], few, keys, catalogue, own)
    return batch.noting(*findings)


def _lacking(
    present: NDArray[np.bool_], wanted: NDArray[np.bool_], keys: Sequence[str], catalogue: Catalogue
) -> NDArray[np.bool_]:
    """Which Kreise are due and not there, successors in their place neither; indicator by year by Kreis."""
    lacking = np.logical_and(wanted, ~present)
    place = {key: number for number, key in enumerate(keys)}
    for old, new in successors(catalogue).items():
        if old in place and new <= place.keys():
            lacking[..., place[old]] &= ~present[..., [place[key] for key in sorted(new)]].all(axis=-1)
    return lacking


def _gaps(
    indicator: Indicator,
    lacking: NDArray[np.bool_],
    wanted: NDArray[np.bool_],
    years: Sequence[int],
    keys: Sequence[str],
    catalogue: Catalogue,
    own: str,
) -> list[Finding]:
    """The notes of one indicator; ``lacking`` and ``wanted`` are tables of year by Kreis, those of ``keys``.

    ``own`` names the phrases that speak of the reader's own Kreise.
    """
    alike: dict[bytes, list[int]] = {}
    for place in range(len(years)):
        alike.setdefault(lacking[place].tobytes() + wanted[place].tobytes(), []).append(place)
    return [
        _gap(
            indicator,
            [keys[int(n)] for n in np.flatnonzero(lacking[some[0]])],
            int(wanted[some[0]].sum()),
            [years[place] for place in some],
            catalogue.regions,
            own,
        )
        for some in alike.values()
        if not own or wanted[some[0]].sum() >= FEWEST_OWN
    ]


def _gap(
    indicator: Indicator, lacking: list[str], wanted: int, years: list[int], regions: Regions, own: str
) -> Finding:
    """The note of some years with the same gap; ``own`` names the phrases that speak of the reader's own Kreise."""
    values: dict[str, object] = {"title": indicator.title, "years": span(min(years), max(years)), "all": wanted}
    if len(lacking) > wanted / 2:
        phrase = text(f"etl.check.few{own}", n=wanted - len(lacking), **values)
        return Finding("note", None, None, None, phrase, code="check.few")
    names = [regions[key].display_name for key in lacking]
    shown = enumeration(names) if len(names) <= MOST_NAMES else ", ".join(names[:MOST_NAMES]) + ", …"
    phrase = text(f"etl.check.missing{own}", n=len(lacking), names=shown, **values)
    return Finding("note", None, None, None, phrase, code="check.missing")


def check_totals(batch: Batch, indicators: Mapping[str, Indicator], regions: Regions) -> Batch:
    """Warn where the Kreise of a Land, or of the Bund, do not add up to its own row; only complete sums count."""
    if not batch.frame["level"].isin(["land", "bund"]).any():
        return batch
    counts = looked_up(batch.frame["indicator"], {key: one.additive for key, one in indicators.items()}, False, bool)
    frame = batch.frame[counts & batch.frame["value"].notna()]
    findings = []
    for (indicator, year), rows in frame.groupby(["indicator", "year"]):
        findings += _totals(indicators[str(indicator)], int(str(year)), rows, regions)
    return batch.noting(*findings)


def _totals(indicator: Indicator, year: int, rows: DataFrame, regions: Regions) -> list[Finding]:
    kreise = rows[rows["level"] == "kreis"]
    values = dict(zip(kreise["key"], kreise["value"], strict=True))
    end = date(year, 12, 31)
    found = []
    for row in rows[rows["level"].isin(["land", "bund"])].to_dict("records"):
        key, told = str(row["key"]), float(row["value"])
        meant = [one for one in kreise_of(regions) if key in (BUND, one[:2])]
        parts = [one for one in meant if regions[one].exists_on(end)]
        if not parts or not values.keys() >= set(parts):
            continue
        total = sum(values[one] for one in parts)
        # a Kreis dissolved during the year may still be listed beside its successor
        leaving = sum(values.get(one, 0.0) for one in meant if one not in parts)
        tolerance = max(TOLERANCE * abs(told), len(parts) / 2 * 10.0**-indicator.decimals)
        if min(abs(total - told), abs(total + leaving - told)) > tolerance:
            found.append(_mismatch(indicator, year, row, regions[key], total))
    return found


def _mismatch(indicator: Indicator, year: int, row: Mapping[Hashable, object], region: Region, total: float) -> Finding:
    return one(
        row,
        "warning",
        "check.total",
        title=indicator.title,
        year=year,
        name=region.display_name,
        total=number(total, indicator.decimals),
        shown=number(float(str(row["value"])), indicator.decimals),
    )
