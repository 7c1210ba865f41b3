"""Federal programmes and their projects, e.g. the 18 Hebelprojekte of the Digitalstrategie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["direkt", "mittelbar", "gering", "keiner"]


@dataclass(frozen=True, slots=True)
class Link:
    """A proposal that an indicator describes the field a project touches, graded and with its reason."""

    indicator: str
    grade: Relation
    reason: str


@dataclass(frozen=True, slots=True)
class Project:
    """One project of a programme; every statement about its state has a date and a certainty."""

    id: str
    number: int
    title: str
    field: str
    ministry_then: str
    ministry_now: str
    state: str
    state_short: str
    state_date: str
    certainty: Literal["belegt", "plausibel", "offen"]
    summary: str
    for_the_kreis: str
    urls: tuple[str, ...]
    sdg: tuple[int, ...]
    relation: Relation
    links: tuple[Link, ...] = ()
    not_measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A federal programme with its fields of action, in order, and its projects, by number."""

    id: str
    title: str
    decided_on: str
    summary: str
    naming: str
    source: str
    url: str
    fields: tuple[str, ...]
    projects: tuple[Project, ...]
