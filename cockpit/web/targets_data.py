"""The decided targets of a Kreis as data: ``/kreis/<slug>/ziele.json`` and ``.csv``, live or at a Datenstand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import Flask, Response, request

from cockpit import query
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.query import Snapshot
from cockpit.query.actions import kreis
from cockpit.query.targets import Held, held_targets, judged_against
from cockpit.web import answer, state
from cockpit.web.caching import FROZEN, LIVE, entity_tag, marked, not_modified
from cockpit.web.open_data import open_file
from cockpit.web.page import Moved
from cockpit.web.parts.target_marks import targets_path
from cockpit.web.refused import refuse_blocked
from cockpit.web.targets_json import targets_csv, targets_json

WRITERS: Mapping[str, tuple[str, Callable[[Snapshot, Sequence[Held]], bytes]]] = {
    "json": ("application/json", targets_json),
    "csv": ("text/csv", targets_csv),
}


def add_targets_data(server: Flask) -> None:
    """One route per form."""
    for suffix in WRITERS:
        rule = f"/kreis/<name>/ziele.{suffix}"
        server.add_url_rule(rule, f"ziele.{suffix}", _sent, defaults={"suffix": suffix})


def _sent(name: str, suffix: str) -> Response:
    args = request.args.to_dict()
    snap = state.snapshot(args)
    region = kreis(snap, name)
    settled = f"{targets_path(region)}.{suffix}"
    if settled != request.path:
        raise Moved(answer.with_query(settled, args))
    chosen = query.selection(snap, args)
    policy = LIVE if snap.stand is None else FROZEN
    _refuse_blocked(snap, region)
    tag = entity_tag(snap.revision, frozen=snap.stand is not None)
    if unchanged := not_modified(tag, policy):
        return unchanged
    mimetype, write = WRITERS[suffix]
    content = write(snap, held_targets(snap, region, chosen.method))
    response = open_file(content, mimetype, (f"ziele-{region.slug}", suffix), snap)
    return marked(response, tag, policy)


def _refuse_blocked(snap: Snapshot, region: Region) -> None:
    """The pace comes from several years: a block of any of them takes the frozen file away."""
    for name in judged_against(snap, region):
        shown = Selection(indicator=name, kreise=(region.key,), stand=snap.stand)
        refuse_blocked(snap, shown, "rows")
