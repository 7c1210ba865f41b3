"""A decided target and its pace in plain words: what was decided, what is needed each year, what happened each year."""

from __future__ import annotations

from cockpit.base.formats import day, number, rounded, span
from cockpit.base.texts import text
from cockpit.charts.words.movement import reason_phrase
from cockpit.charts.words.values import NBSP, short_unit, with_unit
from cockpit.model.indicator import Indicator
from cockpit.model.target import Target
from cockpit.model.verdict import RATES, Pace
from cockpit.model.view import Card


def wanted(target: Target, indicator: Indicator) -> str:
    """What was decided, as it was decided: a value, or a change against a base year."""
    if target.relative is None:
        amount = with_unit(target.value or 0.0, indicator)
        return text("ziele.wanted.high" if indicator.direction > 0 else "ziele.wanted.low", n=amount, year=target.year)
    size = number(abs(target.relative), 0 if target.relative % 1 == 0 else 1)
    key = "ziele.wanted.less" if target.relative < 0 else "ziele.wanted.more"
    return text(key, n=size, base=target.base_year, year=target.year)


def in_numbers(card: Card) -> str:
    """What a change against a base year comes to, or why that cannot be said; empty for a fixed value."""
    goal = card.decided
    if goal is None or goal.target.relative is None:
        return ""
    if goal.value is None:
        return text("ziele.wanted.unknown", reason=reason_phrase(goal.reason))
    return text("ziele.wanted.comes_to", n=with_unit(goal.value, card.indicator), base=goal.target.base_year)


def decision(target: Target) -> str:
    """Who decided, under which number, when."""
    number_ = text("ziele.decision.number", n=target.decision) if target.decision else ""
    on = text("ziele.decision.on", day=day(target.decided_on)) if target.decided_on else ""
    return ", ".join(part for part in (target.source, " ".join(part for part in (number_, on) if part)) if part)


def pace_of(card: Card) -> Pace | None:
    """The pace by the method shown, None where nothing may be said."""
    said = card.judgement
    return said.verdict.pace(said.method) if said.verdict and not said.key_reason else None


def needed(card: Card) -> str:
    """The yearly pace that would do, from the newest value on; empty where there is none to name."""
    pace = pace_of(card)
    if pace is None or pace.required is None or card.decided is None:
        return ""
    since = pace.last_year if pace.method in FROM_NOW else card.decided.target.base_year or pace.first_year
    key = "needed" if pace.method in FROM_NOW else "needed_base"
    return text(f"ziele.pace.{key}", n=_yearly(pace.required, pace, card.indicator), since=since)


FROM_NOW = frozenset({"destatis", "robust"})
"""Profiles whose needed pace starts at the newest value; the others start at a base year."""


def happened(card: Card) -> str:
    """The yearly pace there was, with its years."""
    pace = pace_of(card)
    if pace is None or pace.observed is None or pace.first_year is None or pace.last_year is None:
        return ""
    years = span(pace.first_year, pace.last_year)
    return text("ziele.pace.happened", n=_yearly(pace.observed, pace, card.indicator), years=years)


def quote(card: Card) -> str:
    """The Tempo-Quote and what it means."""
    ratio = card.judgement.ratio
    if ratio is None:
        return ""
    shown = number(ratio, 2)
    if rounded(ratio, 2) < 0:
        return text("ziele.quote.away", n=shown)
    return text("ziele.quote.share", n=shown, percent=f"{number(ratio * 100)}{NBSP}%")


def _yearly(amount: float, pace: Pace, indicator: Indicator) -> str:
    """``0,92 Prozentpunkte weniger je Jahr``: size, unit and way, so that no sign has to be read."""
    if pace.method in RATES:
        size, unit = number(abs(amount) * 100, 2), "%"
    else:
        size, unit = number(abs(amount), indicator.decimals + 1), short_unit(indicator)
        unit = text("pages.methods.points") if unit == "%" else unit
    if not any(sign in size for sign in "123456789"):
        return text("ziele.pace.none")
    key = "ziele.pace.more" if amount > 0 else "ziele.pace.less"
    return text(key, n=f"{size}{NBSP}{unit}" if unit else size)
