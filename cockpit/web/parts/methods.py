"""All methods side by side for one series and its target, so that nobody has to trust a single one."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import number, span
from cockpit.base.texts import has_text, text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.verdict import RATES, Pace, Verdict
from cockpit.model.view import View
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import here
from cockpit.web.parts.marks import verdict_pill


def methods_table(request: PageRequest, view: View) -> list[Component]:
    """The table; nothing where no method could be used or the values are too old for any statement."""
    judgement = view.judgement
    if judgement is None or judgement.verdict is None or judgement.too_old:
        return []
    verdict = judgement.verdict
    if all(pace.ratio is None for pace in verdict.paces):
        return []
    title = html.H3(text("pages.methods.title" if verdict.decided else "pages.methods.orientation"))
    table = pace_table(verdict, view.indicator, lambda name: here(request, method=name), request.selection.method)
    note = html.P([text("pages.methods.note"), " ", html.A(text("pages.method"), href="/methodik")], className="note")
    return [html.Div([title, table, note], className="methods")]


def pace_table(verdict: Verdict, indicator: Indicator, address: object, chosen: str = "") -> Component:
    """One row per profile; a pace against an Orientierungswert is told as a number, never as a failure."""
    columns = ["method", "window", "observed", "required", "ratio", *(["verdict"] if verdict.decided else [])]
    head = html.Tr([html.Th(text(f"pages.methods.{name}"), scope="col", className=_align(name)) for name in columns])
    rows = [_row(pace, verdict, indicator, address, chosen) for pace in verdict.paces]
    caption = html.Caption(text("pages.methods.caption"), className="vh")
    return html.Table([caption, html.Thead(head), html.Tbody(rows)], className="stacked figures")


def _align(name: str) -> str | None:
    return "n" if name in ("observed", "required", "ratio") else None


def _row(pace: Pace, verdict: Verdict, indicator: Indicator, address: object, chosen: str) -> Component:
    name = text(f"words.method.{pace.method}")
    label = html.A(name, href=address(pace.method)) if callable(address) else name
    years = span(pace.first_year, pace.last_year) if pace.first_year and pace.last_year else "–"
    figures = [_yearly(pace.observed, pace, indicator), _yearly(pace.required, pace, indicator), _ratio(pace.ratio)]
    names = ("observed", "required", "ratio")
    cells = [_cell(text(f"pages.methods.{name}"), value, "n") for name, value in zip(names, figures, strict=True)]
    last = [_cell(text("pages.methods.verdict"), _verdict(pace), "")] if verdict.decided else []
    first = html.Th([label, *_undefined(pace)], scope="row")
    own = {"className": "chosen"} if pace.method == chosen else {}
    return html.Tr([first, _cell(text("pages.methods.window"), years, ""), *cells, *last], **own)


def _cell(label: str, content: Component | str, align: str) -> Component:
    return html.Td(content, className=align or None, **{"data-label": label})


def _undefined(pace: Pace) -> list[Component]:
    if pace.ratio is not None or not pace.reason or not has_text(f"words.reason.{pace.reason}"):
        return []
    return [html.Br(), html.Small(text(f"words.reason.{pace.reason}"), className="foot")]


def _yearly(amount: float | None, pace: Pace, indicator: Indicator) -> str:
    """A pace per year: in units, or as a rate in per cent."""
    if amount is None:
        return "–"
    if pace.method in RATES:
        return text("pages.methods.rate", n=number(amount * 100, 2, plus=True))
    unit = words.short_unit(indicator)
    shown = text("pages.methods.points") if unit == "%" else unit
    return text("pages.methods.units", n=number(amount, indicator.decimals + 1, plus=True), unit=shown)


def _ratio(ratio: float | None) -> str:
    return "–" if ratio is None else number(ratio, 2)


def _verdict(pace: Pace) -> Component:
    return verdict_pill(pace.key)
