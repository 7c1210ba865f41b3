"""The state of a page: one grammar for addresses, exports, embeds and tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Tab = Literal["verlauf", "karte", "rangliste", "tabelle", "daten", "anteile", "einzeln"]
Theme = Literal["", "hell", "dunkel", "druck"]
Form = Literal["kacheln", "karte"]
TABS: tuple[Tab, ...] = ("verlauf", "karte", "rangliste", "tabelle", "daten")
PICTURES: tuple[Tab, ...] = (*TABS, "anteile", "einzeln")
LAYOUTS = ("matrix",)
"""Other forms of a list than its own, asked for by the same argument as the tabs of an indicator."""
THEMES: tuple[Theme, ...] = ("", "hell", "dunkel", "druck")
MOST_KREISE = 5
TRUE_MAP: Form = "karte"
FORMS: tuple[Form, ...] = ("kacheln", TRUE_MAP)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked at: region keys (the first is the chosen one), years, tab, method, Datenstand, picture.

    ``stand`` is ``None`` on live addresses. ``width``/``height`` are pixels of a picture;
    without ``framed`` it lacks title and source, because the page around it carries them.
    ``page`` counts the pages of a long list from 1; ``only`` narrows the Datenlage (gaps or what is due).
    ``as_of`` is the calendar year from which ages are counted (pictures frozen by a live page carry it).
    ``mapped`` is what the map of the start page shows instead of an indicator.
    ``actor`` narrows lists to what the Kreis, the Gemeinden, the Land or the Bund has levers on.
    ``verdict`` narrows a Land to one class of movement: what improves, shows no trend, worsens or has no verdict.
    ``indicators`` and ``goals`` are what a report is to show; a single goal stands in ``sdg``.
    ``layout`` is the form of the project list: empty for rows, ``matrix`` for projects by goals.
    ``form`` draws maps as tiles, or true where boundaries are held.
    ``slide`` counts the slides of a presentation from 1; 0 is all of them below each other.
    """

    kreise: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    year: int | None = None
    tab: Tab = "verlauf"
    method: str = "destatis"
    stand: int | None = None
    as_of: int | None = None
    theme: Theme = ""
    width: int | None = None
    height: int | None = None
    framed: bool = True
    sdg: int | None = None
    goals: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    field: str = ""
    relation: str = ""
    land: str = ""
    order: str = ""
    search: str = ""
    page: int | None = None
    only: str = ""
    interactive: bool = False
    actor: str = ""
    verdict: str = ""
    mapped: str = ""
    slide: int | None = None
    layout: str = ""
    form: Form = "kacheln"
    indicator: str = ""

    @property
    def every_goal(self) -> tuple[int, ...]:
        """The goals looked at: one, several, or none for all."""
        return self.goals if self.sdg is None else (self.sdg,)

    def but(self, **changes: object) -> Selection:
        """The same selection with some fields changed."""
        return replace(self, **changes) if changes else self  # type: ignore[arg-type]
