"""The small signs every page shares: status pill, symbol, plate of a Sustainable Development Goal, unit."""

from __future__ import annotations

from collections.abc import Iterable

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator, Sdg
from cockpit.model.verdict import Judgement
from cockpit.web.many import html


def symbol(key: str) -> Component:
    """The shape of a class; the word beside it says the same."""
    return html.Span(className=f"sym sym-{key}", **{"aria-hidden": "true"})


def pill(key: str, word: str) -> Component:
    """Symbol and word on the soft colour of the class."""
    return html.Span([symbol(key), word], className=f"pill pill-{key}")


def direction_pill(judgement: Judgement, indicator: Indicator) -> Component:
    """How an indicator moves; quantities that are never judged are marked as context instead."""
    if not indicator.judged:
        return html.Span(text("pages.context"), className="pill pill-context")
    return pill(judgement.direction, words.direction_word(judgement.direction))


def verdict_pill(key: str) -> Component:
    """Pace against a target."""
    return pill(key, words.verdict_word(key))


def plate(sdg: Sdg, *, small: bool = False) -> Component:
    """The goal's number on its official colour; the title is for those who cannot see it beside."""
    size = " sdg-small" if small else ""
    colours = {"backgroundColor": sdg.colour, "color": sdg.text_colour}
    return html.Span(str(sdg.number), className=f"sdg{size}", style=colours, title=sdg.title)


def plates(sdgs: Iterable[Sdg]) -> Component:
    """Several small plates in a row, read out as one list of goals."""
    shown = list(sdgs)
    named = ", ".join(f"{sdg.number} {sdg.title}" for sdg in shown)
    hidden = {"aria-hidden": "true"}
    return html.Span(
        [html.Span(text("pages.sdg_list", goals=named), className="vh")]
        + [html.Span(plate(sdg, small=True), **hidden) for sdg in shown],
        className="sdgs",
    )
