"""What lies ahead: target, Orientierungswert and the projection with its fixed words."""

from __future__ import annotations

from cockpit.base.formats import span
from cockpit.base.texts import text
from cockpit.charts.words.movement import reason_phrase, verdict_word
from cockpit.charts.words.values import difference, figure, with_unit
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.series import Point
from cockpit.model.verdict import Projection, Verdict
from cockpit.model.view import Card, View


def latest_of(source: View | Card) -> Point | None:
    """The newest value of the chosen Kreis."""
    if isinstance(source, Card):
        return source.latest
    return source.kreis.latest if source.kreis else None


def region_of(source: View | Card) -> Region | None:
    """Whose values are spoken of."""
    if isinstance(source, Card):
        return source.series.region
    return source.kreis.region if source.kreis else None


def orientation_words(region: Region | None) -> str:
    """What an Orientierungswert is, for a Kreis or a Land."""
    return text("words.orientation.words_land" if region and region.level == "land" else "words.orientation.words")


def orientation_sentence(source: View | Card) -> str:
    """Orientierungswert, its words and the distance to it; empty where there is none."""
    goal = source.orientation
    if goal is None:
        return ""
    if goal.value is None:
        phrase = reason_phrase(goal.reason)
        return text("words.orientation.none", reason=phrase) if phrase else ""
    indicator, latest = source.indicator, latest_of(source)
    shown = {
        "year": goal.target.year,
        "value": with_unit(goal.value, indicator),
        "words": orientation_words(region_of(source)),
    }
    if latest is None or latest.value is None:
        return text("words.orientation.sentence", **shown)
    if indicator.direction and indicator.direction * (latest.value - goal.value) >= 0:
        return text("words.orientation.reached", latest_year=latest.year, **shown)
    return text("words.orientation.distance", distance=difference(goal.value - latest.value, indicator), **shown)


def orientation_short(card: Card) -> str:
    """Orientierungswert and distance as bare figures, where the unit stands beside; empty where there is none."""
    goal, latest = card.orientation, card.latest
    if goal is None or goal.value is None:
        return ""
    shown = {"year": goal.target.year, "value": figure(goal.value, card.indicator)}
    if latest is None or latest.value is None:
        return text("words.orientation.short", **shown)
    if card.indicator.direction and card.indicator.direction * (latest.value - goal.value) >= 0:
        return text("words.orientation.short_reached", **shown)
    distance = figure(abs(goal.value - latest.value), card.indicator)
    return text("words.orientation.short_distance", distance=distance, **shown)


def target_sentence(source: View | Card) -> str:
    """The decided target, the verdict and the years whose pace it rests on; empty without a decided target."""
    goal = source.decided
    if goal is None or goal.value is None:
        return ""
    told = [text("words.target.sentence", year=goal.target.year, value=with_unit(goal.value, source.indicator))]
    judgement = source.judgement
    pace = judgement.verdict.pace(judgement.method) if judgement and judgement.verdict else None
    if judgement is None or judgement.key == "no_verdict":
        return told[0]
    if judgement.key == "met":
        told.append(text("words.target.shrinking" if pace and pace.shrinking else "words.target.met"))
    elif pace and pace.first_year and pace.last_year:
        word = verdict_word(judgement.key)
        told.append(text("words.target.pace", span=span(pace.first_year, pace.last_year), word=word))
    return " ".join(told)


def outlook(view: View) -> tuple[Verdict, Projection] | None:
    """Verdict and projection of the shown method, or nothing when the latest value is too old."""
    judgement = view.judgement
    if judgement is None or judgement.too_old or judgement.verdict is None:
        return None
    projection = judgement.verdict.projection(judgement.method)
    return (judgement.verdict, projection) if projection else None


def projection_sentence(view: View) -> str:
    """What the pace of named years would lead to, and the fixed words; empty where nothing is projected."""
    found = outlook(view)
    if found is None or view.judgement is None:
        return ""
    verdict, projection = found
    pace = verdict.pace(view.judgement.method)
    years = span(pace.first_year, pace.last_year) if pace and pace.first_year and pace.last_year else ""
    told = text(
        "words.projection.sentence",
        span=years,
        year=projection.year,
        value=with_unit(projection.value, view.indicator),
    )
    told += _band(projection, view.indicator) + _arrival(verdict, projection, view.indicator)
    return f"{told} {text('words.projection.fixed')}"


def _band(projection: Projection, indicator: Indicator) -> str:
    if projection.low is None or projection.high is None:
        return ""
    low, high = figure(projection.low, indicator), with_unit(projection.high, indicator)
    return text("words.projection.band", low=low, high=high)


def _arrival(verdict: Verdict, projection: Projection, indicator: Indicator) -> str:
    if verdict.target_value is None:
        return text("words.projection.end")
    target = with_unit(verdict.target_value, indicator)
    if projection.arrival is None:
        return text("words.projection.never", target=target)
    return text("words.projection.arrival", target=target, arrival=projection.arrival)
