"""Where an indicator comes from and what it cannot say: everything someone who cites it must know."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.formats import day, enumeration
from cockpit.base.texts import text
from cockpit.model.catalogue import breaks_of
from cockpit.model.indicator import Source
from cockpit.model.view import View
from cockpit.query import coverage
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.formula import formula_shown
from cockpit.web.parts.indicator_head import BETTER
from cockpit.web.parts.judged import actors
from cockpit.web.parts.links import to
from cockpit.web.parts.outside import outside

Fact = tuple[str, Component | str | Sequence[Component | str]]


def about(request: PageRequest, view: View) -> Component:
    """A list of terms; what is not known is left out."""
    facts = [*_meaning(view), *_origin(view.source), *_held(request, view), *_limits(request, view)]
    parts: list[Component] = []
    for name, content in facts:
        if content:
            parts += [html.Dt(text(f"pages.about.{name}")), html.Dd(content)]
    return html.Section([html.H2(text("pages.tab.daten")), html.Dl(parts, className="facts-list")])


def _meaning(view: View) -> list[Fact]:
    indicator = view.indicator
    return [
        ("question", indicator.question),
        ("definition", indicator.definition),
        ("unit", indicator.unit_long or indicator.unit),
        ("direction", text(BETTER[indicator.direction])),
        ("formula", formula_shown(view) or ""),
        ("actors", actors(indicator)),
    ]


def _origin(source: Source) -> list[Fact]:
    link = outside(source.title, source.url) if source.url else source.title
    licence = outside(source.licence, source.licence_url) if source.licence_url else source.licence
    return [
        ("source", [link, f", {source.publisher}" if source.publisher else ""]),
        ("table", source.table),
        ("licence", licence),
        ("attribution", source.attribution),
        ("retrieved", day(source.retrieved_on) if source.retrieved_on else ""),
        ("next_update", source.next_update),
        ("source_note", source.note),
    ]


def _held(request: PageRequest, view: View) -> list[Fact]:
    held = coverage(request.snapshot).get(view.indicator.id)
    changed = view.last_change
    stand = text("pages.stand", n=changed.id, day=day(changed.created_at))
    rhythm = view.indicator.rhythm
    shown = (
        text("pages.about.held", first=held.first_year, last=held.last_year, n=held.n_years, kreise=held.n_kreise)
        if held
        else ""
    )
    return [
        ("rhythm", text("pages.about.yearly") if rhythm == 1 else text("pages.about.every", n=rhythm)),
        ("coverage", shown),
        ("changed", stand if held else ""),
    ]


def _limits(request: PageRequest, view: View) -> list[Fact]:
    catalogue = request.snapshot.catalogue
    breaks = [
        text("pages.about.break", year=item.year, reason=item.reason)
        for item in breaks_of(catalogue, view.indicator.id)
    ]
    known = [
        text("pages.about.peculiarity", years=_years(item.first, item.last), reason=item.reason)
        for item in catalogue.peculiarities
        if item.indicator == view.indicator.id and item.kind != "break"
    ]
    used = [item for item in catalogue.indicators.values() if item.formula and view.indicator.id in item.formula.inputs]
    links = [html.A(item.title, href=to(request, f"/indikator/{item.id}")) for item in used]
    return [
        ("caveat", view.indicator.caveat),
        ("breaks", _list(dict.fromkeys(breaks))),
        ("peculiarities", _list(dict.fromkeys(known))),
        ("used_in", html.Ul([html.Li(link) for link in links], className="plain") if links else ""),
        ("keywords", enumeration(view.indicator.keywords)),
    ]


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _list(items: dict[str, None]) -> Component | str:
    return html.Ul([html.Li(item) for item in items]) if items else ""
