"""Profile of the SDSN: linear pace since 2015, or the first later year, against the straight line to the target."""

from __future__ import annotations

from cockpit.progress.history import History
from cockpit.progress.method import Cuts, Goal, Measured, from_base
from cockpit.progress.since import since_2015

CUTS = Cuts(on_track=1.0, nearly=0.5)


def measure(history: History, goal: Goal) -> tuple[Measured, ...]:
    """(yt − y0) / (t − t0) against (yT − y0) / (T − t0)."""
    return (from_base(history, goal, *since_2015(history)),)
