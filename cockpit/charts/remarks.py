"""The lines under a course chart that explain its signs."""

from __future__ import annotations

from collections.abc import Sequence

from cockpit.base.formats import enumeration, span
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.runs import MARKED, breaks_of, within
from cockpit.charts.scene import Dot, Line, Note, Rule
from cockpit.charts.words.outlook import outlook
from cockpit.charts.words.position import kind_of
from cockpit.model.view import View


def remarks(view: View, rules: Sequence[Rule], far: Sequence[Line], latest: Dot | None) -> tuple[Note, ...]:
    """What the signs of the chart mean, and who is ``far`` away and not drawn."""
    notes: list[Note] = []
    if view.peers and view.kreis:
        kind = kind_of(view.kreis.region)
        notes.append(Note("peer", text("charts.line.peers", count=len(view.peers) - len(far), kind=kind)))
    notes += [_far(far, view, latest)] if far else []
    if not view.chosen and view.spread:
        notes.append(Note("quartiles", text("charts.line.quartiles")))
    if view.decided and view.decided.value is not None:
        notes.append(Note("target", text("charts.line.target")))
    if view.orientation and view.orientation.value is not None:
        sentence = text(
            "charts.line.orientation", words=words.orientation_words(view.kreis.region if view.kreis else None)
        )
        notes.append(Note("orientation", sentence))
    return tuple(notes + _ahead(view) + _marked(view) + _broken(view, rules))


def _far(far: Sequence[Line], view: View, latest: Dot | None) -> Note:
    """Who is not drawn because the axis would have to be more than twice as long, with the value farthest away."""
    here = latest.y if latest else 0.0
    ends = [(line.name, max(line.dots, key=lambda dot: abs(dot.y - here))) for line in far]
    told = [text("charts.line.far_one", name=name, value=dot.text, year=dot.x) for name, dot in ends]
    return Note("far", text("charts.line.far", names=enumeration(told), unit=words.short_unit(view.indicator)))


def _ahead(view: View) -> list[Note]:
    found = outlook(view)
    if found is None or view.judgement is None:
        return []
    pace = found[0].pace(view.judgement.method)
    years = span(pace.first_year, pace.last_year) if pace and pace.first_year and pace.last_year else ""
    fixed = text("words.projection.fixed")
    return [Note("projection", text("charts.line.projection", span=years, fixed=fixed))]


def _marked(view: View) -> list[Note]:
    points = [point for series in view.drawn for point in within(series, view.selection)]
    statuses = sorted({point.status for point in points if point.status in MARKED})
    told = enumeration((words.status_word(status) for status in statuses), "oder")
    return [Note("open", text("charts.line.open", words=told))] if told else []


def _broken(view: View, rules: Sequence[Rule]) -> list[Note]:
    if not view.kreis:
        return []
    years = {rule.x for rule in rules if rule.x is not None}
    marks = breaks_of(view.indicator, view.kreis.region.key)
    return [
        Note("break", text("charts.line.break_note", year=mark.year, reason=mark.reason))
        for mark in marks
        if mark.year in years and mark.reason
    ]
