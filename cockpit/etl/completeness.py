"""What a file leaves out and whether it adds up: missing Kreise, and totals of Land and Bund."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
from pandas import DataFrame

from cockpit.base.formats import enumeration, number, span
from cockpit.base.texts import text
from cockpit.etl.batch import Batch
from cockpit.etl.report import Finding
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.region import BUND, Region, Regions

MOST_NAMES = 5
TOLERANCE = 0.001


def expected(regions: Regions, year: int) -> frozenset[str]:
    """The Kreise that exist on the last day of the year."""
    end = date(year, 12, 31)
    return frozenset(key for key, one in regions.items() if one.level == "kreis" and one.exists_on(end))


def successors(catalogue: Catalogue) -> Mapping[str, set[str]]:
    """Dissolved key → all Kreise that took a part of it."""
    found: dict[str, set[str]] = {}
    for reform in catalogue.reforms:
        found.setdefault(reform.old_key, set()).add(reform.new_key)
    return found


def check_missing(batch: Batch, catalogue: Catalogue) -> Batch:
    """Note which Kreise an indicator lacks, years with the same gap together."""
    indicators, regions = catalogue.indicators, catalogue.regions
    heirs = successors(catalogue)
    kreise = batch.frame[batch.frame["level"] == "kreis"]
    gaps: dict[tuple[str, frozenset[str], int], list[int]] = {}
    for (indicator, year), keys in kreise.groupby(["indicator", "year"])["key"]:
        due = expected(regions, int(year))
        present = set(keys)
        # tables on the territorial status of today have the successor instead
        lacking = frozenset(key for key in due - present if not heirs.get(key, {""}) <= present)
        if lacking and indicators[str(indicator)].level == "kreis":
            gaps.setdefault((str(indicator), lacking, len(due)), []).append(int(year))
    return batch.noting(*(_gap(indicators[key], lack, due, years, regions) for (key, lack, due), years in gaps.items()))


def _gap(indicator: Indicator, lacking: frozenset[str], due: int, years: list[int], regions: Regions) -> Finding:
    values: dict[str, object] = {"title": indicator.title, "years": span(min(years), max(years)), "all": due}
    if len(lacking) > due / 2:
        return Finding("note", None, None, None, text("etl.check.few", n=due - len(lacking), **values))
    names = [regions[key].display_name for key in sorted(lacking)]
    shown = enumeration(names) if len(names) <= MOST_NAMES else ", ".join(names[:MOST_NAMES]) + ", …"
    return Finding("note", None, None, None, text("etl.check.missing", n=len(lacking), names=shown, **values))


def check_totals(batch: Batch, indicators: Mapping[str, Indicator], regions: Regions) -> Batch:
    """Warn where the Kreise of a Land, or of the Bund, do not add up to its own row; only complete sums count."""
    frame = batch.frame
    counts = [key for key in frame["indicator"].unique() if indicators[key].additive]
    frame = frame[frame["indicator"].isin(counts) & frame["value"].notna()]
    totals = frame[frame["level"].isin(["land", "bund"])]
    findings = []
    for (indicator, year), rows in totals.groupby(["indicator", "year"]):
        kreise = frame[(frame["indicator"] == indicator) & (frame["year"] == year) & (frame["level"] == "kreis")]
        findings += _totals(indicators[str(indicator)], int(year), rows, kreise, regions)
    return batch.noting(*findings)


def _totals(indicator: Indicator, year: int, rows: DataFrame, kreise: DataFrame, regions: Regions) -> list[Finding]:
    values = pd.Series(kreise["value"].to_numpy(), index=kreise["key"].to_numpy())
    due = expected(regions, year)
    found = []
    for row in rows.to_dict("records"):
        key = str(row["key"])
        parts = [one for one in due if key == BUND or one[:2] == key]
        if not parts or values.index.isin(parts).sum() != len(parts):
            continue
        total, told = float(values.loc[parts].sum()), float(row["value"])
        if abs(total - told) > max(TOLERANCE * abs(told), len(parts) / 2 * 10.0**-indicator.decimals):
            found.append(_mismatch(indicator, year, row, regions[key], total))
    return found


def _mismatch(indicator: Indicator, year: int, row: Mapping[str, object], region: Region, total: float) -> Finding:
    phrase = text(
        "etl.check.total",
        title=indicator.title,
        year=year,
        name=region.display_name,
        total=number(total, indicator.decimals),
        shown=number(float(str(row["value"])), indicator.decimals),
    )
    return Finding("warning", int(str(row["line"])), str(row["column"]), str(row["cell"]), phrase)
