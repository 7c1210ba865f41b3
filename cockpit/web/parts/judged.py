"""What can be said about an indicator of one Kreis: movement, target, projection, place, who can act."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.view import View
from cockpit.web.page import PageRequest
from cockpit.web.parts.marks import direction_pill, verdict_pill
from cockpit.web.parts.methods import methods_table


def judged_section(request: PageRequest, view: View) -> Component | None:
    """The block below the figure; without a chosen Kreis it only says who can act."""
    if view.kreis is None:
        said = who_can_act(view.indicator)
        return html.Section(html.P(said, className="narrow")) if said else None
    title = html.H2(text("pages.judged.title", name=view.kreis.region.display_name))
    return html.Section([title, html.Div(_said(view), className="verdict"), *methods_table(request, view)])


def _said(view: View) -> list[Component]:
    judgement, indicator = view.judgement, view.indicator
    if judgement is None or view.kreis is None:
        return []
    place = words.placement_sentence(view.placement, view.kreis.region) if view.placement else ""
    moved = words.movement(judgement.verdict, indicator, judged=indicator.judged and not judgement.too_old)
    why = words.reason(judgement, indicator) if judgement.direction == "no_verdict" else ""
    sentences = [
        " ".join(part for part in (moved, _full(why)) if part),
        words.target_sentence(view),
        words.orientation_sentence(view),
        words.projection_sentence(view),
        words.stability_sentence(view),
        place,
        who_can_act(indicator),
    ]
    pills = [direction_pill(judgement, indicator)] + ([verdict_pill(judgement.key)] if view.decided else [])
    return [*pills, *(html.P(sentence) for sentence in sentences if sentence)]


def _full(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:] + "." if phrase else ""


def who_can_act(indicator: Indicator) -> str:
    """Who has levers on this indicator."""
    if not indicator.actors:
        return ""
    return text("pages.judged.actors", who=enumeration(text(f"pages.actor.{name}") for name in indicator.actors))
