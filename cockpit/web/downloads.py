"""The same path with a suffix is the data: one route per output format, written once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask, Response, request

from cockpit import query
from cockpit.base.errors import BadRequest, NotFound
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.model.selection import Selection
from cockpit.outputs import Format, formats
from cockpit.query import Snapshot
from cockpit.web import answer, state
from cockpit.web.caching import FROZEN, LIVE, entity_tag, marked, not_modified, of_map
from cockpit.web.kept_answers import kept_answer
from cockpit.web.open_data import open_file
from cockpit.web.page import Moved
from cockpit.web.refused import FORMS, refuse_blocked

Write = Callable[[], bytes]
SAVED = frozenset({"xlsx", "docx", "zip"})
"""Forms that no browser shows; all others open and have their name for whoever saves them."""
ROWS = frozenset({"csv", "json", "xlsx"})


def add_downloads(server: Flask) -> None:
    """``/kreis/<slug>.<suffix>``, ``/land/…`` and ``/indikator/<id>.<suffix>`` for every format that exists."""
    for suffix in formats():
        server.add_url_rule(f"/land/<name>.{suffix}", f"land.{suffix}", _land, defaults={"suffix": suffix})
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
    chosen = query.selection(snap, args)
    _refuse_narrowing(suffix, chosen)
    refuse_blocked(snap, region)
    touched = snap.store.last_touch(tuple(snap.catalogue.indicators), snap.stand)
    return _sent(found, snap, touched, lambda: write(snap, region, chosen), region.slug)


def _land(name: str, suffix: str) -> Response:
    snap, args, found = _asked(suffix)
    if found.land is None:
        raise _no_such_form(suffix)
    write, place = found.land, query.land(snap, name)
    settled = f"/land/{place.name_in_path}.{suffix}"
    if settled != request.path:
        raise Moved(answer.with_query(settled, args))
    chosen = query.selection(snap, args)
    refuse_blocked(snap, place)
    title = f"land-{place.name_in_path}"
    touched = snap.store.last_touch(tuple(snap.catalogue.indicators), snap.stand)
    return _sent(found, snap, touched, lambda: write(snap, place, chosen), title)


def _refuse_narrowing(suffix: str, chosen: Selection) -> None:
    """A document that shows everything must not look as if it were narrowed."""
    if chosen.actor and suffix not in ROWS:
        raise BadRequest(text("levers.not_here", suffix=suffix), "handeln", text("levers.not_here_remedy"))


def _indicator(name: str, suffix: str) -> Response:
    snap, args, found = _asked(suffix)
    if found.indicator is None:
        raise _no_such_form(suffix)
    write, indicator = found.indicator, snap.indicator(name)
    chosen = query.selection(snap, args, indicator=indicator.id)
    refuse_blocked(snap, chosen, FORMS.get(suffix, "rows" if suffix in ROWS else "page"))
    title = "-".join([indicator.id, *(_slug(snap.catalogue.regions[key]) for key in chosen.kreise)])
    touched = of_map(snap.store.last_touch(query.bearing(indicator), snap.stand), snap, chosen)
    return _sent(found, snap, touched, lambda: write(snap, chosen), title)


def _slug(region: Region) -> str:
    return region.slug or region.key


def _asked(suffix: str) -> tuple[Snapshot, Mapping[str, str], Format]:
    args = request.args.to_dict()
    return state.snapshot(args), args, formats()[suffix]


def _no_such_form(suffix: str) -> NotFound:
    return NotFound(text("web.no_such_form", suffix=suffix), request.path, text("web.no_such_form_remedy"))


def _sent(form: Format, snap: Snapshot, touched: Revision, write: Write, title: str) -> Response:
    """The bytes with how long they hold; written once and then read from disk, until the next Datenstand or day."""
    frozen = snap.stand is not None
    tag = entity_tag(touched, frozen=frozen)
    if unchanged := not_modified(tag, FROZEN if frozen else LIVE):
        return unchanged

    def make() -> Response:
        mimetype = form.mimetype.partition(";")[0]
        return open_file(write(), mimetype, (title, form.suffix), snap, saved=form.suffix in SAVED)

    return marked(kept_answer(snap, make), tag, FROZEN if frozen else LIVE)
