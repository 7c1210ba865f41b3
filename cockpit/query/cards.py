"""Every indicator of one Kreis: series, judgement, place among the comparable Kreise."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from cockpit.base.collation import collated
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.series import Point, Series
from cockpit.model.verdict import DEFAULT_PROFILE, Verdict
from cockpit.model.view import Card, Placement
from cockpit.progress import placement
from cockpit.query import frames
from cockpit.query.among import Year, others
from cockpit.query.judged import judgement, profile_verdicts, targets_of
from cockpit.query.snapshot import Held, Snapshot, newest


def cards(
    snap: Snapshot, region: Region, method: str = DEFAULT_PROFILE, *, newest_only: bool = False
) -> tuple[Card, ...]:
    """One card per indicator of Kreis level, by SDG and title; gaps once someone has filled them.

    With ``newest_only`` a series has its newest value and what follows it, for answers that show no course.
    """
    held = _series(snap, region, newest_only=newest_only)
    judged = profile_verdicts(snap, region.key)
    shown = shown_for(ordered(snap), region, held)
    return tuple(made(snap, region, shown, held, judged, method))


def made(
    snap: Snapshot,
    region: Region,
    shown: Sequence[Indicator],
    held: Mapping[str, Series],
    judged: Mapping[str, Verdict],
    method: str,
    *,
    placed: bool = True,
) -> Iterator[Card]:
    """A card for each of ``shown``, from series and verdicts of the Kreis by indicator id.

    ``placed``: with its place among the comparable Kreise, where there is one.
    """
    latest = {item.id: held[item.id].latest for item in shown if item.id in held}
    years = [(name, point.year) for name, point in latest.items() if point is not None]
    near = others(snap, newest(snap), region.key, years) if placed else {}
    for indicator in shown:
        yield _card(snap, indicator, region, held, judged.get(indicator.id), method, latest.get(indicator.id), near)


def ordered(snap: Snapshot) -> list[Indicator]:
    """All indicators by goal, the goal of the first topic first (energy leads), core and judged ones before others."""
    return list(_ordered(Held(snap.catalogue)))


@lru_cache(maxsize=8)
def _ordered(held: Held) -> tuple[Indicator, ...]:
    goals = _goal_order(held.catalogue)
    every = held.catalogue.indicators.values()
    place = {
        item.id: (goals.get(_goal(item), 99), not item.core, item.direction == 0, collated(item.title))
        for item in every
    }
    return tuple(sorted(every, key=lambda item: place[item.id]))


def goal_order(snap: Snapshot) -> dict[int, int]:
    """SDG number → place on the page: by the first topic that has an indicator of this goal, then by number."""
    return _goal_order(snap.catalogue)


def _goal_order(catalogue: Catalogue) -> dict[int, int]:
    topics = {name: place for place, name in enumerate(catalogue.topics)}
    first: dict[int, int] = {}
    for item in catalogue.indicators.values():
        if item.kind != "base":
            first[_goal(item)] = min(first.get(_goal(item), 99), topics.get(item.topic, 99))
    return {goal: place for place, goal in enumerate(sorted(first, key=lambda number: (first[number], number)))}


def _goal(item: Indicator) -> int:
    return item.sdg[0] if item.sdg else 99


def is_for(indicator: Indicator, region: Region) -> bool:
    """Whether an indicator is meant for a Kreis: shipped ones for all, own ones for those they were declared for."""
    return not indicator.kreise or region.key in indicator.kreise


def shown_for(every: Iterable[Indicator], region: Region, held: Container[str]) -> list[Indicator]:
    """Those of Kreis level, and gaps as soon as someone has filled them; base quantities stay behind."""
    return [
        item
        for item in every
        if item.level == "kreis"
        and is_for(item, region)
        and (item.kind in ("indicator", "shares") or (item.kind == "gap" and item.id in held))
    ]


def _series(snap: Snapshot, region: Region, *, newest_only: bool) -> dict[str, Series]:
    frame = snap.store.profile(region.key, snap.stand, newest=newest_only)
    collected: dict[str, list[Point]] = {}
    columns = (frame[name].tolist() for name in ("indicator", "year", "value", "status", "rank"))
    for name, *rest in zip(*columns, strict=True):
        collected.setdefault(name, []).append(frames.point(*rest))
    return {name: Series(region, tuple(points)) for name, points in collected.items()}


def _card(
    snap: Snapshot,
    indicator: Indicator,
    region: Region,
    held: Mapping[str, Series],
    verdict: Verdict | None,
    method: str,
    latest: Point | None,
    near: Mapping[Year, Sequence[float]],
) -> Card:
    decided, orientation = targets_of(snap, verdict)
    return Card(
        indicator=indicator,
        series=held.get(indicator.id) or Series(region, ()),
        latest=latest,
        judgement=judgement(verdict, indicator, latest.year if latest else None, snap.today, method),
        placement=_place(indicator, latest, near),
        decided=decided,
        orientation=orientation,
        source=snap.catalogue.sources[indicator.source],
        whole=frames.whole(indicator, region, held, None) if indicator.parts else None,
    )


def _place(indicator: Indicator, latest: Point | None, near: Mapping[Year, Sequence[float]]) -> Placement | None:
    """Where the newest value stands among those of the comparable Kreise in its year; None where there are none."""
    values = near.get((indicator.id, latest.year)) if latest is not None else None
    if latest is None or latest.value is None or values is None:
        return None
    return placement(latest.value, latest.year, values)
