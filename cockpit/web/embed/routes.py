"""The addresses under /einbetten/, which other pages may frame, and the oEmbed answer."""

from __future__ import annotations

from flask import Flask, Response, request

from cockpit import query
from cockpit.base.settings import settings
from cockpit.web import answer, state
from cockpit.web.caching import LIVE, NEVER, entity_tag, marked, not_modified, of_map
from cockpit.web.embed.chart import chart
from cockpit.web.embed.document import document, fault_document, policy
from cockpit.web.embed.oembed import oembed
from cockpit.web.kept_answers import kept_answer
from cockpit.web.refused import refuse_blocked

SCRIPT = "/einbetten/hoehe.js"
DAY = "public, max-age=86400, stale-while-revalidate=604800, stale-if-error=604800"


def add_embeds(server: Flask) -> None:
    """Register them on ``server``."""
    server.add_url_rule("/einbetten/indikator/<name>", "einbetten.indikator", embedded)
    server.add_url_rule(SCRIPT, "einbetten.hoehe", height_script)
    server.add_url_rule("/oembed", "oembed", oembed)


def embedded(name: str) -> Response:
    """One chart for a frame; what goes wrong is said in the same small form."""
    try:
        return _chart(name)
    except Exception as error:
        found = answer.fault(error)
        response = _framed(fault_document(found))
        response.status_code = found.status
        response.headers["Cache-Control"] = NEVER
        return response


def _chart(name: str) -> Response:
    """A frozen one is kept no longer than a live one, because it says when newer data have come."""
    args = request.args.to_dict()
    snap = state.snapshot(args)
    indicator = snap.indicator(name)
    chosen = query.selection(snap, args, indicator=indicator.id)
    refuse_blocked(snap, chosen)
    tag = entity_tag(of_map(snap.store.last_touch(query.bearing(indicator)), state.snapshot({}), chosen))
    if unchanged := not_modified(tag):
        return unchanged
    return marked(kept_answer(snap, lambda: _framed(document(chart(snap, chosen))), tag), tag, LIVE)


def _framed(body: str) -> Response:
    response = Response(body, mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy(body)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def height_script() -> Response:
    """The script that pages of others may load, or copy."""
    content = (settings().assets / "embed-height.js").read_bytes()
    response = Response(content, mimetype="text/javascript")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = DAY
    response.add_etag()
    response.make_conditional(request)
    return response
