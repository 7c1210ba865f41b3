"""The numbers behind each verdict: movement, target, pace so far and needed, by every method, with its years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.words.movement import reason_phrase
from cockpit.model.indicator import Indicator
from cockpit.model.selection import Selection
from cockpit.model.series import Point
from cockpit.model.target import ResolvedTarget
from cockpit.model.verdict import RATES, Judgement, Pace, Projection, Trend, Verdict
from cockpit.outputs.sheets.book import Cell, Figure, Sheet
from cockpit.query import Snapshot
from cockpit.query.frames import series_by_key
from cockpit.query.judged import chosen_verdicts, judgement, targets_of, verdicts

ENDS = ("last_year", "last_value", "direction", "reason")
TREND = ("slope", "p", "n", "window_first", "window_last", "window_start", "window_end")
TARGET = ("target_kind", "target_year", "target_value", "target_reason", "target_source")
PACE = ("method", "verdict", "ratio", "observed", "required", "measure", "pace_first", "pace_last", "pace_reason")
AHEAD = ("projection", "projection_low", "projection_high", "arrival", "stable")
COLUMNS = ("ags", "name", *ENDS, *TREND, *TARGET, *PACE, *AHEAD)


def verdict_sheet(snap: Snapshot, selection: Selection) -> Sheet:
    """One row per chosen Kreis and method; without a choice one row per region by the method of the selection."""
    indicator = snap.indicator(selection.indicator)
    rows = list(_rows(snap, indicator, selection))
    heads = tuple(text(f"outputs.column.{name}") for name in COLUMNS)
    empty = ((text("outputs.xlsx.nothing"), *(None for _ in heads[1:])),)
    return Sheet(text("outputs.xlsx.verdicts"), heads, rows or empty, filtered=bool(rows))


def _rows(snap: Snapshot, indicator: Indicator, selection: Selection) -> Iterator[Sequence[Cell]]:
    keys = selection.kreise
    judged = chosen_verdicts(snap, indicator, keys) if keys else verdicts(snap, indicator)
    frame = snap.store.series(indicator.id, list(keys) or None, selection.stand)
    held = series_by_key(frame, snap.catalogue.regions)
    for key in keys or held:
        verdict = judged.get(key)
        if key not in held or verdict is None:
            continue
        latest = held[key].latest
        goal = next((found for found in targets_of(snap, verdict) if found is not None), None)
        names = [pace.method for pace in verdict.paces] if keys else [selection.method]
        for name in names or [selection.method]:
            said = judgement(verdict, indicator, latest.year if latest else None, snap.today, name)
            yield (key, held[key].region.display_name, *row(indicator, latest, said, goal))


def row(indicator: Indicator, latest: Point | None, said: Judgement, goal: ResolvedTarget | None) -> tuple[Cell, ...]:
    """All but key and name; what is too old for a statement today has no pace and no projection."""
    verdict = said.verdict
    if verdict is None:
        return (*_ends(indicator, latest, said), *(None for _ in (*TREND, *TARGET, *PACE, *AHEAD)))
    pace = None if said.too_old else verdict.pace(said.method)
    ahead = None if said.too_old else verdict.projection(said.method)
    return (
        *_ends(indicator, latest, said),
        *_trend(verdict.trend, indicator),
        *_target(goal, indicator),
        *_pace(pace, said, verdict, indicator),
        *_ahead(ahead, said, verdict, indicator),
    )


def _ends(indicator: Indicator, latest: Point | None, said: Judgement) -> tuple[Cell, ...]:
    value = latest.value if latest else None
    why = words.reason(said) if said.direction == "no_verdict" else ""
    return (
        latest.year if latest else None,
        figure(value, indicator.decimals),
        words.direction_word(said.direction),
        why,
    )


def _trend(trend: Trend, indicator: Indicator) -> tuple[Cell, ...]:
    places = indicator.decimals
    return (
        figure(trend.slope, places + 3),
        figure(trend.p, 4),
        trend.n,
        trend.first_year,
        trend.last_year,
        figure(trend.first_value, places),
        figure(trend.last_value, places),
    )


def _target(goal: ResolvedTarget | None, indicator: Indicator) -> tuple[Cell, ...]:
    if goal is None:
        return (None, None, None, None, None)
    kind = text("outputs.target_kind.decided" if goal.target.decided else "outputs.target_kind.orientation")
    why = reason_phrase(goal.reason) if goal.value is None else ""
    return (kind, goal.target.year, figure(goal.value, indicator.decimals), why, goal.target.source)


def _pace(pace: Pace | None, said: Judgement, verdict: Verdict, indicator: Indicator) -> tuple[Cell, ...]:
    """A pace against an Orientierungswert is a number, never a verdict."""
    name = text(f"words.method.{said.method}")
    word = words.verdict_word(said.key) if verdict.decided else reason_phrase("no_target")
    if pace is None:
        return (name, word, *(None for _ in PACE[2:]))
    rate = pace.method in RATES
    scale, places = (100.0, 2) if rate else (1.0, indicator.decimals + 3)
    return (
        name,
        word,
        figure(pace.ratio, 2),
        figure(pace.observed, places, scale),
        figure(pace.required, places, scale),
        text("outputs.measure.rate" if rate else "outputs.measure.units"),
        pace.first_year,
        pace.last_year,
        reason_phrase(pace.reason),
    )


def _ahead(ahead: Projection | None, said: Judgement, verdict: Verdict, indicator: Indicator) -> tuple[Cell, ...]:
    stable = said.stable if verdict.decided and not said.too_old else None
    if ahead is None:
        return (None, None, None, None, stable)
    ends = (figure(one, indicator.decimals) for one in (ahead.value, ahead.low, ahead.high))
    return (*ends, ahead.arrival, stable)


def figure(value: float | None, decimals: int, scale: float = 1.0) -> Figure | None:
    """A number with its decimals, or nothing."""
    return None if value is None else Figure(value * scale, decimals)
