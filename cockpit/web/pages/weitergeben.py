"""Taking a chart or a Kreis along: embed, picture, data, citation – as a page, and as a dialog over the chart."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit import query
from cockpit.base.clock import today
from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.outputs import formats
from cockpit.outputs.cite import chart_work, citations, kreis_work
from cockpit.web.embed.chart import Chart, chart, embed_path, page_path, picture_path
from cockpit.web.embed.height import shape
from cockpit.web.embed.snippets import snippets
from cockpit.web.many import html
from cockpit.web.page import Moved, Page, PageRequest
from cockpit.web.parts import share
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import to, to_kreis
from cockpit.web.place import absolute
from cockpit.web.refused import refuse_blocked

PATH = ("/weitergeben/indikator/<name>", "/weitergeben/kreis/<name>")
MENU = None
PICTURES = ("svg", "png")
SIZES = (("screen", 720, None), ("wide", 1100, None), ("slide", 960, 540), ("square", 540, 540))
"""CSS pixels; a PNG has two device pixels for each."""


def page(request: PageRequest) -> Page:
    """The sheet of an indicator's chart or of a Kreis, with the way back."""
    if request.path.startswith("/weitergeben/kreis/"):
        return _kreis(request)
    indicator = request.snapshot.indicator(request.params["name"])
    look = "verlauf" if request.selection.tab in ("tabelle", "daten") else request.selection.tab
    asked = PageRequest(
        request.snapshot,
        request.selection.but(indicator=indicator.id, tab=look, interactive=False, order=""),
        request.params,
        request.path,
        request.args,
    )
    refuse_blocked(asked.snapshot, asked.selection, "page")
    back = page_path(asked.snapshot, asked.selection)
    steps = [(text("pages.indikatoren.title"), to(request, "/indikatoren")), (indicator.title, back)]
    shown = _chart(asked)
    said = shown.scene.title if shown else indicator.title
    head = page_head(text("embed.share"), html.P(said, className="sub"), steps=steps)
    title = text("embed.share_of", title=indicator.title)
    return Page(title, html.Div([head, _indicator_sheet(asked, shown, said)]))


def _chart(request: PageRequest) -> Chart | None:
    try:
        return chart(request.snapshot, request.selection)
    except NotFound:
        return None


def _indicator_sheet(request: PageRequest, shown: Chart | None, title: str) -> Component:
    snap, chosen = request.snapshot, request.selection
    names = ["einbetten", "bild", "daten", "zitieren"] if shown else ["daten", "zitieren"]
    frozen = absolute(page_path(snap, chosen, stand=snap.revision.id))
    seen = query.view(snap, chosen)
    rest = [_data(request), share.citing(citations(chart_work(seen, frozen, today())))]
    beside: Component | None = None
    parts: list[Component] = [share.choices(request), share.jumps(names)]
    if shown:
        beside = share.preview(embed_path(snap, chosen), title, shape(shown))
        parts += [share.embedding(snippets(snap, chosen, shown)), _pictures(request)]
    return share.sheet(title, absolute(page_path(snap, chosen)), *parts, *rest, beside=beside)


def _pictures(request: PageRequest) -> Component:
    snap, chosen = request.snapshot, request.selection
    groups = []
    for name, width, high in SIZES:
        links = [
            (suffix.upper(), picture_path(snap, chosen, suffix, width=width, height=high, framed=True))
            for suffix in PICTURES
            if suffix in formats()
        ]
        groups.append((text(f"embed.size.{name}"), links))
    return share.downloads("bild", groups)


def _data(request: PageRequest) -> Component:
    held = [name for name, form in formats().items() if form.indicator and name not in PICTURES]
    plain = {"theme": "", "width": None, "height": None, "framed": True}
    links = [
        (share.format_name(name), picture_path(request.snapshot, request.selection, name, **plain))
        for name in share.in_order(held)
    ]
    return share.downloads("daten", [(text("embed.files"), links)])


def _kreis(request: PageRequest) -> Page:
    snap = request.snapshot
    found = query.region(snap, request.params["name"])
    if request.params["name"] != found.slug:
        raise Moved(to(request, f"/weitergeben/kreis/{found.slug}"))
    refuse_blocked(snap, found)
    steps = [(text("pages.kreise.title"), to(request, "/kreise")), (found.display_name, to_kreis(request, found))]
    head = page_head(text("embed.share"), html.P(found.display_name, className="sub"), steps=steps)
    title = text("embed.share_of", title=found.display_name)
    return Page(title, html.Div([head, _kreis_sheet(request, found)]))


def _kreis_sheet(request: PageRequest, found: Region) -> Component:
    snap = request.snapshot
    cards = query.profile(snap, found, request.selection.method).cards
    sources = tuple(dict.fromkeys(card.source for card in cards if card.latest is not None or card.whole is not None))
    path = to_kreis(request, found)
    frozen = absolute(query.address(snap, f"/kreis/{found.slug}", request.selection, stand=snap.revision.id))
    held = [name for name, form in formats().items() if form.kreis]
    links = [(share.format_name(name), to_kreis(request, found, f".{name}")) for name in share.in_order(held)]
    return share.sheet(
        found.display_name,
        absolute(path),
        share.downloads("daten", [(text("embed.files"), links)]),
        share.citing(citations(kreis_work(snap, found, sources, frozen, today()))),
    )
