"""Bund, Land, Kreis and Gemeinde rows in one file: nothing is counted twice, city states stand for their Kreis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandas import Series

from cockpit.base.formats import enumeration
from cockpit.etl.batch import Batch, once
from cockpit.etl.columns import looked_up, occurring
from cockpit.etl.values import worst
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.region import Regions

CELL = ["indicator", "key", "year"]


def gather_levels(batch: Batch, catalogue: Catalogue) -> Batch:
    """Only Bund, Land and Kreis rows: Gemeinden dropped or summed, Hamburg and Berlin given as Kreise too."""
    batch = batch.then(_gemeinden, catalogue.indicators, catalogue.regions).then(_city_states, catalogue.regions)
    levels = set(occurring(batch.frame["level"]))
    if levels and "kreis" not in levels:
        batch = batch.noting(*once(batch.frame, "warning", "key.no_kreise", field="raw_key", column=batch.key_header))
    return batch


def single_kreise(regions: Regions) -> Mapping[str, str]:
    """Land → its Kreis, for Länder that are one Kreis (02 → 02000, 11 → 11000)."""
    kreise = [region.key for region in regions.values() if region.level == "kreis" and region.is_current]
    sizes = Counter(key[:2] for key in kreise)
    return {key[:2]: key for key in kreise if sizes[key[:2]] == 1}


def _city_states(batch: Batch, regions: Regions) -> Batch:
    """A row ``02`` or ``11`` is the Kreis too when the file holds Kreise but not that one."""
    frame = batch.frame
    if not (frame["level"] == "kreis").any():
        return batch
    single = single_kreise(regions)
    rows = frame[(frame["level"] == "land") & frame["key"].isin(single)]
    if rows.empty:
        return batch
    twins = rows.assign(key=rows["key"].map(single).astype("str"), level="kreis")
    there = pd.MultiIndex.from_frame(twins[CELL]).isin(pd.MultiIndex.from_frame(frame[CELL]))
    twins = twins[~there]
    names = enumeration(regions[key].display_name for key in dict.fromkeys(twins["key"]))
    note = once(twins, "note", "key.city_state", field="raw_key", column=batch.key_header, names=names)
    return batch.of(pd.concat([frame, twins], ignore_index=True)).noting(*note)


def _gemeinden(batch: Batch, indicators: Mapping[str, Indicator], regions: Regions) -> Batch:
    """Gemeinde rows are summed only for counts, and only for Kreise of which the file has no row."""
    frame = batch.frame
    local = frame["level"] == "gemeinde"
    if not local.any():
        return batch
    additive = looked_up(frame["indicator"], {key: one.additive for key, one in indicators.items()}, False, bool)
    head = batch.key_header
    rates = local & ~additive
    batch = batch.dropping(rates, *once(frame[rates], "note", "key.gemeinden_rate", field="raw_key", column=head))
    parent = frame["key"].str[:5]
    alone = local & additive & parent.isin(list(regions)) & ~_has_kreis(batch, parent)
    idle = local & additive & ~alone
    batch = batch.dropping(
        idle.loc[batch.frame.index], *once(frame[idle], "note", "key.gemeinden_dropped", field="raw_key", column=head)
    )
    return _sum(batch, parent) if alone.any() else batch


def _has_kreis(batch: Batch, parent: Series[str]) -> Series[bool]:
    """Whether the Kreis has a row of its own, or the file lists Kreise as such (with five digits) at all."""
    frame = batch.frame
    kreise = frame[frame["level"] == "kreis"]
    if kreise["raw_key"].str.strip().str.len().le(5).any():
        return Series(True, index=parent.index)
    return parent.isin(kreise["key"])


def _sum(batch: Batch, parent: Series[str]) -> Batch:
    frame = batch.frame
    local = frame["level"] == "gemeinde"
    rows = frame[local].assign(key=parent, level="kreis")
    groups = rows.groupby(CELL, sort=False)
    complete = groups["value"].transform(lambda values: values.notna().all())
    summed = groups.first().assign(
        value=groups["value"].sum().where(complete.groupby([rows[name] for name in CELL], sort=False).first(), np.nan),
        status=groups["status"].agg(lambda statuses: worst(list(statuses))),
    )
    result = pd.concat([frame[~local], summed.reset_index()[list(frame.columns)]], ignore_index=True)
    note = once(summed.reset_index(), "note", "key.gemeinden_summed", field="raw_key", column=batch.key_header)
    return batch.of(result).noting(*note)
