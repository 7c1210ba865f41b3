"""How the targets of a council came to be: every change with day, Datenstand, office, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.charts.words import pace
from cockpit.model.region import Region
from cockpit.model.target import Target
from cockpit.query.targets import Step
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to, to_indicator

COLUMNS = ("when", "who", "what", "before", "after")


def target_history(request: PageRequest, place: Region, steps: Sequence[Step]) -> Component:
    """One row per change, newest first; the office is named, persons stand in the audit log alone."""
    head = html.Thead(html.Tr([html.Th(text(f"ziele.history.{name}"), scope="col") for name in COLUMNS]))
    caption = html.Caption(text("ziele.history.caption"), className="vh")
    rows = [_row(request, place, step) for step in steps]
    return html.Table([caption, head, html.Tbody(rows)], className="stacked target-steps")


def _row(request: PageRequest, place: Region, step: Step) -> Component:
    number = step.revision.id
    link = html.A(text("ziele.history.stand", n=number), href=to(request, f"/daten/stand/{number}"))
    first = html.Th([day(step.revision.created_at), html.Small(link, className="foot line")], scope="row")
    cells = {
        "who": text("ziele.history.office", name=place.display_name),
        "what": html.Div(_what(request, place, step)),
        "before": html.Div(_said(request, step.before)),
        "after": html.Div(_said(request, step.after)),
    }
    tds = [html.Td(content, **{"data-label": text(f"ziele.history.{name}")}) for name, content in cells.items()]
    return html.Tr([first, *tds])


def _what(request: PageRequest, place: Region, step: Step) -> list[Component | str]:
    """Indicator and deed; the reason of whoever took it back."""
    known = request.snapshot.catalogue.indicators.get(step.target.indicator)
    deed = "new" if step.before is None else "gone" if step.after is None else "changed"
    title: Component | str = step.target.indicator
    if known is not None:
        title = html.A(known.title, href=to_indicator(request, known.id, (place.key,)))
    note = [html.Small(step.revision.note, className="foot line")] if deed == "gone" else []
    return [title, " ", text(f"ziele.history.{deed}"), *note]


def _said(request: PageRequest, target: Target | None) -> list[Component | str]:
    known = request.snapshot.catalogue.indicators.get(target.indicator) if target else None
    if target is None or known is None:
        return [text("ziele.history.nothing")]
    told = [pace.decision(target), *([target.note] if target.note else [])]
    return [pace.wanted(target, known), *(html.Small(one, className="foot line") for one in told)]
