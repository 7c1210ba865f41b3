"""Values of Kreise that were gone already: refused, or – counts only, and only when ticked – added up."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from cockpit.etl.batch import MOST_PER_KIND, Batch, each, one
from cockpit.etl.columns import looked_up, respelled
from cockpit.etl.report import Finding, Severity
from cockpit.etl.values import worst
from cockpit.model.catalogue import Catalogue
from cockpit.model.region import Regions

ADD_DISSOLVED = "add_dissolved"
CELL = ["indicator", "key", "year"]


def successors(catalogue: Catalogue) -> Mapping[str, str]:
    """Dissolved key → the only Kreis that took all of it."""
    return {one.old_key: one.new_key for one in catalogue.reforms if one.share_population == one.share_area == 1}


def settle_dissolved(
    batch: Batch, gone: Series[bool], leaves: Series[bool], catalogue: Catalogue, repairs: frozenset[str]
) -> Batch:
    """Without rows of Kreise that were ``gone``; those that ``leave`` within the year may be added when ticked.

    In the year of the reform a value is added only where the successor kept its key: a successor with a new key is
    reported by the sources for itself, old and new side by side.
    """
    if not (gone | leaves).any():
        return batch
    frame, into = batch.frame, successors(catalogue)
    target = Series(respelled(frame["key"], lambda key: into.get(key, "")), index=frame.index)
    kept = {new for new in into.values() if catalogue.regions[new].valid_from is None}
    additive = looked_up(
        frame["indicator"], {key: one.additive for key, one in catalogue.indicators.items()}, False, bool
    )
    there = _cells(frame.assign(key=target)).isin(_cells(frame))
    addable = additive & there & (gone | (leaves & target.isin(kept)))
    added = addable if ADD_DISSOLVED in repairs else addable & False
    refused = gone & ~added
    # one frame first: pandas lengthens an empty frame when a longer column is assigned to it
    rows = frame.assign(target=target, addable=addable, lonely=additive & (target != "") & ~there)[refused]
    batch = batch.refusing(refused, *_told(rows, "error", catalogue.regions))
    alone = addable & leaves & ~added
    batch = batch.noting(*_told(frame.assign(target=target)[alone], "warning", catalogue.regions))
    return _add(batch, frame[added], target[added], catalogue.regions)


def _cells(frame: DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(frame[CELL])


def _told(rows: DataFrame, severity: Severity, regions: Regions) -> tuple[Finding, ...]:
    """One finding per row; the repair is offered only where nothing but adding a count is needed."""
    found: list[Finding] = []
    told = rows.assign(problem=[_problem(row, severity) for row in rows.to_dict("records")])
    for problem, some in told.groupby("problem", sort=False) if len(rows) else ():
        few = some.head(MOST_PER_KIND)
        values = DataFrame([_heirs(row, regions) for row in few.to_dict("records")], index=few.index)
        found += each(few.assign(**values), severity, str(problem), more=len(some) - len(few))
    return tuple(found)


def _heirs(row: Mapping[Hashable, object], regions: Regions) -> dict[str, str]:
    """Names of a dissolved Kreis and its successor for a phrase."""
    heir = regions.get(str(row["target"]))
    return {
        "name": regions[str(row["key"])].display_name,
        "successor": f"{heir.display_name} ({heir.key})" if heir else "",
    }


def _problem(row: Mapping[Hashable, object], severity: Severity) -> str:
    return "territory.leaving" if severity == "warning" else _refusal(row)


def _refusal(row: Mapping[Hashable, object]) -> str:
    if row["addable"]:
        return "territory.gone_addable"
    return "territory.no_successor_row" if row["lonely"] else "territory.gone"


def _add(batch: Batch, rows: DataFrame, target: Series[str], regions: Regions) -> Batch:
    """The rows added to the row of their successor; a missing part makes the sum missing."""
    if rows.empty:
        return batch
    frame = batch.frame.drop(index=rows.index)
    moved = rows.assign(key=target)
    touched = _cells(frame).isin(_cells(moved))
    parts = pd.concat([frame[touched], moved])
    groups = parts.groupby(CELL, sort=False)
    summed = groups.first().assign(
        value=groups["value"].agg(lambda values: values.sum() if values.notna().all() else np.nan),
        status=groups["status"].agg(lambda statuses: worst(list(statuses))),
    )
    told = rows.assign(target=target).head(MOST_PER_KIND).to_dict("records")
    notes = tuple(one(row, "note", "territory.added", **_heirs(row, regions)) for row in told)
    result = pd.concat([frame[~touched], summed.reset_index()[list(frame.columns)]], ignore_index=True)
    return batch.of(result).noting(*notes)
