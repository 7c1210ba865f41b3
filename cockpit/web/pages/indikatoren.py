"""All indicators by Sustainable Development Goal with question, unit and coverage – gaps shown as gaps."""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from cockpit.base.collation import collated
from cockpit.base.formats import span
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator, Sdg
from cockpit.query import Coverage, coverage
from cockpit.query.spelling import plain, says
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.form import filter_line
from cockpit.web.parts.gaps import gap_boxes
from cockpit.web.parts.head import page_head
from cockpit.web.parts.levers import levers_filter
from cockpit.web.parts.links import to, to_indicator
from cockpit.web.parts.marks import plate

PATH = "/indikatoren"
MENU = (text("pages.indikatoren.title"), 20)
COLUMNS = ("name", "question", "unit", "coverage")


def page(request: PageRequest) -> Page:
    """The list, narrowed by words (``q``) and goal (``sdg``)."""
    held = coverage(request.snapshot)
    every = [item for item in request.snapshot.catalogue.indicators.values() if _wanted(request, item)]
    shown = [item for item in every if not request.selection.actor or request.selection.actor in item.actors]
    main = sorted((item for item in shown if item.kind in ("indicator", "shares") or _filled(item, held)), key=_title)
    base = sorted((item for item in shown if item.kind == "base"), key=_title)
    gaps = sorted((item for item in shown if item.kind == "gap" and not _filled(item, held)), key=_title)
    parts = [
        _opening(request, len(shown)),
        _tools(request),
        _goals(request),
        levers_filter(request, every),
        *_main(request, main, held),
        *_gaps(request, gaps),
    ]
    parts += _base(request, base, held)
    if not shown:
        parts.append(html.P(text("pages.nothing")))
    return Page(text("pages.indikatoren.title"), html.Div(parts))


def _opening(request: PageRequest, count: int) -> Component:
    """What the page is for; narrowed to who has levers, how many are listed."""
    said = words.listed(count, request.selection.actor) if request.selection.actor else text("pages.indikatoren.lead")
    return page_head(text("pages.indikatoren.title"), html.P(said, className="lead"))


def _filled(item: Indicator, held: Mapping[str, Coverage]) -> bool:
    """Whether a Kreis has closed the gap with values of its own."""
    return item.kind == "gap" and item.id in held


def _title(item: Indicator) -> tuple[str, str]:
    return collated(item.title)


def _wanted(request: PageRequest, item: Indicator) -> bool:
    asked, goals = plain(request.selection.search), set(request.selection.every_goal)
    told = plain(" ".join([item.title, item.question, item.unit, *item.keywords]))
    return (asked in told or says(told, asked)) and (not goals or bool(goals & set(item.sdg)))


def _tools(request: PageRequest) -> Component:
    keep = {name: request.args[name] for name in ("sdg", "handeln", "stand") if request.args.get(name)}
    line = filter_line(
        "indikatoren",
        action=request.path,
        label=text("pages.indikatoren.filter"),
        value=request.selection.search,
        keep=keep,
    )
    return html.Div(line, className="controls")


def _goals(request: PageRequest) -> Component:
    used = sorted({number for item in request.snapshot.catalogue.indicators.values() for number in item.sdg})
    sdgs = request.snapshot.catalogue.sdgs
    links = [_goal(request, sdgs[number]) for number in used if number in sdgs]
    if request.selection.sdg:
        links.insert(0, html.A(text("pages.indikatoren.every_goal"), href=_to_goal(request, None)))
    return html.Nav(links, className="jump", **{"aria-label": text("pages.indikatoren.by_goal")})


def _goal(request: PageRequest, sdg: Sdg) -> Component:
    current = {"aria-current": "true"} if request.selection.sdg == sdg.number else {}
    return html.A([plate(sdg), html.Span(sdg.title, className="vh")], href=_to_goal(request, sdg.number), **current)


def _to_goal(request: PageRequest, goal: int | None) -> str:
    return to(request, "/indikatoren", sdg=goal, actor=request.selection.actor)


def _main(request: PageRequest, shown: list[Indicator], held: Mapping[str, Coverage]) -> list[Component]:
    sdgs = request.snapshot.catalogue.sdgs
    numbers = sorted({_first(item) for item in shown})
    groups = [
        _group(request, sdgs.get(number), [item for item in shown if _first(item) == number], held)
        for number in numbers
    ]
    if not groups:
        return []
    caption = html.Caption(text("pages.indikatoren.caption"), className="vh")
    table = html.Table([caption, _head(), *groups], className="list stacked")
    return [html.Section([html.H2(text("pages.indikatoren.by_goal")), table])]


def _first(item: Indicator) -> int:
    return item.sdg[0] if item.sdg else 99


def _head() -> Component:
    return html.Thead(html.Tr([html.Th(text(f"pages.indikatoren.{name}"), scope="col") for name in COLUMNS]))


def _group(request: PageRequest, sdg: Sdg | None, shown: list[Indicator], held: Mapping[str, Coverage]) -> Component:
    label = html.Span([plate(sdg), sdg.title]) if sdg else html.Span(text("pages.no_goal"))
    first = html.Tr(html.Th(label, colSpan=len(COLUMNS), scope="rowgroup"), className="g")
    return html.Tbody([first, *(_row(request, item, held) for item in shown)])


def _row(request: PageRequest, item: Indicator, held: Mapping[str, Coverage]) -> Component:
    link = html.A(item.title, href=to_indicator(request, item.id))
    told = {
        "question": item.question,
        "unit": item.unit_long or item.unit,
        "coverage": covered(item, held.get(item.id)),
    }
    cells = [html.Td(said, **{"data-label": text(f"pages.indikatoren.{name}")}) for name, said in told.items()]
    return html.Tr([html.Th(link, scope="row"), *cells])


def covered(item: Indicator, held: Coverage | None) -> str:
    """Years and Kreise with values, or that there are none."""
    if held is None:
        return text("pages.indikatoren.no_values")
    years = span(held.first_year, held.last_year)
    if item.level == "land":
        return text("pages.indikatoren.covered_land", years=years)
    key = "covered_one" if held.n_kreise == 1 else "covered"
    return text(f"pages.indikatoren.{key}", years=years, n=held.n_kreise)


def _base(request: PageRequest, shown: list[Indicator], held: Mapping[str, Coverage]) -> list[Component]:
    if not shown:
        return []
    rows = [_row(request, item, held) for item in shown]
    caption = html.Caption(text("pages.indikatoren.base_caption"), className="vh")
    table = html.Table([caption, _head(), html.Tbody(rows)], className="list stacked")
    intro = html.P(text("pages.indikatoren.base_intro"), className="narrow")
    return [html.Section([html.H2(text("pages.indikatoren.base")), intro, table])]


def _gaps(request: PageRequest, shown: list[Indicator]) -> list[Component]:
    if not shown:
        return []
    intro = html.P(text("pages.gap.intro"), className="narrow")
    return [html.Section([html.H2(text("pages.gap.title")), intro, gap_boxes(request, shown)])]
