"""What can be said about an indicator of one Kreis: movement, target, projection, place, who can act."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Indicator
from cockpit.model.series import Series
from cockpit.model.view import View
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.indicator_head import SENTENCE_END
from cockpit.web.parts.links import to
from cockpit.web.parts.marks import direction_pill, verdict_pill
from cockpit.web.parts.methods import methods_table
from cockpit.web.parts.target_marks import by_kind, to_targets


def judged_section(request: PageRequest, view: View) -> Component | None:
    """The block below the figure; without a chosen Kreis it says who can act and what to heed."""
    if view.kreis is None:
        told = [sentence for sentence in (who_can_act(view.indicator), caveat(view.indicator)) if sentence]
        return html.Section([html.P(sentence, className="narrow") for sentence in told]) if told else None
    title = html.H2(text("pages.judged.title", name=view.kreis.region.display_name))
    said = html.Div(_said(view), className="verdict")
    return html.Section([title, said, *methods_table(request, view), *_ways_on(request, view, view.kreis)])


def _ways_on(request: PageRequest, view: View, kreis: Series) -> list[Component]:
    """One line to the comparable Kreise that moved on, and to the same Kreise beside each other."""
    if kreis.region.level != "kreis":
        return []
    keys = tuple(item.region.key for item in view.chosen if item.region.level == "kreis")
    links = [html.A(text("compare.from_indicator"), href=to(request, "/vergleich", kreise=keys))]
    if view.indicator.judged and view.indicator.level == "kreis" and request.snapshot.peers.get(kreis.region.key):
        address = to(request, f"/indikator/{view.indicator.id}/geschafft", kreise=(kreis.region.key,))
        links.insert(0, html.A(text("keepers.link"), href=address))
    if view.indicator.judged:
        links.append(html.A(by_kind("kreis.link", kreis.region), href=to_targets(request, kreis.region)))
    return [html.P(links, className="links ways-on")]


def _said(view: View) -> list[Component]:
    judgement, indicator = view.judgement, view.indicator
    if judgement is None or view.kreis is None:
        return []
    place = words.placement_sentence(view.placement, view.kreis.region) if view.placement else ""
    moved = words.movement(judgement.verdict, indicator, judged=indicator.judged and not judgement.too_old)
    why = words.reason(judgement) if judgement.direction == "no_verdict" else ""
    sentences = [
        " ".join(part for part in (moved, _full(why)) if part),
        words.target_sentence(view),
        words.orientation_sentence(view),
        words.projection_sentence(view),
        words.stability_sentence(view),
        place,
        who_can_act(indicator),
        caveat(indicator),
    ]
    pills = [direction_pill(judgement, indicator)] + ([verdict_pill(judgement.key)] if view.decided else [])
    return [*pills, *(html.P(sentence) for sentence in sentences if sentence)]


def _full(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:] + "." if phrase else ""


def caveat(indicator: Indicator) -> str:
    """What the figures cannot say."""
    return text("pages.judged.caveat", said=indicator.caveat) if indicator.caveat else ""


def first_caveat(indicator: Indicator) -> str:
    """Its first sentence, for a card."""
    first = SENTENCE_END.split(indicator.caveat)[0]
    return f"{first.rstrip('.')}." if first else ""


def who_can_act(indicator: Indicator) -> str:
    """Who has levers on this indicator."""
    who = actors(indicator)
    return text("pages.judged.actors", who=who) if who else ""


def actors(indicator: Indicator) -> str:
    """The same as a bare list: der Bund, das Land und der Kreis."""
    return enumeration(text(f"pages.actor.{name}") for name in indicator.actors)
