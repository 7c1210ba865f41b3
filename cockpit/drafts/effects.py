"""What publishing would do, as a document: counts, verdicts that would flip, and the course that changes most."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date

import numpy as np
from pandas import DataFrame

from cockpit.etl import Report
from cockpit.model.catalogue import Catalogue
from cockpit.model.verdict import PROFILES, Verdict
from cockpit.progress import judge_on
from cockpit.store import Effect, Flip, Publication, Store

MOST_FLIPS = 400
MOST_WEIGHED = 5_000
Seen = dict[Hashable, dict[str, object]]


def effect_document(
    store: Store, effect: Effect, report: Report, publication: Publication, today: date
) -> dict[str, object]:
    """Counts, ``flips`` as people would see them on ``today``, and the course of the most affected Kreis."""
    catalogue = store.catalogue()
    known: Seen = {}
    flips = [told for flip in effect.flips if (told := _flip(flip, catalogue, today, known))]
    return {
        "new": effect.new,
        "changed": effect.changed,
        "unchanged": effect.unchanged,
        "derived": int((effect.cells["state"] == "derived").sum()),
        "refused": report.refused,
        "indicators": sorted(str(code) for code in publication.rows["indicator"].unique()),
        "keys": int(publication.rows["key"].nunique()),
        "flips": flips[:MOST_FLIPS],
        "flips_total": len(flips),
        "course": _course(store, effect.cells, flips, catalogue),
        "conflicts": [],
    }


def _flip(flip: Flip, catalogue: Catalogue, today: date, known: Seen) -> dict[str, object] | None:
    """A flip in the words of the verdicts people see; None when the age rule lets nobody see it."""
    if catalogue.regions[flip.key].level != "kreis":
        return None
    before, after = (_seen_once(flip, verdict, catalogue, today, known) for verdict in (flip.before, flip.after))
    if before == after:
        return None
    return {"indicator": flip.indicator, "key": flip.key, "before": before, "after": after}


def _seen_once(
    flip: Flip, verdict: Verdict | None, catalogue: Catalogue, today: date, known: Seen
) -> dict[str, object]:
    """What people see, asked once for verdicts that say the same of an indicator: most of many thousands do."""
    asked = (flip.indicator, _decisive(verdict))
    if asked not in known:
        known[asked] = _seen(flip, verdict, catalogue, today)
    return known[asked]


def _decisive(verdict: Verdict | None) -> Hashable:
    """Everything in a verdict that decides which words people see."""
    if verdict is None:
        return None
    trend = verdict.trend
    paces = tuple((pace.method, pace.key, pace.reason) for pace in verdict.paces)
    return trend.key, trend.reason, trend.last_year, verdict.target_year is None, verdict.target_reason, paces


def _seen(flip: Flip, verdict: Verdict | None, catalogue: Catalogue, today: date) -> dict[str, object]:
    indicator = catalogue.indicators[flip.indicator]
    last = verdict.trend.last_year if verdict else None
    judged = {method: judge_on(verdict, indicator, last, today, method) for method in PROFILES}
    first = next(iter(judged.values()))
    return {"direction": first.direction, "paces": {method: one.key for method, one in judged.items()}}


def _course(
    store: Store, cells: DataFrame, flips: list[dict[str, object]], catalogue: Catalogue
) -> dict[str, object] | None:
    """The series before and after for the Kreis and indicator that change most; None when no Kreis is touched."""
    keys = [key for key, region in catalogue.regions.items() if region.level == "kreis"]
    kreise = cells[cells["key"].isin(keys)]
    if kreise.empty:
        return None
    flipped = {(str(one["indicator"]), str(one["key"])) for one in flips}
    indicator, key = _most_affected(kreise, flipped)
    stored = store.series(indicator, [key])
    before = _points(dict(zip(stored["year"], stored["value"], strict=True)))
    rows = kreise[(kreise["indicator"] == indicator) & (kreise["key"] == key)]
    fresh = dict(zip(rows["year"], rows["after"], strict=True))
    after = _points({**dict(before), **fresh})
    return {"indicator": indicator, "key": key, "before": before, "after": after}


def _most_affected(kreise: DataFrame, flipped: set[tuple[str, str]]) -> tuple[str, str]:
    """Of the largest changes the first whose verdict flips; stored values before new ones, uploaded before computed."""
    before, after = kreise["before"].to_numpy(np.float64), kreise["after"].to_numpy(np.float64)
    size = np.nan_to_num(np.abs(after - before) / np.maximum(np.maximum(np.abs(before), np.abs(after)), 1e-9))
    state = kreise["state"].to_numpy()
    order = np.lexsort((-size, state == "derived", state != "changed"))[:MOST_WEIGHED]
    largest = kreise.iloc[order]
    pairs = list(zip(largest["indicator"].astype(str), largest["key"].astype(str), strict=True))
    return next((pair for pair in pairs if pair in flipped), pairs[0])


def _points(series: Mapping[int, float]) -> list[tuple[int, float]]:
    return [(int(year), float(value)) for year, value in sorted(series.items()) if not np.isnan(value)]
