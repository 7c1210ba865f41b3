"""The plain rows behind a selection, unrounded, for tables that machines read."""

from __future__ import annotations

import pandas as pd

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.query.snapshot import Snapshot
from cockpit.query.years import require_year

EARLIEST, LATEST = 1, 9999


def rows(snap: Snapshot, selection: Selection) -> pd.DataFrame:
    """Columns ags, name, jahr, wert, status (and teil for shares), sorted by ags and jahr.

    Without ``kreise`` all regions that have rows; values exactly as stored. NotFound for a year without any.
    """
    indicator = snap.indicator(selection.indicator)
    keys = list(selection.kreise) or None
    parts = [(part.indicator, part.label) for part in indicator.parts] or [(indicator.id, "")]
    if selection.year is not None:
        held = (year for name, _ in parts for year in snap.store.years(name, selection.stand))
        require_year(indicator, selection.year, held)
    frames = []
    for name, label in parts:
        frame = snap.store.series(name, keys, selection.stand, _years(selection))
        frames.append(frame.assign(teil=label))
    joined = pd.concat(frames, ignore_index=True)
    named = joined.assign(name=[_name(snap.catalogue.regions.get(key)) for key in joined["key"]])
    table = named.rename(columns={"key": "ags", "year": "jahr", "value": "wert"})
    columns = ["ags", "name", "jahr", "wert", "status", "teil"]
    ordered = table[columns].sort_values(["ags", "jahr", "teil"], kind="stable", ignore_index=True)
    return ordered if indicator.parts else ordered.drop(columns="teil")


def _years(selection: Selection) -> tuple[int, int]:
    """First and last year that are asked for."""
    first, last = selection.first_year or EARLIEST, selection.last_year or LATEST
    if selection.year is None:
        return first, last
    return max(first, selection.year), min(last, selection.year)


def _name(region: Region | None) -> str:
    return region.display_name if region is not None else ""
