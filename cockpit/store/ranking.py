"""Ranks and distributions of a year over the current Kreise (or Länder), computed once when a slice is written."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from cockpit.model.catalogue import Catalogue
from cockpit.store.cells import Cells, Flags, Ints
from cockpit.store.names import Names

QUANTILES = {"minimum": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "maximum": 1.0}
AGGREGATES = ("n", *QUANTILES)


def ranked_regions(cells: Cells, catalogue: Catalogue, names: Names) -> Flags:
    """Which cells count: those with a value of a current region on the finest level of their indicator."""
    members = np.zeros((2, len(names.keys)), dtype=bool)
    for key, region in catalogue.regions.items():
        if region.is_current and region.level != "bund":
            members[int(region.level == "land"), names.regions[key]] = True
    is_land = np.zeros(max(names.codes, default=0) + 1, dtype=np.int64)
    for code, indicator in catalogue.indicators.items():
        is_land[names.indicators[code]] = indicator.level == "land"
    counted: Flags = members[is_land[cells.indicator], cells.region] & ~np.isnan(cells.value)
    return counted


def ranks(cells: Cells, counted: Flags) -> Ints:
    """Rank of every cell in its slot, 1 = highest, ties share the smallest; 0 where the cell does not count."""
    found = np.zeros(len(cells), dtype=np.int64)
    slot, value = cells.slot[counted], cells.value[counted]
    order = np.lexsort((-value, slot))
    slot, value = slot[order], value[order]
    place = np.arange(len(order))
    starts = np.r_[True, slot[1:] != slot[:-1]][: len(order)]
    leads = starts | np.r_[True, value[1:] != value[:-1]][: len(order)]
    first = np.maximum.accumulate(np.where(starts, place, 0))
    lead = np.maximum.accumulate(np.where(leads, place, 0))
    result = np.empty(len(order), dtype=np.int64)
    result[order] = lead - first + 1
    found[counted] = result
    return found


def aggregates(slot: Ints, value: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Per slot (index): n, minimum, lower_quartile, median, upper_quartile, maximum of the values that count."""
    groups = pd.Series(value).groupby(slot)
    columns: Mapping[str, pd.Series] = {name: groups.quantile(share) for name, share in QUANTILES.items()}
    return pd.DataFrame({"n": groups.size(), **columns})
