"""The actions of a Kreis as data: ``/kreis/<slug>/massnahmen.json`` and ``.csv``, live or at a Datenstand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from flask import Flask, Response, request

from cockpit import query
from cockpit.etl.actions import actions_csv
from cockpit.model.action import Action
from cockpit.query.actions import actions_of, kreis
from cockpit.web import answer, state
from cockpit.web.actions_json import actions_json
from cockpit.web.caching import FROZEN, LIVE, entity_tag, marked, not_modified
from cockpit.web.open_data import open_file
from cockpit.web.page import Moved

WRITERS: Mapping[str, tuple[str, Callable[[Iterable[Action]], bytes]]] = {
    "json": ("application/json", actions_json),
    "csv": ("text/csv", actions_csv),
}


def add_actions_data(server: Flask) -> None:
    """One route per form."""
    for suffix in WRITERS:
        rule = f"/kreis/<name>/massnahmen.{suffix}"
        server.add_url_rule(rule, f"massnahmen.{suffix}", _sent, defaults={"suffix": suffix})


def _sent(name: str, suffix: str) -> Response:
    args = request.args.to_dict()
    snap = state.snapshot(args)
    region = kreis(snap, name)
    settled = f"/kreis/{region.slug or region.key}/massnahmen.{suffix}"
    if settled != request.path:
        raise Moved(answer.with_query(settled, args))
    chosen = query.selection(snap, args)
    policy = LIVE if snap.stand is None else FROZEN
    tag = entity_tag(snap.revision, frozen=snap.stand is not None)
    if unchanged := not_modified(tag, policy):
        return unchanged
    wanted = set(chosen.every_goal)
    shown = [one for one in actions_of(snap, region) if not wanted or wanted & set(one.sdg)]
    mimetype, write = WRITERS[suffix]
    response = open_file(write(shown), mimetype, (f"massnahmen-{region.slug}", suffix), snap)
    return marked(response, tag, policy)
