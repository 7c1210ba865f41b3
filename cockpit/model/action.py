"""What a Kreis does itself: a Maßnahme with its decision, term, state, money, expected effect and what it bears on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["geplant", "beschlossen", "in-umsetzung", "abgeschlossen", "gestoppt"]
STATES: tuple[State, ...] = ("geplant", "beschlossen", "in-umsetzung", "abgeschlossen", "gestoppt")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the council: number of the paper, day, address, and the id of the paper in OParl."""

    number: str = ""
    on: date | None = None
    url: str = ""
    oparl: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What was reached by the end of ``year``, in words."""

    year: int
    note: str


@dataclass(frozen=True, slots=True)
class Action:
    """A Maßnahme of ``region`` (AGS of a Kreis); ``id`` is unique among all Kreise and its place in addresses.

    ``start`` and ``end`` are the days of the term (``None`` = not set). ``budget`` and ``own_share`` are euros.
    ``effect`` is the expected change in ``effect_unit`` per year, in words of the office, never a proof.
    ``indicators``, ``projects`` and ``sdg`` are what it bears on.
    """

    id: str
    region: str
    title: str
    state: State
    unit: str
    summary: str = ""
    partners: str = ""
    start: date | None = None
    end: date | None = None
    budget: float | None = None
    own_share: float | None = None
    funding: str = ""
    follow_up: str = ""
    effect: str = ""
    effect_unit: str = ""
    sdg: tuple[int, ...] = ()
    projects: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    decision: Decision = Decision()
    progress: tuple[Progress, ...] = ()
