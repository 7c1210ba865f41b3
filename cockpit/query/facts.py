"""Three facts made from the data for the start page: most improving, most worsening, fastest growing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from cockpit.base.formats import span
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.model.series import FEWEST_KREISE
from cockpit.model.status import OUT_OF_SLOPES
from cockpit.query.judged import judgement, verdicts
from cockpit.query.snapshot import Snapshot

GROWTH = 1.2
FEW_POINTS = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence with where to see it; ``tone`` colours its edge."""

    tone: Literal["good", "bad", "plain"]
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class _Tally:
    indicator: Indicator
    of: int
    improving: int
    worsening: int
    years: str


def facts(snap: Snapshot) -> tuple[Fact, ...]:
    """Up to three facts, counted over the current Kreise of this snapshot."""
    return _facts(_Key(snap))


class _Key:
    """A snapshot as a cache key: same store, same Datenstand, same day."""

    def __init__(self, snap: Snapshot) -> None:
        self.snap = snap
        self.key = (id(snap.store), snap.revision.id, snap.today)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.key == self.key


@lru_cache(maxsize=4)
def _facts(key: _Key) -> tuple[Fact, ...]:
    snap = key.snap
    tallies = [item for indicator in _core(snap) if (item := _tally(snap, indicator, snap.today))]
    found = [_improving(tallies), _worsening(tallies), _growing(snap)]
    return tuple(item for item in found if item is not None)


def _core(snap: Snapshot) -> list[Indicator]:
    return [item for item in snap.catalogue.indicators.values() if item.judged and item.core and item.level == "kreis"]


def _tally(snap: Snapshot, indicator: Indicator, today: date) -> _Tally | None:
    current = {item.key for item in snap.kreise}
    counted: Counter[str] = Counter()
    windows: Counter[str] = Counter()
    for key, verdict in verdicts(snap, indicator).items():
        trend = verdict.trend
        if key not in current or trend.first_year is None or trend.last_year is None:
            continue
        said = judgement(verdict, indicator, trend.last_year, today, "destatis").direction
        counted[said] += 1
        windows[span(trend.first_year, trend.last_year)] += said != "no_verdict"
    total = sum(count for said, count in counted.items() if said != "no_verdict")
    if total < FEWEST_KREISE:
        return None
    return _Tally(indicator, total, counted["improving"], counted["worsening"], windows.most_common(1)[0][0])


def _improving(tallies: list[_Tally]) -> Fact | None:
    best = max(tallies, key=lambda item: item.improving / item.of, default=None)
    if best is None or not best.improving:
        return None
    said = text(
        "query.fact.improving", n=best.improving, of=best.of, title=best.indicator.short_title, years=best.years
    )
    return Fact("good", said, f"/indikator/{best.indicator.id}?ansicht=karte")


def _worsening(tallies: list[_Tally]) -> Fact | None:
    worst = max(tallies, key=lambda item: item.worsening / item.of, default=None)
    if worst is None or not worst.worsening:
        return None
    said = text(
        "query.fact.worsening",
        n=worst.worsening,
        of=worst.of,
        better=worst.improving,
        title=worst.indicator.short_title,
        years=worst.years,
    )
    return Fact("bad", said, f"/indikator/{worst.indicator.id}?ansicht=karte")


def _growing(snap: Snapshot) -> Fact | None:
    """Series too short for a trend, such as installed power at two dates: how many Kreise grew by a fifth."""
    for indicator in _core(snap):
        years = snap.store.years(indicator.id, snap.stand)
        if indicator.direction != 1 or not 2 <= len(years) <= FEW_POINTS:
            continue
        first, last = (_values(snap, indicator, year) for year in (years[0], years[-1]))
        both = [key for key in first if key in last and first[key] > 0]
        if len(both) < FEWEST_KREISE:
            continue
        grown = sum(last[key] > GROWTH * first[key] for key in both)
        said = text(
            "query.fact.growth",
            n=grown,
            of=len(both),
            title=indicator.short_title,
            first=years[0],
            last=years[-1],
        )
        return Fact("good", said, f"/indikator/{indicator.id}?ansicht=karte")
    return None


def _values(snap: Snapshot, indicator: Indicator, year: int) -> dict[str, float]:
    current = {item.key for item in snap.kreise}
    frame = snap.store.map(indicator.id, year, snap.stand)
    sound = frame[frame["value"].notna() & ~frame["status"].isin(OUT_OF_SLOPES) & frame["key"].isin(current)]
    return dict(zip(sound["key"].tolist(), sound["value"].tolist(), strict=True))
