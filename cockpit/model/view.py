"""What a page, picture, table or sentence is made of: indicator + selection + rows + verdict + provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cockpit.model.action import Action
from cockpit.model.geometry import Geometry
from cockpit.model.indicator import Indicator, Sdg, Source
from cockpit.model.programme import Link, Programme, Project
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.model.selection import Selection
from cockpit.model.series import Aggregate, Point, Series
from cockpit.model.target import ResolvedTarget
from cockpit.model.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Standing:
    """One Kreis in one year among all: value, status and rank (1 = highest value)."""

    region: Region
    point: Point


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a Kreis lies among its comparable Kreise in the year of its latest value.

    ``band`` is the quarter 1–4 counted from the lowest value; ``values`` are the comparable Kreise's values, sorted,
    without the Kreis itself; ``n`` counts them.
    """

    year: int
    value: float
    band: int
    values: tuple[float, ...]

    @property
    def n(self) -> int:
        """How many comparable Kreise have a value."""
        return len(self.values)


@dataclass(frozen=True, slots=True)
class PartShare:
    """One part of a whole for one region: label and share in the unit of the indicator."""

    label: str
    point: Point


@dataclass(frozen=True, slots=True)
class Whole:
    """All parts of one region in one year, the rest included, in declared order."""

    region: Region
    year: int
    parts: tuple[PartShare, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One indicator resolved once; everything shown about it derives from here.

    ``chosen``: series of the selected Kreise, the first is *the* Kreis. ``peers``: its comparable Kreise.
    ``context``: Land and Bund where stored. ``kreise``: all current Kreise (or Länder, by level) in ``year``, by key.
    ``years``: all years with values. ``aggregates``: distribution per year.
    ``decided`` / ``orientation``: target of the chosen Kreis. ``wholes``: only for shares.
    ``judgements``: by region key, for the chosen. ``today`` is the date ages count from.
    ``few``: without a chosen Kreis, the series of all that have values, where they are too few for a distribution.
    ``denominator_years``: for formula values, year → year of the denominator where it differs.
    ``actions``: those of the Kreis that name this indicator, by start.
    ``geometry``: boundaries, where the true map is asked for.
    """

    indicator: Indicator
    selection: Selection
    source: Source
    revision: Revision
    last_change: Revision
    today: date
    chosen: tuple[Series, ...]
    peers: tuple[Series, ...]
    context: tuple[Series, ...]
    kreise: tuple[Standing, ...]
    year: int | None
    years: tuple[int, ...]
    aggregates: tuple[Aggregate, ...]
    decided: ResolvedTarget | None
    orientation: ResolvedTarget | None
    judgements: Mapping[str, Judgement]
    placement: Placement | None
    wholes: tuple[Whole, ...]
    sdgs: Mapping[int, Sdg]
    inputs: tuple[Indicator, ...] = ()
    denominator_years: Mapping[int, int] = field(default_factory=dict)
    few: tuple[Series, ...] = ()
    actions: tuple[Action, ...] = ()
    geometry: Geometry | None = None

    @property
    def drawn(self) -> tuple[Series, ...]:
        """The series shown by name: the chosen Kreise, else the few that have values."""
        return self.chosen or self.few

    @property
    def spread(self) -> tuple[Aggregate, ...]:
        """The years in which enough Kreise have a value for median and quarters."""
        return tuple(one for one in self.aggregates if one.tells)

    @property
    def kreis(self) -> Series | None:
        """The chosen Kreis, if any."""
        return self.chosen[0] if self.chosen else None

    @property
    def judgement(self) -> Judgement | None:
        """The judgement of the chosen Kreis."""
        return self.judgements.get(self.chosen[0].region.key) if self.chosen else None


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator on a Kreis page."""

    indicator: Indicator
    series: Series
    latest: Point | None
    judgement: Judgement
    placement: Placement | None
    decided: ResolvedTarget | None
    orientation: ResolvedTarget | None
    source: Source
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """Complete sums: judged = improving + no_trend + worsening + no_verdict; targets likewise by verdict key."""

    judged: int
    improving: int
    no_trend: int
    worsening: int
    no_verdict: int
    targets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project that bears on a Kreis, with the linked indicators that have values there."""

    programme: Programme
    project: Project
    links: tuple[tuple[Link, Card], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A Kreis page: cards in order of SDG and title, gaps, and the projects that bear on the Kreis.

    ``improved`` and ``worsened`` are the cards shown first (strongest change per spread of comparable Kreise);
    ``context`` are Rahmenzahlen (direction none), included in ``cards`` too. ``population``: newest known, in persons.
    """

    region: Region
    land: Region
    revision: Revision
    today: date
    headline: Headline
    cards: tuple[Card, ...]
    gaps: tuple[Indicator, ...]
    improved: tuple[Card, ...]
    worsened: tuple[Card, ...]
    peers: tuple[Region, ...]
    projects: tuple[ProjectCard, ...]
    sdgs: Mapping[int, Sdg]
    population: Point | None = None
