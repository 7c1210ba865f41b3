"""The same path with a suffix is the data: one route per output format, written once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask, Response, request

from cockpit import query
from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.selection import Selection
from cockpit.outputs import Format, formats
from cockpit.query import Snapshot
from cockpit.web import answer, state
from cockpit.web.caching import FROZEN, LIVE, entity_tag, marked, not_modified
from cockpit.web.page import Moved

Write = Callable[[Snapshot, Selection], bytes]


def add_downloads(server: Flask) -> None:
    """``/kreis/<slug>.<suffix>`` and ``/indikator/<id>.<suffix>`` for every format that exists."""
    for suffix in formats():
        server.add_url_rule(f"/kreis/<name>.{suffix}", f"kreis.{suffix}", _kreis, defaults={"suffix": suffix})
        server.add_url_rule(
            f"/indikator/<name>.{suffix}", f"indikator.{suffix}", _indicator, defaults={"suffix": suffix}
        )


def _kreis(name: str, suffix: str) -> Response:
    snap, args, found = _asked(suffix)
    if found.kreis is None:
        raise _no_such_form(suffix)
    write, region = found.kreis, query.region(snap, name)
    settled = answer.settled_path(request.path, snap)
    if settled != request.path:
        raise Moved(answer.with_query(settled, args))
    touched = tuple(snap.catalogue.indicators)
    return _sent(found, snap, args, touched, lambda shown, chosen: write(shown, region, chosen))


def _indicator(name: str, suffix: str) -> Response:
    snap, args, found = _asked(suffix)
    if found.indicator is None:
        raise _no_such_form(suffix)
    indicator = snap.indicator(name)
    return _sent(found, snap, args, query.bearing(indicator), found.indicator, indicator=indicator.id)


def _asked(suffix: str) -> tuple[Snapshot, Mapping[str, str], Format]:
    args = request.args.to_dict()
    return state.snapshot(args), args, formats()[suffix]


def _no_such_form(suffix: str) -> NotFound:
    return NotFound(text("web.no_such_form", suffix=suffix), request.path, text("web.no_such_form_remedy"))


def _sent(
    form: Format, snap: Snapshot, args: Mapping[str, str], touched: tuple[str, ...], write: Write, **fixed: object
) -> Response:
    chosen = query.selection(snap, args, **fixed)
    frozen = snap.stand is not None
    tag = entity_tag(snap.store.last_touch(touched, snap.stand), frozen=frozen)
    if unchanged := not_modified(tag):
        return unchanged
    response = Response(write(snap, chosen), mimetype=form.mimetype.partition(";")[0])
    response.headers["Access-Control-Allow-Origin"] = (
        "*"  # open data: pages of others may read it, no cookie is involved
    )
    return marked(response, tag, FROZEN if frozen else LIVE)
