"""Changed values as a table of a page: where, before, after, by how much, and whether that is odd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame, Series

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Draft

PAGE = 50
NOTHING = "–"
MOST_DECIMALS = 18
ODD = {
    "check.factor_ten_accepted": "factor_ten",
    "check.nearly_tenfold": "nearly_ten",
    "check.jump": "jump",
    "check.dash_after_value": "factor_ten",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed value in words; ``line`` leads to its place in the file."""

    place: str
    indicator: str
    year: int
    before: str
    after: str
    change: str
    odd: str
    line: int | None


def changed(frame: DataFrame, draft: Draft, catalogue: Catalogue, page: int) -> tuple[Changed, ...]:
    """One page of the changed values, in the order of the file."""
    odd = _odd(draft)
    start = (page - 1) * PAGE
    rows = (row for _, row in frame.iloc[start : start + PAGE].iterrows())
    return tuple(_changed(row, catalogue, odd) for row in rows)


def _odd(draft: Draft) -> dict[tuple[int, str], str]:
    """What findings say of a changed cell, by line and column."""
    report: Mapping[str, Any] = draft.report
    found: Sequence[Mapping[str, Any]] = report.get("findings") or ()
    return {
        (int(one["line"]), str(one["column"])): text(f"staff.odd.{ODD[one['code']]}")
        for one in found
        if one["line"] and one["code"] in ODD
    }


def _changed(row: Series[Any], catalogue: Catalogue, odd: Mapping[tuple[int, str], str]) -> Changed:
    line = int(row["line"]) if row["line"] else None
    before, after = _apart(
        catalogue, str(row["indicator"]), float(row["stored"]), float(row["value"]), str(row["status"])
    )
    return Changed(
        place=place(catalogue, str(row["key"])),
        indicator=measured(catalogue, str(row["indicator"])),
        year=int(row["year"]),
        before=before,
        after=after,
        change=relative(float(row["stored"]), float(row["value"])),
        odd=odd.get((line or 0, str(row["column"])), ""),
        line=line,
    )


def _apart(catalogue: Catalogue, indicator: str, stored: float, value: float, status: str) -> tuple[str, str]:
    """Both values, with as many decimals as it takes to tell them apart; a change of status alone is said."""
    before, after = amount(catalogue, indicator, stored, ""), amount(catalogue, indicator, value, status)
    if before != after or stored != stored or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return before, after
    if stored == value and (said := words.status_word(status)):
        return before, f"{after} ({said})"
    for decimals in range(catalogue.indicators[indicator].decimals + 1, MOST_DECIMALS):
        before, after = number(stored, decimals), number(value, decimals)
        if before != after:
            break
    return before, after


def measured(catalogue: Catalogue, indicator: str) -> str:
    """What numbers without a unit of their own are numbers of: ``Bevölkerung, Personen``."""
    item = catalogue.indicators[indicator]
    return f"{item.title}, {words.long_unit(item)}"


def place(catalogue: Catalogue, key: str) -> str:
    """Key and name of a region: ``05766 Lippe``."""
    return f"{key} {catalogue.regions[key].display_name}"


def amount(catalogue: Catalogue, indicator: str, value: float | None, status: str) -> str:
    """A value without its unit, its status where it has no number, a dash for neither."""
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return words.status_word(status) if status else NOTHING
    return words.figure(value, catalogue.indicators[indicator])


def relative(before: float, after: float) -> str:
    """The change in per cent: ``+0,5 %``; a dash where it means nothing."""
    if before != before or after != after or not before:  # noqa: PLR0124 - only NaN differs from itself
        return NOTHING
    return f"{number(100 * (after - before) / abs(before), 1, plus=True)}{words.NBSP}%"
