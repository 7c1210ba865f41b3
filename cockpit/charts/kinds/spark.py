"""The small line beside a value: the whole course, its colour the judgement of the movement."""

from __future__ import annotations

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.runs import dot, runs
from cockpit.charts.scene import Line, Scene
from cockpit.model.indicator import Indicator
from cockpit.model.series import Series
from cockpit.model.view import Card, View


def scene(view: View) -> Scene:
    """The spark of the chosen Kreis."""
    if view.kreis is None:
        raise Refused(text("charts.no_values"), view.indicator.title)
    key = view.judgement.direction if view.judgement else "no_verdict"
    source = words.source_line(view.source, view.revision)
    return _spark(view.kreis, view.indicator, key, words.finding_as("line", view), source)


def card_scene(card: Card) -> Scene:
    """The spark of a card."""
    title = f"{card.series.region.display_name}: {card.indicator.short_title}"
    source = words.source_line(card.source, None)
    return _spark(card.series, card.indicator, card.judgement.direction, title, source)


def _spark(series: Series, indicator: Indicator, key: str, title: str, source: str) -> Scene:
    points = tuple(point for point in series.points if point.value is not None)
    if not points:
        raise Refused(text("charts.no_values"), indicator.title)
    last = dot(points[-1], indicator)
    amounts = [point.value or 0.0 for point in points]
    return Scene(
        kind="spark",
        layout="plane",
        title=title,
        subtitle=words.long_unit(indicator),
        source=source,
        alt=text("charts.alt.spark", title=title, values=_told(series, indicator)).strip(),
        unit=words.short_unit(indicator),
        years=(points[0].year, points[-1].year),
        ticks=((min(amounts), ""), (max(amounts), "")),
        lines=(Line(key, series.region.display_name, runs(points, indicator, series.region.key)),),
        marks=(last,),
        bare=True,
    )


def _told(series: Series, indicator: Indicator) -> str:
    points = [point for point in series.points if point.value is not None]
    first, last, name = points[0], points[-1], series.region.display_name
    if first is last:
        return text("charts.alt.one", name=name, year=last.year, value=words.value(last.value, indicator))
    return text(
        "charts.alt.series",
        name=name,
        first_year=first.year,
        first=words.value(first.value, indicator),
        last_year=last.year,
        last=words.value(last.value, indicator),
    )
