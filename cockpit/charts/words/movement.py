"""How a value moved, what that is called, and why nothing can be said."""

from __future__ import annotations

from cockpit.base.formats import rounded, span
from cockpit.base.texts import has_text, text
from cockpit.charts.words.values import figure, short_unit, value, with_unit
from cockpit.model.indicator import Indicator
from cockpit.model.verdict import Judgement, Trend, Verdict
from cockpit.model.view import Card, View

# below this many years the direction rule tests nothing (method: at least 5 points)
FEWEST = 5


def direction_word(key: str) -> str:
    """``improving`` → verbessert sich."""
    return text(f"words.direction.{key}")


def verdict_word(key: str) -> str:
    """``on_track`` → auf Kurs."""
    return text(f"words.verdict.{key}")


def change(trend: Trend, indicator: Indicator) -> int:
    """−1, 0, 1 by the rounded ends of the window, as people read them."""
    if trend.first_value is None or trend.last_value is None:
        return 0
    first, last = (rounded(end, indicator.decimals) for end in (trend.first_value, trend.last_value))
    return (last > first) - (last < first)


def movement(verdict: Verdict | None, indicator: Indicator, *, judged: bool) -> str:
    """One sentence on the window of the trend, or empty when there are no two values.

    ``judged`` False tells the movement without any judgement, as for series that ended long ago.
    """
    if verdict is None or not _told(verdict.trend):
        return ""
    trend = verdict.trend
    moved = change(trend, indicator)
    ends = _ends(trend, indicator, moved)
    if not judged:
        ends["last"] = figure(trend.last_value or 0.0, indicator)
    return text(f"words.movement.{_phrase(trend, moved, judged)}", **ends)


def _told(trend: Trend) -> bool:
    return trend.first_value is not None and trend.last_value is not None and trend.first_year != trend.last_year


def untested(trend: Trend) -> bool:
    """Whether nothing can be said about a trend, so that only both ends are told."""
    return (trend.key == "no_verdict" and trend.reason != "context") or trend.n < FEWEST


def _phrase(trend: Trend, moved: int, judged: bool) -> str:
    if not judged:
        return "untold" if moved else "untold_flat"
    if untested(trend):
        return "plain" if moved else "flat"
    if not trend.movement:
        return "no_trend" if moved else "no_trend_flat"
    return "plain" if moved == trend.movement else "trend"


def _ends(trend: Trend, indicator: Indicator, moved: int) -> dict[str, object]:
    first, last = trend.first_value or 0.0, trend.last_value or 0.0
    direction = moved if untested(trend) else trend.movement or moved
    return {
        "first_year": trend.first_year,
        "last_year": trend.last_year,
        "span": span(trend.first_year or 0, trend.last_year or 0),
        "first": figure(first, indicator),
        "last": with_unit(last, indicator),
        "verb": text("words.movement.rising" if direction > 0 else "words.movement.falling"),
    }


def reason(judgement: Judgement) -> str:
    """Why no statement is made, as a phrase without full stop; empty when one is made."""
    if judgement.too_old:
        last = judgement.verdict.trend.last_year if judgement.verdict else None
        return text("words.reason.too_old", year=last) if last else text("words.reason.too_old_plain")
    return reason_phrase(judgement.reason)


def reason_phrase(key: str) -> str:
    """The phrase of a reason key; empty for none."""
    return text(f"words.reason.{key}") if key and has_text(f"words.reason.{key}") else ""


def card_sentence(card: Card) -> str:
    """What a card says below its value: movement, then why it is not judged."""
    if card.latest is None or card.latest.value is None:
        return _sentence(text("words.reason.gap" if card.indicator.kind == "gap" else "words.reason.no_value"))
    too_old = card.judgement.too_old
    told = _short(movement(card.judgement.verdict, card.indicator, judged=not too_old), card.indicator)
    told = told or text("words.movement.single", year=card.latest.year, value=value(card.latest.value, card.indicator))
    if too_old:
        return f"{told} {text('words.movement.to_old', year=card.latest.year)}"
    extra = reason(card.judgement) if card.judgement.direction == "no_verdict" else ""
    return f"{told} {_sentence(extra)}".strip()


def _short(sentence: str, indicator: Indicator) -> str:
    """Beside a card's value the unit is known, so that only per cent is repeated."""
    unit = short_unit(indicator)
    return sentence if unit in {"%", ""} else sentence.replace(f"\N{NO-BREAK SPACE}{unit}", "")


def _sentence(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:] + "." if phrase else ""


def stability_sentence(view: View) -> str:
    """Whether the verdict on a decided target depends on the method; empty without one."""
    judgement = view.judgement
    counts = view.decided is not None and view.decided.value is not None
    if not counts or judgement is None or judgement.stable is None or judgement.key == "no_verdict":
        return ""
    return text("words.stability.stable" if judgement.stable else "words.stability.unstable")
