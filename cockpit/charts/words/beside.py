"""What compared Kreise show beside each other: highest and lowest in the newest year that all of them have."""

from __future__ import annotations

from cockpit.base.texts import text
from cockpit.charts.words.values import with_unit
from cockpit.model.series import Point, Series
from cockpit.model.view import View


def beside(view: View) -> str:
    """The finding without full stop; empty where the Kreise have no year in common."""
    shown = [(series, _values(series, view)) for series in view.drawn]
    known = [(series, values) for series, values in shown if values]
    common = set.intersection(*(set(values) for _, values in known)) if len(known) > 1 else set()
    if not common:
        return ""
    year = max(common)
    ordered = sorted(known, key=lambda pair: pair[1][year].value or 0.0)
    low, high = ordered[0], ordered[-1]
    title = view.indicator.short_title
    if low[1][year].value == high[1][year].value:
        return text("words.finding.beside_equal", title=title, year=year, value=_said(high[1][year], view))
    return text(
        "words.finding.beside",
        title=title,
        year=year,
        high_name=high[0].region.display_name,
        high=_said(high[1][year], view),
        low_name=low[0].region.display_name,
        low=_said(low[1][year], view),
    )


def _values(series: Series, view: View) -> dict[int, Point]:
    first, last = view.selection.first_year, view.selection.last_year
    inside = (point for point in series.points if (first or point.year) <= point.year <= (last or point.year))
    return {point.year: point for point in inside if point.value is not None}


def _said(point: Point, view: View) -> str:
    return with_unit(point.value or 0.0, view.indicator)
