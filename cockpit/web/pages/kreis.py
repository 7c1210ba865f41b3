"""How one Kreis stands: one sentence, what moved most, every indicator, gaps and projects."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import day, number
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.model.view import Card, Profile
from cockpit.query import profile, region
from cockpit.query.profiles import of_actor
from cockpit.web.many import html
from cockpit.web.page import Moved, Page, PageRequest
from cockpit.web.parts.cards import card_box
from cockpit.web.parts.gaps import gap_boxes
from cockpit.web.parts.head import page_head
from cockpit.web.parts.kreis_actions import actions_section
from cockpit.web.parts.kreis_projects import projects_section
from cockpit.web.parts.kreis_targets import targets_section
from cockpit.web.parts.levers import levers_filter
from cockpit.web.parts.links import here, to, to_kreis
from cockpit.web.parts.newer import newer_note
from cockpit.web.parts.profile_table import profile_table
from cockpit.web.parts.share import share_button
from cockpit.web.parts.shares import shares_section
from cockpit.web.parts.sources import sources_section
from cockpit.web.parts.status_bar import status_bar

PATH = "/kreis/<name>"
MENU = None
PEERS_COMPARED = 2


def page(request: PageRequest) -> Page:
    """The profile of a Kreis; its key and former spellings lead to the canonical address."""
    found = region(request.snapshot, request.params["name"])
    if request.params["name"] != found.slug:
        raise Moved(to_kreis(request, found))
    whole = profile(request.snapshot, found, request.selection.method)
    shown = of_actor(whole, request.selection.actor)
    filter_ = levers_filter(request, [card.indicator for card in whole.cards])
    formats = (("application/json", ".json"), ("text/csv", ".csv"))
    return Page(
        title=found.display_name,
        tree=tree(request, shown, filter_),
        description=words.headline(shown, request.selection.actor),
        alternates=tuple((kind, to_kreis(request, found, suffix)) for kind, suffix in formats),
    )


def tree(request: PageRequest, shown: Profile, levers: Component | None = None) -> Component:
    """The whole page from a Profile, or a part of one, and the links to its other parts."""
    return html.Div(
        [
            _head(request, shown, levers),
            newer_note(request, tuple(request.snapshot.catalogue.indicators)),
            _extremes(request, shown),
            html.Section(
                [html.H2(text(_all(request))), *_limited(shown), profile_table(request, shown), *_explained(shown)]
            ),
            *shares_section(request, list(shown.cards)),
            *_gaps(request, shown),
            *projects_section(request, shown.projects, shown.region),
            *targets_section(request, shown.region),
            *actions_section(request, shown.region),
            _peers(request, shown),
            sources_section(card.source for card in shown.cards if card.latest is not None),
            _data(request, shown.region),
        ]
    )


def _head(request: PageRequest, shown: Profile, levers: Component | None = None) -> Component:
    land = (shown.land.name, to(request, f"/land/{shown.land.name_in_path}"))
    steps = [(text("pages.kreise.title"), to(request, "/kreise")), land]
    return page_head(
        shown.region.display_name,
        html.P(_facts(request, shown), className="sub num"),
        html.P(_said(request, shown), className="lead"),
        status_bar(shown.headline),
        levers,
        steps=steps,
    )


def _said(request: PageRequest, shown: Profile) -> str:
    """The sums; that no target was decided is said only of the whole Kreis."""
    actor = request.selection.actor
    decided = words.targets_line(shown) if shown.headline.targets or not actor else ""
    return f"{words.headline(shown, actor)} {decided}".strip()


def _facts(request: PageRequest, shown: Profile) -> str:
    """Population with its year, area, key and Datenstand; what is not known is left out."""
    place = shown.region
    parts = [text("pages.kreis.ags", ags=place.key)]
    if place.area_km2 is not None:
        parts.insert(0, text("pages.kreis.area", n=number(place.area_km2)))
    if shown.population is not None:
        people = number(shown.population.value or 0)
        parts.insert(0, text("pages.kreis.population", n=people, year=shown.population.year))
    revision = request.snapshot.revision
    return " · ".join([*parts, text("pages.stand", n=revision.id, day=day(revision.created_at))])


def _extremes(request: PageRequest, shown: Profile) -> Component:
    columns = [
        _column(request, "pages.kreis.improved", shown.improved, "pages.kreis.improved_none"),
        _column(request, "pages.kreis.worsened", shown.worsened, "pages.kreis.worsened_none"),
    ]
    return html.Section(columns, className="cols")


def _column(request: PageRequest, title: str, cards: tuple[Card, ...], empty: str) -> Component:
    boxes: list[Component] = [card_box(request, card) for card in cards]
    return html.Div([html.H2(text(title)), *(boxes or [html.P(text(empty), className="note")])])


def _limited(shown: Profile) -> list[Component]:
    """City states stand beside others only with a remark."""
    remark = text("words.placement.city_state")
    return [html.P(remark, className="note")] if shown.region.is_city_state and shown.peers else []


def _explained(shown: Profile) -> list[Component]:
    """What an Orientierungswert is, where the table names one."""
    if not any(card.decided is None and words.orientation_short(card) for card in shown.cards):
        return []
    return [html.P(text("words.orientation.note", words=words.orientation_words(shown.region)), className="note named")]


def _gaps(request: PageRequest, shown: Profile) -> list[Component]:
    if not shown.gaps:
        return []
    intro = html.P(text("pages.gap.intro"), className="narrow")
    boxes = gap_boxes(request, shown.gaps, (shown.region.key,))
    return [html.Section([html.H2(text("pages.gap.title")), intro, boxes])]


def _peers(request: PageRequest, shown: Profile) -> Component:
    kind = "cities" if shown.region.is_city else "counties"
    items = [html.Li(html.A(peer.display_name, href=to_kreis(request, peer))) for peer in shown.peers]
    remark = [html.P(text("words.placement.city_state"), className="note")] if shown.region.is_city_state else []
    summary = html.Summary(text(f"pages.kreis.peers_{kind}", n=len(shown.peers)))
    how = html.P(text("pages.kreis.peers_how"), className="note narrow")
    listed = html.Details([summary, how, *remark, html.Ul(items, className="plain columns")], className="more")
    keys = (shown.region.key, *(peer.key for peer in shown.peers[:PEERS_COMPARED]))
    side_by_side = html.A(text("compare.from_kreis"), href=to(request, "/vergleich", kreise=keys))
    presented = html.A(text("slides.open_kreis"), href=to(request, "/vortrag", kreise=keys[:1]))
    return html.Section([listed, html.P([side_by_side, presented], className="links")])


def _data(request: PageRequest, place: Region) -> Component:
    links = [
        share_button(to(request, f"/weitergeben/kreis/{place.slug}")),
        html.A(text("pages.data_csv"), href=_file(request, place, ".csv")),
        html.A(text("pages.data_json"), href=_file(request, place, ".json")),
        html.A(text("pages.frozen_link"), href=here(request, stand=request.snapshot.revision.id)),
    ]
    return html.Section([html.H2(text("pages.data")), html.P(links, className="links")], className="no-print")


def _all(request: PageRequest) -> str:
    return "levers.by_goal" if request.selection.actor else "pages.kreis.all"


def _file(request: PageRequest, place: Region, suffix: str) -> str:
    """The data of just what the page shows."""
    return to(request, f"/kreis/{place.slug or place.key}{suffix}", actor=request.selection.actor)
