"""Presentation for sittings: one indicator per screen in large type, moved by keys or by links."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.query.slides import slides
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.comparison_choice import kreis_choice
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import here, to, to_kreis
from cockpit.web.parts.slide import slide

PATH = "/vortrag"
MENU = None


def page(request: PageRequest) -> Page:
    """The slide ``folie`` of the Kreise and indicators asked for, or all of them for printing."""
    kreise, shown = slides(request.snapshot, request.selection)
    if not kreise:
        return Page(text("slides.title"), _start(request), description=text("slides.lead"))
    title = text("slides.named", kreise=enumeration(kreis.display_name for kreis in kreise))
    if not shown:
        nothing = html.P(text("slides.nothing"), className="box")
        return Page(title, html.Div([page_head(title), nothing]), description=text("slides.lead"))
    if request.selection.slide == 0:
        return Page(title, _every(request, kreise, shown, title), description=text("slides.lead"))
    number = request.selection.slide or 1
    named = text("slides.title_of", n=number, most=len(shown), title=shown[number - 1].title)
    return Page(named, _one(request, kreise, shown, number), description=title)


def _start(request: PageRequest) -> Component:
    lead = html.P(text("slides.lead"), className="lead")
    head = page_head(text("slides.title"), lead, kreis_choice(request, ()))
    return html.Div([head, html.P(text("slides.choose"))])


def _one(request: PageRequest, kreise: tuple[Region, ...], shown: tuple[Indicator, ...], number: int) -> Component:
    place = text("slides.of", n=number, most=len(shown))
    content = slide(request, shown[number - 1], place, alone=True)
    return html.Div([content, _moves(request, kreise, number, len(shown))], className="slides")


def _every(request: PageRequest, kreise: tuple[Region, ...], shown: tuple[Indicator, ...], title: str) -> Component:
    content = [
        slide(request, indicator, text("slides.of", n=number, most=len(shown)), alone=False)
        for number, indicator in enumerate(shown, 1)
    ]
    single = html.A(text("slides.one"), href=here(request, slide=1), className="btn")
    links = html.P([single, html.A(text("slides.end"), href=_end(request, kreise), className="btn")], className="btns")
    return html.Div([page_head(title, links), *content], className="slides slides-all")


def _moves(request: PageRequest, kreise: tuple[Region, ...], number: int, most: int) -> Component:
    """The links that the keys follow too; where there is no way on, the link is left out."""
    back = (("first", 1), ("back", number - 1)) if number > 1 else ()
    on = (("next", number + 1), ("last", most)) if number < most else ()
    moves = [
        html.A(text(f"slides.{name}"), href=here(request, slide=to_number), className="btn", **{"data-slide": name})
        for name, to_number in (*back, *on)
    ]
    others = [
        html.A(text("slides.every"), href=here(request, slide=0)),
        html.A(text("slides.end"), href=_end(request, kreise)),
    ]
    label = {"aria-label": text("slides.moves")}
    return html.Nav([html.Div(moves), html.P(others, className="links")], className="slide-moves no-print", **label)


def _end(request: PageRequest, kreise: tuple[Region, ...]) -> str:
    """Back to where the presentation may have been opened: the Kreis, or the comparison of several."""
    if len(kreise) == 1:
        return to_kreis(request, kreise[0])
    return to(request, "/vergleich", kreise=tuple(kreis.key for kreis in kreise))
