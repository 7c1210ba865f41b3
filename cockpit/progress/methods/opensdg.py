"""Profile of Open SDG: growth rate since 2015, or the first later year, against the rate needed from there."""

from __future__ import annotations

from cockpit.progress.history import History
from cockpit.progress.method import Cuts, Goal, Measured, compound
from cockpit.progress.since import since_2015

CUTS = Cuts(on_track=0.95, nearly=0.60)


def measure(history: History, goal: Goal) -> tuple[Measured, ...]:
    """As Eurostat with another base year; a zero is never replaced by a small constant."""
    return (compound(history, goal, *since_2015(history)),)
