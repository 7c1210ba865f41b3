"""What the first visitor of a process would otherwise wait for, made ready while nobody waits."""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module
from threading import Thread

from cockpit import query
from cockpit.base.clock import today
from cockpit.base.errors import CockpitError
from cockpit.web import state

LETTERS = "kreis"
SLOW = "scipy.stats"
"""What the first verdict would have to load."""
FRESH = 10_000


def warm_up() -> Thread:
    """Start making ready in the background; an unready store is the business of ``/readyz``."""
    made = Thread(target=_ready, name="warm-up", daemon=True)
    made.start()
    return made


def _ready() -> None:
    with suppress(CockpitError):
        snap = query.snapshot(state.store(), None, today())
        query.search(snap, LETTERS)
        for kreis in snap.kreise[:1]:
            query.profile(snap, kreis, newest_only=True)
    import_module(SLOW)
    _settle()


def _settle() -> None:
    """What is here by now stays: looking through it for garbage would stop every answer for 200 ms, again and again.

    Pages are trees, which are given back without such a search; so it need not come every 700 new objects either.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(FRESH, *gc.get_threshold()[1:])
