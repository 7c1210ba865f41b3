"""The plain rows behind a selection, unrounded, for tables that machines read."""

from __future__ import annotations

import pandas as pd

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.query.snapshot import Snapshot
from cockpit.query.years import require_year


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
        frames.append(_read(snap, name, keys, selection).assign(teil=label))
    joined = pd.concat(frames, ignore_index=True)
    if selection.first_year is not None:
        joined = joined[joined["year"] >= selection.first_year]
    if selection.last_year is not None:
        joined = joined[joined["year"] <= selection.last_year]
    named = joined.assign(name=[_name(snap.catalogue.regions.get(key)) for key in joined["key"]])
    table = named.rename(columns={"key": "ags", "year": "jahr", "value": "wert"})
    columns = ["ags", "name", "jahr", "wert", "status", "teil"]
    ordered = table[columns].sort_values(["ags", "jahr", "teil"], kind="stable", ignore_index=True)
    return ordered if indicator.parts else ordered.drop(columns="teil")


def _read(snap: Snapshot, name: str, keys: list[str] | None, selection: Selection) -> pd.DataFrame:
    """One year is read as a map is, without the others."""
    if selection.year is None:
        return snap.store.series(name, keys, selection.stand)
    frame = snap.store.map(name, selection.year, selection.stand)
    return (frame if keys is None else frame[frame["key"].isin(keys)]).assign(year=selection.year)


def _name(region: Region | None) -> str:
    return region.display_name if region is not None else ""
