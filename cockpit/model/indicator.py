"""One declared indicator and what belongs to it: formula, breaks, source, Sustainable Development Goal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal["indicator", "base", "gap", "shares"]
Direction = Literal[1, 0, -1]
Actor = Literal["kreis", "gemeinden", "land", "bund"]
ACTORS: tuple[Actor, ...] = get_args(Actor)


@dataclass(frozen=True, slots=True)
class Formula:
    """Value = factor × product of ``numerator`` ÷ product of ``denominator``.

    ``denominator_max_age``: how many years older the denominator may be (0 = same year).
    ``window``: sum numerator and denominator over that many consecutive years first, all present;
    the value belongs to the last of them.
    """

    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    factor: float = 1.0
    denominator_max_age: int = 0
    window: int = 1

    @property
    def inputs(self) -> tuple[str, ...]:
        """All series the formula reads, in order, each once."""
        return tuple(dict.fromkeys(self.numerator + self.denominator))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole: a series of its own and the label shown for it."""

    indicator: str
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A break in a series: ``year`` is the first year of the new series, for ``keys`` (``*`` and ``14*`` allowed)."""

    year: int
    keys: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Peculiarity:
    """A known fault of a shipped series (years inclusive)."""

    indicator: str
    keys: tuple[str, ...]
    first: int
    last: int
    kind: Literal["missing", "limited", "break"]
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where values come from; ``attribution`` is the line drawn into every chart and export."""

    id: str
    title: str
    publisher: str
    table: str
    licence: str
    licence_url: str
    attribution: str
    url: str
    retrieved_on: date | None = None
    next_update: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sdg:
    """One of the 17 goals: official colour, readable text colour on it, German short title."""

    number: int
    title: str
    colour: str
    text_colour: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One declaration, every use; the id is file name and address.

    ``direction``: 1 higher is better, -1 lower is better, 0 never judged.
    ``kind``: ``indicator``; ``base`` (a quantity other indicators are computed from, with a page of its own but
    not on the profile); ``gap`` (asked for, no official source per Kreis); ``shares`` (parts of a whole).
    ``rhythm`` is the usual distance of two values in years. ``rest`` labels what the parts leave over.
    ``level`` is the finest level that has values. ``own`` indicators were declared in the browser, not by a file;
    ``kreise`` are the keys an own indicator is meant for (empty: all).
    """

    id: str
    title: str
    short_title: str
    question: str
    unit: str
    decimals: int
    direction: Direction
    kind: Kind
    topic: str
    sdg: tuple[int, ...]
    source: str
    rhythm: int
    actors: tuple[Actor, ...]
    definition: str
    unit_long: str = ""
    minimum: float | None = None
    maximum: float | None = None
    additive: bool = False
    level: Literal["kreis", "land"] = "kreis"
    charts: tuple[str, ...] = ()
    formula: Formula | None = None
    parts: tuple[Part, ...] = ()
    rest: str = ""
    breaks: tuple[Break, ...] = ()
    caveat: str = ""
    keywords: tuple[str, ...] = ()
    core: bool = False
    level_judged: bool = True
    own: bool = False
    kreise: tuple[str, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether movement of this indicator may be called better or worse."""
        return self.direction != 0 and self.kind in ("indicator", "gap")
