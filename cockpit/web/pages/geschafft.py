"""Who kept the needed pace: comparable Kreise of one Kreis for one indicator, and what they did meanwhile."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.query.actions import kreis
from cockpit.query.address import page_kreise
from cockpit.query.keepers import Keepers, keepers
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.comparison_choice import kreis_choice
from cockpit.web.parts.head import page_head
from cockpit.web.parts.keepers_table import keepers_table, pace_words, share_words
from cockpit.web.parts.links import to, to_indicator

PATH = "/indikator/<name>/geschafft"
MENU = None


def page(request: PageRequest) -> Page:
    """The comparable Kreise of the first of ``kreise``."""
    indicator = request.snapshot.indicator(request.params["name"])
    keys = page_kreise(request.selection).kreise
    title = text("keepers.named", title=indicator.title)
    steps = [
        (text("pages.indikatoren.title"), to(request, "/indikatoren")),
        (indicator.title, to_indicator(request, indicator.id, keys)),
    ]
    lead = html.P(text("keepers.lead"), className="lead")
    if not keys:
        head = page_head(title, lead, kreis_choice(request, ()), steps=steps)
        return Page(title, html.Div([head, html.P(text("keepers.choose"))]), description=text("keepers.lead"))
    place = kreis(request.snapshot, keys[0])
    subtitle = html.P(place.display_name, className="sub")
    head = page_head(title, subtitle, lead, steps=steps)
    shown = keepers(request.snapshot, indicator, place)
    return Page(title, html.Div([head, *_body(request, shown)]), description=text("keepers.lead"))


def _body(request: PageRequest, shown: Keepers) -> list[Component]:
    if not shown.indicator.judged:
        return [html.P(text("keepers.not_judged"), className="box narrow")]
    method = html.P(html.A(text("keepers.method"), href=to(request, "/methodik")), className="links")
    told = [html.P(sentence, className="narrow") for sentence in _criterion(shown)]
    return [
        html.Section([html.H2(text("keepers.by")), *told, method]),
        html.Section([html.H2(text("keepers.found")), *_found(request, shown)]),
    ]


def _criterion(shown: Keepers) -> list[str]:
    """Which yardstick was used and why, and the pace that follows from it."""
    name, goal = shown.region.display_name, shown.goal
    if shown.needed is None or goal is None:
        return [text(f"keepers.why.{shown.why}", kreis=name), text("keepers.direction")]
    figures = {"value": words.value(goal.value, shown.indicator), "year": goal.target.year}
    if shown.criterion == "decided":
        first = text("keepers.decided", **figures)
    else:
        first = text("keepers.orientation", words=words.orientation_words(shown.region), kreis=name, **figures)
    return [first, _needed(shown, shown.needed), text("keepers.rule")]


def _needed(shown: Keepers, needed: float) -> str:
    pace = share_words(needed) if shown.relative else pace_words(needed, shown.indicator)
    return text(
        "keepers.needed_relative" if shown.relative else "keepers.needed",
        kreis=shown.region.display_name,
        pace=pace,
        last=words.value(shown.last_value, shown.indicator),
        last_year=shown.last_year,
    )


def _found(request: PageRequest, shown: Keepers) -> list[Component]:
    name = shown.region.display_name
    if not shown.peers:
        return [html.P(text("keepers.no_peers", kreis=name), className="box narrow")]
    if not shown.n:
        return [html.P(text("keepers.no_values", peers=shown.peers), className="box narrow")]
    if not shown.found:
        nobody = "keepers.nobody_direction" if shown.needed is None else "keepers.nobody_pace"
        return [html.P(text(nobody, n=shown.n), className="box narrow")]
    caution = html.P([html.B(text("keepers.caution")), " ", text("keepers.caution_long")], className="box narrow")
    special = shown.region.is_city_state
    remark = [html.P(text("words.placement.city_state"), className="note")] if special else []
    count = html.P(text("keepers.sum", found=len(shown.found), n=shown.n, kreis=name))
    silent = not any(one.actions for one in shown.found)
    nothing = [html.P(text("keepers.no_actions"), className="narrow")] if silent else []
    line = words.source_line(request.snapshot.catalogue.sources[shown.indicator.source], request.snapshot.revision)
    return [caution, count, *remark, *nothing, keepers_table(request, shown), html.P(line, className="note")]
