"""The age rule, applied on reading: what a stored verdict still says on a given day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cockpit.model.indicator import Indicator
from cockpit.model.verdict import DEFAULT_PROFILE, Judgement, Verdict

OLDER_AFTER = 2
TOO_OLD_AFTER = 5


def judge_on(
    verdict: Verdict | None,
    indicator: Indicator,
    latest_year: int | None,
    today: date,
    method: str = DEFAULT_PROFILE,
) -> Judgement:
    """What may be said on ``today`` by one profile.

    ``latest_year`` is the year of the newest value shown; when the verdict had to stop earlier (the newest values
    are limited), its own last year counts. A verdict too old keeps its movement, and loses paces and projections.
    """
    as_of = _as_of(verdict, latest_year)
    age = None if as_of is None else today.year - as_of
    too_old = age is not None and age > TOO_OLD_AFTER
    reason = _reason(verdict, indicator, too_old)
    pace = verdict.pace(method) if verdict else None
    key_reason = reason if reason in ("gap", "context", "no_value", "too_old") else _key_reason(verdict, method)
    return Judgement(
        direction="no_verdict" if reason or verdict is None else verdict.trend.key,
        key="no_verdict" if key_reason or pace is None else pace.key,
        reason=reason,
        key_reason=key_reason,
        method=method,
        ratio=None if key_reason or pace is None else pace.ratio,
        stable=None if too_old or verdict is None else verdict.stable,
        older=age is not None and age > indicator.rhythm + OLDER_AFTER,
        too_old=too_old,
        verdict=replace(verdict, paces=(), projections=(), stable=None) if verdict and too_old else verdict,
    )


def _as_of(verdict: Verdict | None, latest_year: int | None) -> int | None:
    years = [year for year in (latest_year, verdict.trend.last_year if verdict else None) if year is not None]
    return min(years, default=None)


def _reason(verdict: Verdict | None, indicator: Indicator, too_old: bool) -> str:
    nothing = verdict is None or verdict.trend.last_year is None
    if indicator.kind == "gap" and nothing:
        return "gap"
    if not indicator.judged:
        return "context"
    if verdict is None or nothing:
        return "no_value"
    return "too_old" if too_old else verdict.trend.reason


def _key_reason(verdict: Verdict | None, method: str) -> str:
    if verdict is None or verdict.target_year is None:
        return "no_target"
    if verdict.target_reason:
        return verdict.target_reason
    pace = verdict.pace(method)
    return pace.reason if pace else "no_method"
