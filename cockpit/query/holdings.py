"""What lies before: how far every indicator reaches, which Kreise are missing, and what is due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cockpit.base.collation import collated
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.progress.judging import OLDER_AFTER
from cockpit.query.coverage import Coverage, coverage
from cockpit.query.snapshot import Snapshot, newest
from cockpit.query.views import USUAL_COVERAGE, members
from cockpit.store import Store

ANNOUNCED = re.compile(
    r"\b(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4}))\b"
)


@dataclass(frozen=True, slots=True)
class Holding:
    """One indicator: ``year`` is the newest that at least half the usual number of regions reach, ``missing`` those
    of the ``meant`` regions without value in it, ``changed`` the Datenstand that last changed a value.

    ``due`` is the day since which something newer should be there, None while nothing is due.
    """

    indicator: Indicator
    coverage: Coverage | None
    year: int | None
    meant: int
    missing: tuple[Region, ...]
    reasons: Mapping[str, str]
    changed: Revision | None
    next_update: str
    due: date | None

    @property
    def has_gaps(self) -> bool:
        """Whether any region that is meant lacks a value."""
        return bool(self.missing)


def holdings(snap: Snapshot) -> tuple[Holding, ...]:
    """Every declared indicator of this snapshot, by topic and title; computed ones and shares included."""
    held = coverage(snap)
    topics = list(snap.catalogue.topics)
    place = {name: number for number, name in enumerate(topics)}
    ordered = sorted(
        snap.catalogue.indicators.values(), key=lambda item: (place.get(item.topic, len(topics)), collated(item.title))
    )
    state = newest(snap)
    return tuple(_holding(snap, state, item, held.get(item.id)) for item in ordered)


def meant(snap: Snapshot, indicator: Indicator) -> tuple[Region, ...]:
    """The regions an indicator should have values for: all of its level, or the Kreise it was declared for."""
    everyone = members(snap, indicator)
    return tuple(item for item in everyone if item.key in indicator.kreise) if indicator.kreise else everyone


def _holding(snap: Snapshot, state: int, indicator: Indicator, held: Coverage | None) -> Holding:
    wanted = meant(snap, indicator)
    source = snap.catalogue.sources[indicator.source]
    if held is None:
        return Holding(indicator, None, None, len(wanted), wanted, {}, None, source.next_update, None)
    carriers = tuple(part.indicator for part in indicator.parts) or (indicator.id,)
    year, values, reasons = _reached(snap.store, state, snap.revision.id, carriers[0], held.last_year)
    numbers = _changed(snap.store, snap.revision.id)
    changed = _revision(snap.store, max(int(numbers[name]) for name in carriers if name in numbers))
    return Holding(
        indicator=indicator,
        coverage=held,
        year=year,
        meant=len(wanted),
        missing=tuple(item for item in wanted if item.key not in values),
        reasons=reasons,
        changed=changed,
        next_update=source.next_update,
        due=_due(indicator, year, source.next_update, changed, snap.today),
    )


def _due(indicator: Indicator, year: int, next_update: str, changed: Revision, today: date) -> date | None:
    """Since when something newer should be there: the day the source announced, else by rhythm.

    By rhythm a value counts as due once the page calls the last one old: its year, the rhythm and the usual two
    years of preparation have passed.
    """
    announced = _announced(next_update)
    if announced is not None:
        return announced if changed.created_at.date() < announced <= today else None
    expected = date(year + indicator.rhythm + OLDER_AFTER + 1, 1, 1)
    return expected if expected <= today else None


def _announced(next_update: str) -> date | None:
    """The day named in a source's words about its next update, if it names one."""
    found = ANNOUNCED.search(next_update)
    if found is None:
        return None
    year, month, day = (found[name] or found[f"{name}2"] for name in ("y", "m", "d"))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _reached(
    store: Store, _newest: int, revision: int, indicator: str, last_year: int
) -> tuple[int, frozenset[str], Mapping[str, str]]:
    """The year most regions reach, keys with a value in it, and why others have none."""
    spread = store.aggregates(indicator, revision)
    most = spread["n"].max() if len(spread) else 0
    usual = spread.loc[spread["n"] >= most * USUAL_COVERAGE, "year"]
    year = int(usual.max()) if len(usual) else last_year
    frame = store.map(indicator, year, revision)
    filled = frame["value"].notna()
    without = frame.loc[~filled]
    reasons = dict(zip(without["key"].tolist(), without["status"].tolist(), strict=True))
    return year, frozenset(frame.loc[filled, "key"].tolist()), reasons


@lru_cache(maxsize=8)
def _changed(store: Store, revision: int) -> Mapping[str, int]:
    frame = store.coverage(revision)
    return dict(zip(frame["indicator"].tolist(), frame["revision"].tolist(), strict=True))


@lru_cache(maxsize=512)
def _revision(store: Store, number: int) -> Revision:
    return store.revision(number)
