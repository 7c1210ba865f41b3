"""The store of this process and the one Datenstand of this request."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from threading import Lock

from flask import g, request

from cockpit import query
from cockpit.base.clock import today
from cockpit.base.errors import BadRequest
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.query import Snapshot
from cockpit.store import Readers, Store

_OPENING = Lock()
ASKING = frozenset({"GET", "HEAD"})
CALLBACK = "/_dash-update-component"
"""Asks, although by POST."""


def store() -> Store:
    """The store of this process, opened at the first request: connections must not be shared across a fork."""
    with _OPENING:
        return _opened(settings().database_url, os.getpid())


@cache
def _opened(url: str, _process: int) -> Store:
    return Store.open(url)


def reading_store() -> Store:
    """Where this request reads the Datenstand from: a replica where one is set and far enough, else the store itself.

    Whoever carries a cookie or a token may write, and always reads where is written.
    """
    if not settings().read_url or request.cookies or "Authorization" in request.headers:
        return store()
    if "reading" not in g:
        g.reading = nearest_store()
    chosen: Store = g.reading
    return chosen


def nearest_store() -> Store:
    """Where somebody reads who certainly writes nothing: a replica where one is set and far enough."""
    if not settings().read_url:
        return store()
    with _OPENING:
        readers = _readers(settings().database_url, settings().read_url, os.getpid())
    return readers.choose()


@cache
def _readers(url: str, read_url: str, process: int) -> Readers:
    return Readers(_opened(url, process), Store.open(read_url))


def snapshot(args: Mapping[str, str]) -> Snapshot:
    """The Datenstand asked for by ``stand=``, else the newest; resolved once per request.

    From now on a request that only asks reads one state of the store, so that no publication gets between its
    questions; one that changes something must see its own change.
    Raises BadRequest for a value that is no number, NotFound for an unknown Datenstand.
    """
    stand = asked_stand(args)
    held: dict[int | None, Snapshot] = g.setdefault("snapshots", {})
    if "one_state" not in g and (request.method in ASKING or request.path == CALLBACK):
        g.one_state = ExitStack()
        g.one_state.enter_context(reading_store().database.one_state())
    if stand not in held:
        held[stand] = query.snapshot(reading_store(), stand, today())
    return held[stand]


def let_go(_error: BaseException | None = None) -> None:
    """The request is over: give its state of the store back."""
    if held := g.pop("one_state", None):
        held.close()


def asked_stand(args: Mapping[str, str]) -> int | None:
    """The number in ``stand=``, or ``None`` for the live state."""
    value = args.get("stand", "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 9 and int(value) > 0):
        raise BadRequest(text("web.bad_stand", value=value[:40]), "stand", text("web.bad_stand_remedy"))
    return int(value)
