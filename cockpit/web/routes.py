"""Addresses that are no pages: health, search proposals, robots, the favicon."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from cockpit import query
from cockpit.base.errors import BadRequest, StoreFault
from cockpit.base.settings import Settings
from cockpit.base.texts import text
from cockpit.query import Hit
from cockpit.web import assets, state
from cockpit.web.caching import entity_tag, marked, not_modified
from cockpit.web.comparison import compared
from cockpit.web.projects_list import listed

LONGEST_QUERY = 100
MOST_PROPOSALS = 8
FOR_PEOPLE = ("/anmelden", "/konto", "/verwaltung", "/rueckmeldung")


def add_routes(server: Flask, settings: Settings) -> None:
    """Register them on ``server``."""
    server.add_url_rule("/healthz", "healthz", lambda: Response("ok", mimetype="text/plain"))
    server.add_url_rule("/readyz", "readyz", readyz)
    server.add_url_rule("/suche.json", "suche.json", proposals)
    server.add_url_rule("/hebelprojekte.json", "hebelprojekte.json", listed)
    server.add_url_rule("/vergleich.json", "vergleich.json", compared)
    server.add_url_rule("/vergleich.csv", "vergleich.csv", compared, defaults={"suffix": "csv"})
    server.add_url_rule("/vergleich.xlsx", "vergleich.xlsx", compared, defaults={"suffix": "xlsx"})
    server.add_url_rule("/robots.txt", "robots", robots)
    server.add_url_rule("/favicon.ico", "favicon", lambda: favicon(settings))


def readyz() -> Response:
    """200 when the store is there and up to date; 503 otherwise."""
    if not state.store().is_current():
        raise StoreFault(text("web.not_migrated"), "", text("web.not_migrated_remedy"))
    return Response(text("web.ready"), mimetype="text/plain")


def proposals() -> Response:
    """What the search offers for the letters typed so far."""
    args = request.args.to_dict()
    words = args.get("q", "")
    if len(words) > LONGEST_QUERY:
        raise BadRequest(text("web.query_too_long"), "q", text("web.query_too_long_remedy", most=LONGEST_QUERY))
    snap = state.snapshot(args)
    tag = entity_tag(snap.revision)
    if unchanged := not_modified(tag):
        return unchanged
    hits = [_proposal(hit) for hit in query.search(snap, words, MOST_PROPOSALS)]
    return marked(jsonify(hits), tag)


def _proposal(hit: Hit) -> dict[str, str]:
    kind = text(f"search.kind.{hit.kind}")
    return {"art": kind, "titel": hit.title, "hinweis": hit.note, "adresse": hit.address}


def robots() -> Response:
    """Pages may be indexed; Dash's own addresses, forms and pictures of every size need not be."""
    lines = (
        "User-agent: *",
        "Disallow: /_dash-",
        "Disallow: /suche",
        *(f"Disallow: {path}" for path in FOR_PEOPLE),
        "",
    )
    return Response("\n".join(lines), mimetype="text/plain")


def favicon(settings: Settings) -> AnyResponse:
    """Browsers that ask without reading the page get the drawing too."""
    return redirect(assets.addresses(settings.assets)["favicon.svg"], 308)
