"""The judge: one indicator, all its regions, to one verdict each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from cockpit.model.catalogue import Catalogue, breaks_of
from cockpit.model.indicator import Indicator
from cockpit.model.target import ResolvedTarget
from cockpit.model.verdict import Pace, Projection, Trend, Verdict
from cockpit.progress.direction import NO_TREND, trends
from cockpit.progress.goals import goal_of, resolved_targets
from cockpit.progress.history import History, history
from cockpit.progress.method import Goal
from cockpit.progress.methods import methods
from cockpit.progress.paces import paces

ON_TRACK = frozenset({"met", "on_track"})


def assess(indicator: Indicator, frame: pd.DataFrame, catalogue: Catalogue) -> dict[str, Verdict]:
    """Verdicts by key for every region of ``frame`` (columns key, year, value, status; one row per key and year)."""
    past = history(frame, breaks_of(catalogue, indicator.id))
    found = dict(zip(past.keys, _verdicts(indicator, past, frame, catalogue), strict=True))
    empty = Verdict(NO_TREND if indicator.judged else replace(NO_TREND, reason="context"))
    return {key: found.get(key, empty) for key in frame["key"].unique().tolist()}


def _verdicts(indicator: Indicator, past: History, frame: pd.DataFrame, catalogue: Catalogue) -> list[Verdict]:
    told = trends(indicator, past)
    targets = [target for target in catalogue.targets if target.indicator == indicator.id]
    if not targets or not indicator.judged:
        return [Verdict(trend) for trend in told]
    resolved = resolved_targets(targets, past, frame, breaks_of(catalogue, indicator.id))
    wanted, goal = goal_of(resolved)
    against = _against(indicator.direction, past.rows(wanted), goal)
    measured = iter(against)
    return [
        _verdict(trend, one, *(next(measured) if one and one.value is not None else ((), ())))
        for trend, one in zip(told, resolved, strict=True)
    ]


def _against(
    better: int, past: History, goal: Goal
) -> list[tuple[tuple[Pace, ...], tuple[tuple[str, Projection], ...]]]:
    """Per region with a goal: the paces of all profiles, and the projections of those that have one."""
    by_method = [(method.name, paces(method, past, goal, better)) for method in methods()]
    return [
        (
            tuple(found[row][0] for _, found in by_method),
            tuple((name, line) for name, found in by_method if (line := found[row][1])),
        )
        for row in range(len(past.keys))
    ]


def _verdict(
    trend: Trend,
    resolved: ResolvedTarget | None,
    measured: tuple[Pace, ...],
    lines: tuple[tuple[str, Projection], ...],
) -> Verdict:
    if resolved is None:
        return Verdict(trend)
    shrinking = trend.key == "worsening"
    return Verdict(
        trend=trend,
        target_year=resolved.target.year,
        target_value=resolved.value,
        decided=resolved.target.decided,
        target_id=resolved.target.id,
        target_reason=resolved.reason,
        paces=tuple(replace(pace, shrinking=shrinking and pace.key == "met") for pace in measured),
        projections=lines,
        stable=_stable(measured),
    )


def _stable(measured: Sequence[Pace]) -> bool | None:
    """Whether all defined profiles agree on on-track-or-better; one alone has nothing to agree with."""
    opinions = [pace.key in ON_TRACK for pace in measured if pace.key != "no_verdict"]
    return None if len(opinions) < 2 else len(set(opinions)) == 1
