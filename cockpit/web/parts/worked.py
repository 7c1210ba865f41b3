"""A calculation to follow with pencil and paper: values, slope, pace by every method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dash.development.base_component import Component

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.series import Series
from cockpit.model.verdict import Trend, Verdict
from cockpit.model.view import View
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to_indicator
from cockpit.web.parts.marks import direction_pill
from cockpit.web.parts.methods import pace_table

SMALLEST_P = 0.001


@dataclass(frozen=True, slots=True)
class Example:
    """What a worked example is about, and its View."""

    kind: Literal["trend", "pace", "land"]
    view: View


def worked_example(request: PageRequest, example: Example) -> Component:
    """The steps of one calculation with the numbers that are in the store right now."""
    view = example.view
    if view.kreis is None or view.judgement is None or view.judgement.verdict is None:
        return html.Div()
    verdict, indicator = view.judgement.verdict, view.indicator
    link = html.A(indicator.title, href=to_indicator(request, indicator.id, (view.kreis.region.key,)))
    title = html.H3([text(f"pages.worked.{example.kind}", name=view.kreis.region.display_name), " ", link])
    steps = _trend(view, verdict) if example.kind == "trend" else _pace(view, verdict)
    why = [html.P(text("pages.worked.why_land"))] if example.kind == "land" else []
    source = html.P(words.source_line(view.source, view.revision), className="note")
    return html.Section([title, *why, *steps, source], className="box worked")


def _trend(view: View, verdict: Verdict) -> list[Component]:
    trend, indicator = verdict.trend, view.indicator
    said = words.movement(verdict, indicator, judged=True)
    parts = [_values(view.kreis, indicator, trend) if view.kreis else html.Div()]
    if trend.slope is not None and trend.p is not None:
        slope = number(trend.slope, indicator.decimals + 2, plus=True)
        fit = text("pages.worked.slope", n=trend.n, slope=slope, p=_chance(trend.p))
        parts.append(html.P(fit))
    pill = [direction_pill(view.judgement, indicator)] if view.judgement else []
    return [*parts, html.P([*pill, " ", said])]


def _chance(p: float) -> str:
    """p to three digits; smaller ones are never shown as zero."""
    return text("pages.worked.p_small") if p < SMALLEST_P else text("pages.worked.p", p=number(p, 3))


def _pace(view: View, verdict: Verdict) -> list[Component]:
    """Target and the pace by all methods; told as distance where the target only orients."""
    sentences = (words.target_sentence(view), words.orientation_sentence(view), words.projection_sentence(view))
    said = [html.P(sentence) for sentence in sentences if sentence]
    values = [_values(view.kreis, view.indicator, verdict.trend)] if view.kreis else []
    return [*values, *said, pace_table(verdict, view.indicator, None)]


def _values(series: Series, indicator: Indicator, trend: Trend) -> Component:
    """The values of the window as one line of years and figures."""
    first, last = trend.first_year or 0, trend.last_year or 9999
    used = [point for point in series.points if first <= point.year <= last and point.value is not None]
    shown = [
        html.Li([html.Span(str(point.year), className="foot"), html.B(words.figure(point.value or 0.0, indicator))])
        for point in used
    ]
    label = text("pages.worked.values", unit=words.long_unit(indicator))
    return html.Div([html.P(label, className="note"), html.Ol(shown, className="plain values")])
