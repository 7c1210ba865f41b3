"""What lies before, what is missing or due, and the history of all Datenstände."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.query import Holding, holdings, revisions
from cockpit.query.address import ONLY
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.history_table import history_table
from cockpit.web.parts.holdings_table import holdings_table
from cockpit.web.parts.links import here
from cockpit.web.parts.paging import paging

PATH = "/daten"
MENU = (text("history.title"), 50)
STAFF = (
    ("upload", "/daten/hochladen"),
    ("templates", "/daten/hochladen#vorlagen"),
    ("own_new", "/daten/indikator/neu"),
    ("to_stands", "#datenstaende"),
)


def page(request: PageRequest) -> Page:
    """The Datenlage, narrowed by topic (``feld``) and ``nur``, and below it the Datenstände."""
    held = holdings(request.snapshot)
    shown = [item for item in held if _wanted(request, item)]
    head = page_head(text("history.heading"), html.P(_sum(held), className="lead"), _buttons())
    table = [holdings_table(request, shown, len(held))] if shown else [html.P(text("pages.nothing"))]
    rule = html.P(text("history.rule"), className="note narrow")
    situation = html.Section([_topics(request, held), _only(request), *table, rule])
    return Page(text("history.heading"), html.Div([head, situation, _stands(request)]), description=_sum(held))


def _sum(held: Sequence[Holding]) -> str:
    counts = {
        "held": sum(item.coverage is not None for item in held),
        "due": sum(item.due is not None for item in held),
        "empty": sum(item.coverage is None for item in held),
    }
    return text("history.lead_due", n=len(held), **counts)


def _buttons() -> Component:
    first, *others = [html.A(text(f"history.{name}"), href=address, className="btn") for name, address in STAFF]
    first.className = "btn btn-main"
    return html.P([first, *others], className="btns no-print")


def _wanted(request: PageRequest, item: Holding) -> bool:
    chosen = request.selection
    narrowed = {"": True, "luecken": item.has_gaps, "faellig": item.due is not None}
    return narrowed[chosen.only] and (not chosen.field or item.indicator.topic == chosen.field)


def _topics(request: PageRequest, held: Sequence[Holding]) -> Component:
    used = {item.indicator.topic for item in held}
    topics = request.snapshot.catalogue.topics
    entries = [("", text("history.every_topic")), *((name, topics[name].title) for name in topics if name in used)]
    links = [_link(request, title, name == request.selection.field, field=name) for name, title in entries]
    return html.Nav(links, className="jump", **{"aria-label": text("history.by_topic")})


def _only(request: PageRequest) -> Component:
    entries = [(name, text(f"history.only_{name or 'all'}")) for name in ("", *ONLY)]
    links = [_link(request, title, name == request.selection.only, only=name) for name, title in entries]
    return html.P([text("history.only_label"), *links], className="links no-print")


def _link(request: PageRequest, title: str, current: bool, **changes: object) -> Component:
    return html.A(title, href=here(request, page=None, **changes), **({"aria-current": "true"} if current else {}))


def _stands(request: PageRequest) -> Component:
    found = revisions(request.snapshot, request.selection.page or 1)
    store = request.snapshot.store
    taken_back = {item.id: by for item in found.revisions if (by := store.withdrawn_by(item.id)) is not None}
    title = text("history.stands")
    words = {"backward": text("history.page_newer"), "forward": text("history.page_older")}
    return html.Section(
        [
            html.H2(title),
            html.P(text("history.stands_lead"), className="narrow"),
            history_table(request, found.revisions, taken_back),
            *paging(request, found.page, found.pages, of=title, **words),
        ],
        id="datenstaende",
    )
