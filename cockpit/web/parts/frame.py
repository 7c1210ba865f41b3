"""Header and footer of every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import quote

from dash.development.base_component import Component

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.catalogue.legal import TEXTS
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.form import search_small
from cockpit.web.parts.links import here, to

SIGN_IN = "/anmelden"
FEEDBACK = "/rueckmeldung"
BELOW = (
    ("pages.method", "/methodik"),
    ("pages.help", "/hilfe"),
    *((f"legal.title.{name}", f"/{name}") for name in TEXTS),
    ("people.sign_in", SIGN_IN),
)
PLACES = {"kreis": "/kreise", "indikator": "/indikatoren", "hebelprojekt": "/hebelprojekte", "land": "/kreise"}


class Entry(Protocol):
    """One line of the main menu."""

    @property
    def label(self) -> str:
        """What is read."""

    @property
    def path(self) -> str:
        """Where it leads."""


def header(request: PageRequest, menu: Sequence[Entry]) -> Component:
    """Skip link, name, main menu (a details element on small screens) and search."""
    brand = html.A(
        [
            html.Span(className="brand-mark", **{"aria-hidden": "true"}),
            html.Span([html.Span(text("pages.brand_long"), className="long"), text("pages.brand_short")]),
        ],
        href=to(request, "/"),
        className="brand",
    )
    small = html.Details(
        [html.Summary(text("pages.menu")), _nav(request, menu, text("pages.menu_small"))], className="menu-small"
    )
    wide = html.Div(_nav(request, menu, text("pages.menu_main")), className="menu")
    row = html.Div([brand, wide, search_small(), small], className="wrap")
    return html.Header([html.A(text("pages.skip"), href="#inhalt", className="skip"), row], className="bar")


def footer(request: PageRequest, *, signed_in: bool = False) -> Component:
    """Datenstand, further pages, and on paper the address."""
    revision = request.snapshot.revision
    stand = text("pages.stand", n=revision.id, day=day(revision.created_at))
    frozen = [html.A(text("pages.newest_stand"), href=request.path)] if request.selection.stand else []
    below = [
        html.Li(html.A(text(label), href=to(request, path)))
        for label, path in BELOW
        if not (signed_in and path == SIGN_IN)
    ]
    # The script puts the whole address there before printing; the server does not know under which name it is asked.
    place = html.Span(here(request), **{"data-printed-address": "true"})
    printed = html.P([text("pages.printed"), " ", place], className="only-print")
    row = [html.P([stand, " ", *frozen]), html.Ul(below, className="plain"), *_report(request), printed]
    return html.Footer(html.Div(row, className="wrap"), className="page-foot")


def _report(request: PageRequest) -> list[Component]:
    """The way to tell of a fault or barrier on this page; the form itself needs none."""
    if request.path.startswith(FEEDBACK):
        return []
    link = html.A(text("feedback.title"), href=f"{FEEDBACK}?seite={quote(request.path)}", rel="nofollow")
    return [html.P(link, className="no-print")]


def _nav(request: PageRequest, menu: Sequence[Entry], label: str) -> Component:
    items = [html.Li(_link(request, entry)) for entry in menu]
    return html.Nav(html.Ul(items, className="plain"), **{"aria-label": label})


def _link(request: PageRequest, entry: Entry) -> Component:
    top = request.path.strip("/").split("/")[0]
    if PLACES.get(top, f"/{top}") != entry.path:
        return html.A(entry.label, href=to(request, entry.path))
    state = "page" if request.path == entry.path else "true"
    return html.A(entry.label, href=to(request, entry.path), **{"aria-current": state})
