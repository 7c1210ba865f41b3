"""What the comparable Kreise had in one year, read for all Kreise and many indicators at once and then kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cockpit.query.snapshot import Held, Snapshot, geography
from cockpit.store import Store

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Year = tuple[str, int]
"""Indicator and year."""


def others(snap: Snapshot, state: int, key: str, wanted: Iterable[Year]) -> Mapping[Year, list[float]]:
    """By year the values of the Kreise comparable to ``key``, NaN for none; empty where there are no such Kreise.

    ``state`` is the newest Datenstand. What is not yet known is read in one go.
    """
    held, asked = Held(snap.catalogue), set(wanted)
    near = _near(held).get(key)
    if near is None:
        return {}
    kept = _kept(held, snap.store, state, snap.revision.id)
    missing = sorted(asked - kept.keys())
    if missing:
        keys = [kreis.key for kreis in snap.kreise]
        kept.update(zip(missing, snap.store.values(missing, keys, snap.revision.id), strict=True))
    return {year: kept[year][near].tolist() for year in asked}


@lru_cache(maxsize=4)
def _kept(_held: Held, _store: Store, _newest: int, _revision: int) -> dict[Year, Floats]:
    """Values in the order of the current Kreise, filled as asked for.

    A Datenstand changes only by a block, which makes a newer one.
    """
    return {}


@lru_cache(maxsize=8)
def _near(held: Held) -> Mapping[str, Places]:
    """Where the comparable Kreise of each stand among the current ones."""
    kreise, peers, _ = geography(held)
    place = {kreis.key: n for n, kreis in enumerate(kreise)}
    return {key: np.array([place[other] for other in near], dtype=np.int64) for key, near in peers.items() if near}
