"""Below the course: the actions of the Kreis on this indicator, and the values before and after each began."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import number, span
from cockpit.base.texts import text
from cockpit.charts import Table, words
from cockpit.charts.deeds import sign
from cockpit.model.action import Action
from cockpit.model.catalogue import breaks_of, matches
from cockpit.model.view import View
from cockpit.progress.before_after import BeforeAfter, Side, before_after
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.action_marks import state_mark, term, to_actions
from cockpit.web.parts.tables import data_table


def effect_section(request: PageRequest, view: View) -> Component | None:
    """Nothing without an action of the chosen Kreis."""
    if view.kreis is None or not view.actions:
        return None
    title = html.H2(text("actions.effect.title", name=view.kreis.region.display_name))
    boxes = [_box(request, view, one, place) for place, one in enumerate(view.actions, start=1)]
    return html.Section([title, html.P(text("actions.effect.note"), className="note narrow"), *boxes])


def _box(request: PageRequest, view: View, action: Action, place: int) -> Component:
    place_of = request.snapshot.catalogue.regions[action.region]
    title = html.H3([f"{sign(place)} ", html.A(action.title, href=to_actions(request, place_of, action))])
    told = " · ".join(part for part in (action.unit, term(action)) if part)
    marks = html.P([state_mark(action), html.Span(told, className="foot")], className="action-marks")
    return html.Article([title, marks, *_compared(request, view, action)], className="card")


def _compared(request: PageRequest, view: View, action: Action) -> list[Component]:
    """The table, or why there is none."""
    if view.kreis is None or action.start is None:
        return [html.P(text("actions.effect.no_start"), className="foot")]
    key = view.kreis.region.key
    breaks = breaks_of(request.snapshot.catalogue, view.indicator.id)
    years = {one.year for one in breaks if matches(one.keys, key)}
    found = before_after(view.kreis, view.peers, action.start.year, years)
    if found is None:
        return [html.P(text("actions.effect.few", year=action.start.year), className="foot")]
    table = data_table(_table(view, found))
    table.className = "figures stacked"  # four columns are too many for a phone when their heads are long
    return [table, html.P(text("actions.effect.fixed"), className="foot")]


def _table(view: View, found: BeforeAfter) -> Table:
    """Own mean and the median of comparable Kreise, before, after, and the difference."""
    columns = (
        text("actions.effect.who"),
        text("actions.effect.before", years=_years(found.before)),
        text("actions.effect.after", years=_years(found.after)),
        text("actions.effect.difference"),
    )
    name = view.kreis.region.display_name if view.kreis else ""
    rows = [_row(view, name, found.before.own, found.after.own)]
    if found.before.peers is not None and found.after.peers is not None:
        peers = text("actions.effect.peers", n=found.n_peers)
        rows.append(_row(view, peers, found.before.peers, found.after.peers))
    kind = "points" if words.short_unit(view.indicator) == "%" else "plain"
    caption = text(f"actions.effect.caption_{kind}", title=view.indicator.title, unit=words.long_unit(view.indicator))
    return Table(caption, columns, tuple(rows))


def _row(view: View, name: str, before: float, after: float) -> tuple[str, ...]:
    shown = [words.figure(amount, view.indicator) for amount in (before, after)]
    return (name, *shown, number(after - before, view.indicator.decimals, plus=True))


def _years(side: Side) -> str:
    """A span, or the years one by one where some are missing."""
    first, last = side.years[0], side.years[-1]
    whole = last - first == len(side.years) - 1
    return span(first, last) if whole else ", ".join(str(year) for year in side.years)
