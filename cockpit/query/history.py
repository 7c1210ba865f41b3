"""The sequence of Datenstände as people read it: page by page, and what each one changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.query.snapshot import Snapshot
from cockpit.store import Store

PER_PAGE = 20
CELLS_PER_PAGE = 100
SYSTEM_KINDS = frozenset({"start", "catalogue", "recompute"})
NOT_WITHDRAWABLE = frozenset(
    {"catalogue", "definition", "action", "target", "geometry", "recompute", "withdrawal", "block"}
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One page of the history, newest first; ``pages`` counts all of them, ``total`` all Datenstände."""

    revisions: tuple[Revision, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that a Datenstand changed; None before or after means that there was or is no row."""

    indicator: Indicator
    region: Region
    year: int
    before: float | None
    before_status: str
    after: float | None
    after_status: str
    derived: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """One page of the cells a Datenstand changed, ``total`` of all, and the Kreise its uploaded cells belong to."""

    shown: tuple[Change, ...]
    page: int
    pages: int
    total: int
    regions: tuple[Region, ...]


def revisions(snap: Snapshot, page: int = 1, per_page: int = PER_PAGE) -> Stretch:
    """A page of the Datenstände up to the one being looked at; a page beyond the last one is the last one."""
    total = snap.revision.id
    newest = snap.store.revision().id
    pages = max(1, -(-total // per_page))
    chosen = min(max(page, 1), pages)
    skipped = newest - total + (chosen - 1) * per_page
    found = snap.store.revisions(skipped + per_page)[skipped:]
    return Stretch(found, chosen, pages, total)


def changes(snap: Snapshot, revision: int, page: int = 1, per_page: int = CELLS_PER_PAGE) -> Changes:
    """What a Datenstand changed, own cells before computed ones, by indicator, Kreis and year."""
    frame = _differences(snap.store, snap.store.revision().id, revision)
    known = frame[frame["indicator"].isin(list(snap.catalogue.indicators))]
    total = len(known)
    pages = max(1, -(-total // per_page))
    chosen = min(max(page, 1), pages)
    part = known.iloc[(chosen - 1) * per_page : chosen * per_page]
    columns = ("indicator", "key", "year", "before", "before_status", "after", "after_status")
    held = zip(*(part[name].tolist() for name in columns), strict=True)
    shown = tuple(_change(snap, *row) for row in held if row[1] in snap.catalogue.regions)
    own = known[~known["derived"]]["key"].drop_duplicates().tolist()
    touched = tuple(snap.catalogue.regions[key] for key in own if key in snap.catalogue.regions)
    return Changes(shown, chosen, pages, total, touched)


def _change(
    snap: Snapshot, code: str, key: str, year: int, before: float, before_status: str, after: float, after_status: str
) -> Change:
    indicator = snap.catalogue.indicators[code]
    words = (_word(before_status), _word(after_status))
    region = snap.catalogue.regions[key]
    derived = indicator.formula is not None
    return Change(indicator, region, int(year), _number(before), words[0], _number(after), words[1], derived)


def _word(status: object) -> str:
    return "" if pd.isna(status) else str(status)  # type: ignore[call-overload]


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


@lru_cache(maxsize=32)
def _differences(store: Store, _newest: int, revision: int) -> pd.DataFrame:
    """Kept per newest Datenstand: a block may blank what an older one changed."""
    frame = store.differences(revision)
    catalogue = store.catalogue()
    computed = {code for code, item in catalogue.indicators.items() if item.formula}
    derived = frame["indicator"].isin(list(computed))
    by = ["derived", "indicator", "key", "year"]
    return frame.assign(derived=derived).sort_values(by, kind="stable", ignore_index=True)


def is_withdrawable(revision: Revision) -> bool:
    """Whether a Datenstand holds values of its own that could be taken back."""
    return revision.kind not in NOT_WITHDRAWABLE and bool(revision.new + revision.changed)
