"""oEmbed 1.0: from the address of a chart's page to the frame that shows it, for editors that ask on their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException

from cockpit import query
from cockpit.base.errors import BadRequest, CockpitError, NotFound
from cockpit.base.texts import text
from cockpit.model.selection import Selection
from cockpit.query import Snapshot
from cockpit.web import access, answer, state
from cockpit.web.caching import LIVE, NEVER, entity_tag, marked, not_modified, of_map
from cockpit.web.embed import snippets
from cockpit.web.embed.chart import chart, preview, preview_pixels
from cockpit.web.embed.height import height
from cockpit.web.place import absolute, base, is_own
from cockpit.web.refused import refuse_blocked

FORMS = {"json": "application/json", "xml": "text/xml"}
USUAL_WIDTH = 720
LONGEST = 2000
PLACES = ("indikator", "einbetten/indikator", "weitergeben/indikator")
AGE = 3600


class NotOffered(CockpitError):
    """A form of answer that there is none of."""

    http_status = 501


class Private(CockpitError):
    """An address of this server that only those see who have signed in."""

    http_status = 401


def oembed() -> Response:
    """The answer, or the status the specification asks for, with a German sentence."""
    try:
        response = _answer()
    except CockpitError as error:
        found = answer.fault(error)
        body = json.dumps({"fehler": found.what, "wo": found.where, "abhilfe": found.remedy}, ensure_ascii=False)
        response = Response(body, status=found.status, mimetype="application/json")
        response.headers["Cache-Control"] = NEVER
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _answer() -> Response:
    form = request.args.get("format") or "json"
    if form not in FORMS:
        raise NotOffered(text("embed.oembed.form", form=form[:20]), "format", text("embed.oembed.form_remedy"))
    most = _pixels("maxwidth"), _pixels("maxheight")
    snap, chosen = asked(request.args.get("url", ""))
    refuse_blocked(snap, chosen)
    touched = snap.store.last_touch(query.bearing(snap.indicator(chosen.indicator)))
    tag = entity_tag(of_map(touched, snap, chosen))
    if unchanged := not_modified(tag):
        return unchanged
    told = _told(snap, chosen, *most)
    body = json.dumps(told, ensure_ascii=False) if form == "json" else _xml(told)
    return marked(Response(body, mimetype=FORMS[form]), tag, LIVE)


def _pixels(name: str) -> int | None:
    value = request.args.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and int(value[:9]) > 0 and len(value) <= 9):
        raise BadRequest(text("embed.oembed.pixels", value=value[:20]), name, text("embed.oembed.pixels_remedy"))
    return int(value)


def asked(address: str) -> tuple[Snapshot, Selection]:
    """The chart an absolute address of this server shows.

    Raises Private for the staff side, NotFound for everything else that is no chart, Gone for blocked values.
    """
    if len(address) > LONGEST or not is_own(address):
        raise NotFound(text("embed.oembed.foreign"), "url", text("embed.oembed.foreign_remedy"))
    parts = urlsplit(address)
    if _is_private(parts.path):
        raise Private(text("embed.oembed.private"), "url")
    place, _, name = parts.path.strip("/").rpartition("/")
    if place not in PLACES:
        raise NotFound(text("embed.oembed.no_chart"), "url", text("embed.oembed.foreign_remedy"))
    return _resolved(name, dict(reversed(parse_qsl(parts.query, keep_blank_values=True))))


def _resolved(name: str, args: Mapping[str, str]) -> tuple[Snapshot, Selection]:
    """What the specification calls no response for the address is 404, also where the page itself would say 400."""
    try:
        snap = state.snapshot(args)
        return snap, query.selection(snap, args, indicator=snap.indicator(name).id)
    except BadRequest as bad:
        raise NotFound(bad.what, bad.where, bad.remedy) from bad


def _is_private(path: str) -> bool:
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    return access.permission(endpoint) not in ("public", None)


def _told(snap: Snapshot, chosen: Selection, most_width: int | None, most_height: int | None) -> dict[str, Any]:
    shown = chart(snap, chosen)
    width = min(USUAL_WIDTH, most_width or USUAL_WIDTH)
    high = min(height(shown, width), most_height or 10**6)
    return {
        "type": "rich",
        "version": "1.0",
        "title": shown.scene.title,
        "provider_name": text("web.name"),
        "provider_url": base() + "/",
        "cache_age": AGE,
        **_thumbnail(snap, chosen, most_width, most_height),
        "html": snippets.fixed_frame(snap, chosen, shown, width, high),
        "width": width,
        "height": high,
    }


def _thumbnail(snap: Snapshot, chosen: Selection, most_width: int | None, most_height: int | None) -> dict[str, Any]:
    """The preview picture, left out where it would be larger than asked for."""
    width, high = preview_pixels()
    path = preview(snap, chosen)
    if not path or width > (most_width or width) or high > (most_height or high):
        return {}
    return {"thumbnail_url": absolute(path), "thumbnail_width": width, "thumbnail_height": high}


def _xml(told: Mapping[str, Any]) -> str:
    root = Element("oembed")
    for name, value in told.items():
        SubElement(root, name).text = str(value)
    return '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n' + tostring(root, encoding="unicode")
