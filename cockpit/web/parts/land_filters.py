"""What narrows the page of a Land: goals, classes of movement and who can act, all as links."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import enumeration, number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Sdg
from cockpit.query import LandView, land_view
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.levers import levers_filter
from cockpit.web.parts.links import LOADED, here
from cockpit.web.parts.marks import plate, symbol

CLASSES = ("improving", "no_trend", "worsening", "no_verdict")


def land_filters(request: PageRequest, every: LandView, shown: LandView) -> Component:
    """The links; ``every`` is the Land as it is without any of them."""
    anyone = land_view(request.snapshot, every.land, request.selection.but(actor="", order=""))
    levers = levers_filter(request, anyone.indicators)
    return html.Div([_goals(request, every), _classes(request, shown), levers], className="land-choice")


def _goals(request: PageRequest, every: LandView) -> Component:
    sdgs = request.snapshot.catalogue.sdgs
    links = [_goal(request, sdgs[number]) for number in every.goals]
    chosen = {} if request.selection.every_goal or request.selection.indicators else {"aria-current": "true"}
    everything = html.A(text("land.goal.every"), href=_narrowed(request, None), **LOADED, **chosen)
    nav = html.Nav(
        [html.Span(text("land.goal.choose")), everything, *links],
        className="jump",
        **{"aria-label": text("land.goal.label")},
    )
    return html.Div([nav, *_without(every, sorted(sdgs))])


def _goal(request: PageRequest, sdg: Sdg) -> Component:
    current = {"aria-current": "true"} if request.selection.sdg == sdg.number else {}
    named = [plate(sdg), html.Span(sdg.title, className="vh")]
    return html.A(named, href=_narrowed(request, sdg.number), **LOADED, **current)


def _narrowed(request: PageRequest, goal: int | None) -> str:
    return here(request, sdg=goal, goals=(), indicators=(), order="")


def _without(every: LandView, numbers: list[int]) -> list[Component]:
    missing = [str(number) for number in numbers if number not in every.goals]
    if not missing:
        return []
    key = "land.goal.without" if len(missing) == 1 else "land.goal.without_some"
    return [html.P(text(key, numbers=enumeration(missing)), className="note")]


def _classes(request: PageRequest, shown: LandView) -> Component:
    """One link per class with its number of cases."""
    counts = {key: int(getattr(shown.headline, key)) for key in CLASSES}
    links = [
        html.A(
            [symbol(key), f"{words.direction_word(key)} ({number(count)})"],
            href=here(request, verdict=key),
            **LOADED,
            **({"aria-current": "true"} if request.selection.verdict == key else {}),
        )
        for key, count in counts.items()
    ]
    chosen = {} if request.selection.verdict else {"aria-current": "true"}
    everything = html.A(text("land.verdict.every"), href=here(request, verdict=""), **LOADED, **chosen)
    return html.Nav(
        [html.Span(text("land.verdict.choose")), everything, *links],
        className="jump",
        **{"aria-label": text("land.verdict.label")},
    )
