"""Which comparable Kreise kept the pace that one Kreis needs, and what they did meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cockpit.model.action import Action
from cockpit.model.catalogue import breaks_of
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.target import ResolvedTarget
from cockpit.model.verdict import DEFAULT_PROFILE, Trend
from cockpit.progress.judging import TOO_OLD_AFTER
from cockpit.progress.kept import Kept, kept
from cockpit.query.actions import actions_on
from cockpit.query.judged import chosen_verdicts, judgement, targets_of, verdicts
from cockpit.query.snapshot import Snapshot

Criterion = Literal["decided", "orientation", "direction"]


@dataclass(frozen=True, slots=True)
class Keeper:
    """A comparable Kreis that did it, and its Maßnahmen that name the indicator."""

    region: Region
    kept: Kept
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Keepers:
    """Those who did it, nearest comparable Kreis first, by one criterion.

    ``criterion``: the pace that ``region`` needs for its decided target or its Orientierungswert, else a clear
    improvement; then ``why`` says what is missing of a target. ``needed`` is units per year, with ``relative`` a share
    of the value per year, from the newest value of ``region`` on. ``n`` counts the comparable Kreise with enough
    recent values, ``peers`` all of them.
    """

    indicator: Indicator
    region: Region
    criterion: Criterion
    why: str
    goal: ResolvedTarget | None
    needed: float | None
    relative: bool
    last_year: int | None
    last_value: float | None
    peers: int
    n: int
    found: tuple[Keeper, ...]


def keepers(snap: Snapshot, indicator: Indicator, region: Region) -> Keepers:
    """Look at the comparable Kreise of ``region``; values older than five years tell nothing about today."""
    near = snap.peers.get(region.key, ())
    verdict = chosen_verdicts(snap, indicator, [region.key]).get(region.key)
    decided, orientation = targets_of(snap, verdict)
    goal = decided or orientation
    why = _missing(indicator, verdict.trend if verdict else None, goal, snap.today.year)
    relative = goal is not None and goal.target.relative is not None
    needed = None if why or verdict is None or goal is None else _needed(verdict.trend, goal, relative=relative)
    tested = (
        _by_direction(snap, indicator, near) if needed is None else _by_pace(snap, indicator, near, needed, relative)
    )
    did = [(key, tested[key]) for key in near if key in tested]
    return Keepers(
        indicator=indicator,
        region=region,
        criterion="direction" if needed is None else "decided" if decided else "orientation",
        why=why,
        goal=goal,
        needed=needed,
        relative=relative,
        last_year=verdict.trend.last_year if verdict else None,
        last_value=verdict.trend.last_value if verdict else None,
        peers=len(near),
        n=len(tested),
        found=tuple(
            Keeper(snap.catalogue.regions[key], one, actions_on(snap, indicator.id, [key])) for key, one in did if one
        ),
    )


def _missing(indicator: Indicator, trend: Trend | None, goal: ResolvedTarget | None, this_year: int) -> str:
    """Why no pace is needed or known: a text key, empty when there is one."""
    if goal is None:
        return "no_target"
    if goal.value is None:
        return "no_number"
    if trend is None or trend.last_value is None or trend.last_year is None:
        return "no_value"
    if this_year - trend.last_year > TOO_OLD_AFTER:
        return "too_old"
    if indicator.direction * (trend.last_value - goal.value) >= 0:
        return "reached"
    return "past" if goal.target.year <= trend.last_year else ""


def _needed(trend: Trend, goal: ResolvedTarget, *, relative: bool) -> float | None:
    """From the newest value straight to the target: units per year, or a share of the newest value per year."""
    if trend.last_value is None or trend.last_year is None or goal.value is None:
        return None
    pace = (goal.value - trend.last_value) / (goal.target.year - trend.last_year)
    return pace / trend.last_value if relative else pace


def _by_pace(
    snap: Snapshot, indicator: Indicator, near: Sequence[str], needed: float, relative: bool
) -> dict[str, Kept | None]:
    frame = snap.store.series(indicator.id, list(near), snap.stand)
    recent = frame[frame["value"].notna()].groupby("key")["year"].max()
    held = {str(key) for key, year in recent.items() if snap.today.year - int(year) <= TOO_OLD_AFTER}
    tested = kept(frame, breaks_of(snap.catalogue, indicator.id), needed, relative=relative)
    return {key: one for key, one in tested.items() if key in held and not _is_old(snap, one)}


def _is_old(snap: Snapshot, one: Kept | None) -> bool:
    return one is not None and snap.today.year - one.last_year > TOO_OLD_AFTER


def _by_direction(snap: Snapshot, indicator: Indicator, near: Sequence[str]) -> dict[str, Kept | None]:
    """The direction rule of the method: those that improve clearly, by their window and its Theil–Sen slope."""
    judged = verdicts(snap, indicator) if indicator.judged and near else {}
    told = {key: judgement(judged[key], indicator, None, snap.today, DEFAULT_PROFILE) for key in near if key in judged}
    return {
        key: _window(one.verdict.trend) if one.direction == "improving" else None
        for key, one in told.items()
        if one.direction != "no_verdict" and one.verdict is not None
    }


def _window(trend: Trend) -> Kept | None:
    first, last = (trend.first_year, trend.first_value), (trend.last_year, trend.last_value)
    if first[0] is None or first[1] is None or last[0] is None or last[1] is None or trend.slope is None:
        return None
    return Kept(first[0], first[1], last[0], last[1], trend.slope)
