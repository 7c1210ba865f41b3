"""Every indicator of many Kreise, read indicator by indicator: a Land of 96 Kreise in the time of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.series import Series
from cockpit.model.view import Card
from cockpit.query import frames
from cockpit.query.cards import made, ordered, shown_for
from cockpit.query.judged import profiles_verdicts
from cockpit.query.snapshot import Snapshot, newest

KEPT = 4
"""Länder in one Datenstand that are remembered; the largest takes some ten megabytes."""


def land_cards(snap: Snapshot, land: Region, method: str, *, placed: bool) -> Mapping[str, tuple[Card, ...]]:
    """Key of each current Kreis of a Land → its cards as on its own page, in that order; shares are left out.

    Their series hold the newest row and the newest value alone; ``placed`` adds the place among comparable Kreise.
    """
    return _land_cards(_Key(snap, land, method, placed))


class _Key:
    """What cards depend on, as a cache key; a block blanks older Datenstände too, and makes a newer one."""

    def __init__(self, snap: Snapshot, land: Region, method: str, placed: bool) -> None:
        self.snap, self.land, self.method, self.placed = snap, land, method, placed
        self.key = (id(snap.store), newest(snap), snap.revision.id, snap.stand, snap.today, land.key, method, placed)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.key == self.key


@lru_cache(maxsize=KEPT)
def _land_cards(wanted: _Key) -> Mapping[str, tuple[Card, ...]]:
    snap, method = wanted.snap, wanted.method
    kreise = [kreis for kreis in snap.kreise if kreis.land == wanted.land.key]
    asked = [item for item in ordered(snap) if item.kind != "shares"]
    keys = [kreis.key for kreis in kreise]
    ends = _ends(snap, keys, asked)
    judged = profiles_verdicts(snap, keys)
    found: dict[str, tuple[Card, ...]] = {}
    for kreis in kreise:
        held = ends.get(kreis.key, {})
        shown = shown_for(asked, kreis, held)
        found[kreis.key] = tuple(made(snap, kreis, shown, held, judged[kreis.key], method, placed=wanted.placed))
    return found


def _ends(snap: Snapshot, keys: Sequence[str], asked: Sequence[Indicator]) -> dict[str, dict[str, Series]]:
    """Kreis → indicator → the end of its series."""
    found: dict[str, dict[str, Series]] = {}
    for item in asked:
        if item.level == "kreis":
            frame = _last_rows(snap.store.series(item.id, keys, snap.stand))
            for key, series in frames.series_by_key(frame, snap.catalogue.regions).items():
                found.setdefault(key, {})[item.id] = series
    return found


def _last_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each key, and before it the newest with a value where that is another one.

    ``frame`` has the columns key year value status rank, by key and year.
    """
    if frame.empty:
        return frame
    key = frame["key"].to_numpy()
    last = np.flatnonzero(np.r_[key[1:] != key[:-1], True])
    first = np.r_[0, last[:-1] + 1]
    filled = np.maximum.accumulate(np.where(frame["value"].notna(), np.arange(len(frame)), -1))[last]
    return frame.take(np.union1d(last, filled[filled >= first]))
