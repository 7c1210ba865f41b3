"""Numbers that stand for region keys and indicator codes in the tables; once given they never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.store.history import Read


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Both directions of both maps; ``keys`` and ``order`` are arrays indexed by region number.

    ``order`` is the place of a region when sorted by key; ``labels`` the keys as a pandas string array and
    ``by_key`` as categories in that order.
    """

    regions: Mapping[str, int]
    indicators: Mapping[str, int]
    codes: Mapping[int, str]
    keys: npt.NDArray[np.bytes_]
    labels: pd.api.extensions.ExtensionArray
    order: npt.NDArray[np.int64]
    by_key: pd.CategoricalDtype


def names(read: Read) -> Names:
    """The maps as stored now."""
    regions = {key: number for number, key in read("SELECT region_id, key FROM region", ())}
    codes = {int(number): str(code) for number, code in read("SELECT indicator_id, code FROM indicator", ())}
    size = max(regions.values(), default=0) + 1
    keys = np.zeros(size, dtype="S12")
    for key, number in regions.items():
        keys[number] = key.encode()
    by_key = sorted(regions)
    order = np.zeros(size, dtype=np.int64)
    order[[regions[key] for key in by_key]] = np.arange(len(by_key))
    in_order = pd.CategoricalDtype(by_key)
    labels = pd.array(keys.astype("U12").tolist(), dtype="str")
    return Names(regions, {code: number for number, code in codes.items()}, codes, keys, labels, order, in_order)


def indicator_number(names: Names, code: str) -> int:
    """The number of an indicator; NotFound for an unknown one."""
    if code not in names.indicators:
        raise NotFound(text("store.read.indicator", code=code))
    return names.indicators[code]


def region_number(names: Names, key: str) -> int:
    """The number of a region; NotFound for an unknown one."""
    if key not in names.regions:
        raise NotFound(text("store.read.region", region=key))
    return names.regions[key]
