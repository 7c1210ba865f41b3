"""Verdicts of a snapshot: the store's cache where it holds, computed anew for an older Datenstand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cockpit.model.indicator import Indicator
from cockpit.model.target import ResolvedTarget
from cockpit.model.verdict import Judgement, Verdict
from cockpit.progress import assess, judge_on
from cockpit.query.snapshot import Snapshot


def verdicts(snap: Snapshot, indicator: Indicator) -> Mapping[str, Verdict]:
    """Verdicts of all regions for one indicator, by key."""
    if snap.stand is None or _untouched(snap, indicator):
        return snap.store.verdicts(indicator.id)
    return assess(indicator, snap.store.series(indicator.id, stand=snap.stand), snap.catalogue)


def chosen_verdicts(snap: Snapshot, indicator: Indicator, keys: Sequence[str]) -> Mapping[str, Verdict]:
    """Verdicts of the regions ``keys`` for one indicator: a picture of one Kreis unpacks no other's."""
    if snap.stand is None or _untouched(snap, indicator):
        held = {key: snap.store.profile_verdicts(key).get(indicator.id) for key in keys}
        return {key: verdict for key, verdict in held.items() if verdict is not None}
    return assess(indicator, snap.store.series(indicator.id, keys, snap.stand), snap.catalogue)


def profile_verdicts(snap: Snapshot, key: str) -> Mapping[str, Verdict]:
    """Verdicts of all indicators for one region, by indicator id."""
    live = snap.store.profile_verdicts(key)
    if snap.stand is None:
        return live
    found: dict[str, Verdict] = {}
    for indicator in snap.catalogue.indicators.values():
        if _untouched(snap, indicator):
            verdict = live.get(indicator.id)
        else:
            frame = snap.store.series(indicator.id, [key], snap.stand)
            verdict = assess(indicator, frame, snap.catalogue).get(key)
        if verdict is not None:
            found[indicator.id] = verdict
    return found


def profiles_verdicts(snap: Snapshot, keys: Sequence[str]) -> dict[str, dict[str, Verdict]]:
    """Verdicts of several regions, by key and indicator id; what changed since is computed once for all of them."""
    live = {key: snap.store.profile_verdicts(key) for key in keys}
    if snap.stand is None:
        return live
    found: dict[str, dict[str, Verdict]] = {key: {} for key in keys}
    for name, indicator in snap.catalogue.indicators.items():
        if _untouched(snap, indicator):
            then = {key: held[name] for key, held in live.items() if name in held}
        else:
            then = assess(indicator, snap.store.series(name, keys, snap.stand), snap.catalogue)
        for key in then.keys() & found.keys():
            found[key][name] = then[key]
    return found


def _untouched(snap: Snapshot, indicator: Indicator) -> bool:
    """Whether nothing about the indicator changed since the asked-for Datenstand, so that the live cache holds."""
    newest = snap.store.last_touch([indicator.id])
    return newest.id <= snap.revision.id


def judgement(
    verdict: Verdict | None, indicator: Indicator, latest_year: int | None, today: date, method: str
) -> Judgement:
    """The judgement people see on ``today``: the age rule over the stored verdict."""
    return judge_on(verdict, indicator, latest_year, today, method)


def targets_of(snap: Snapshot, verdict: Verdict | None) -> tuple[ResolvedTarget | None, ResolvedTarget | None]:
    """The decided target and the orientation value the verdict was computed against (at most one of them)."""
    if verdict is None or not verdict.target_id:
        return None, None
    declared = next((item for item in snap.catalogue.targets if item.id == verdict.target_id), None)
    if declared is None:
        return None, None
    resolved = ResolvedTarget(declared, verdict.target_value, verdict.target_reason)
    return (resolved, None) if declared.decided else (None, resolved)
