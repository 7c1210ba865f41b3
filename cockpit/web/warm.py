"""What the first visitor of a process would otherwise wait for, made ready while nobody waits."""

from __future__ import annotations

import gc
from threading import Thread

from cockpit import query
from cockpit.base.clock import today
from cockpit.base.errors import CockpitError
from cockpit.web import state

LETTERS = "kreis"


def warm_up() -> Thread:
    """Start making ready in the background; an unready store is the business of ``/readyz``."""
    made = Thread(target=_ready, name="warm-up", daemon=True)
    made.start()
    return made


def _ready() -> None:
    try:
        snap = query.snapshot(state.store(), None, today())
        query.search(snap, LETTERS)
        for kreis in snap.kreise[:1]:
            query.profile(snap, kreis, newest_only=True)
    except CockpitError:
        return
    # What is there now stays: without this, every hundredth answer waits for all of it to be looked through again.
    gc.collect()
    gc.freeze()
