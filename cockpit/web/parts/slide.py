"""One screen of a presentation: the finding as title, the chart, and beside it value, year and verdict."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit import charts
from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import Scene, words
from cockpit.model.indicator import Indicator
from cockpit.model.series import Series
from cockpit.model.verdict import Judgement
from cockpit.model.view import View
from cockpit.query import view
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.figure import picture, source
from cockpit.web.parts.marks import direction_pill, verdict_pill


def slide(request: PageRequest, indicator: Indicator, place: str, *, alone: bool) -> Component:
    """The slide of ``indicator``; ``alone`` on its page its finding is the h1."""
    shown = view(
        request.snapshot,
        request.selection.but(indicator=indicator.id, indicators=(), slide=None, tab="verlauf", interactive=False),
    )
    drawn = _drawn(shown)
    heading = html.H1 if alone else html.H2
    named = [shown.chosen[0].region.display_name] if len(shown.chosen) == 1 else []
    top = html.P(" · ".join([indicator.title, *named, place]), className="slide-top")
    body = html.Div([_chart(request, shown, drawn), html.Div(_facts(shown), className="slide-facts")])
    body.className = "slide-body"
    return html.Article([top, heading(drawn.title if drawn else indicator.title), body], className="slide")


def _drawn(shown: View) -> Scene | None:
    try:
        return charts.scene("shares" if shown.indicator.kind == "shares" else "line", shown) if shown.years else None
    except Refused:
        return None


def _chart(request: PageRequest, shown: View, drawn: Scene | None) -> Component:
    if drawn is None:
        return html.P(text("slides.no_chart", title=shown.indicator.title), className="box")
    measure = html.P(drawn.subtitle, className="measure")
    return html.Figure([measure, picture(request, shown, drawn), source(drawn)], className="fig")


def _facts(shown: View) -> list[Component]:
    if shown.indicator.kind == "shares":  # the parts stand in the picture, each with its figure
        return []
    sentences = (words.target_sentence(shown), words.orientation_sentence(shown))
    several = len(shown.chosen) > 1
    own = [_own(shown, series, named=several) for series in shown.chosen]
    return [*own, *(html.P(sentence) for sentence in sentences if sentence)]


def _own(shown: View, series: Series, *, named: bool) -> Component:
    """Value, year, status and verdict of one Kreis; several are told more briefly, the unit stands at the chart."""
    name = [html.P(series.region.display_name, className="slide-name")] if named else []
    point, judgement = series.latest, shown.judgements.get(series.region.key)
    if point is None or point.value is None or judgement is None:
        return html.Div([*name, html.P(text("slides.no_value"))])
    unit = "" if named else words.long_unit(shown.indicator)
    about = filter(None, (unit, str(point.year), words.status_word(point.status)))
    amount = [words.figure(point.value, shown.indicator), " ", html.Small(f" ·{words.NBSP}".join(about))]
    why = "" if named or judgement.direction != "no_verdict" or not shown.indicator.judged else words.reason(judgement)
    reason = [html.P(why, className="note")] if why else []
    return html.Div([*name, html.P(amount, className="big"), _pills(shown.indicator, judgement), *reason])


def _pills(indicator: Indicator, judgement: Judgement) -> Component:
    """Direction, and the verdict against a target only where one was decided."""
    pills = [direction_pill(judgement, indicator)]
    if judgement.verdict is not None and judgement.verdict.decided:
        pills.append(verdict_pill(judgement.key))
    return html.P(pills, className="pills")
