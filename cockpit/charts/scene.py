"""What a chart shows, without colours or pixels; every painter draws it and ``str`` prints it for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.model.geometry import Geometry

Layout = Literal["plane", "rows", "tiles", "shapes", "axis", "panels"]
ONE_SHADE = 4
"""Of every tile with a value, where too few have one for classes."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One value: ``x`` is a year, ``y`` in the indicator's unit, ``text`` the formatted value.

    ``open`` draws an open marker (limited, provisional, estimated); ``note`` is the German status word.
    """

    x: int
    y: float
    text: str
    open: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A series as runs of neighbouring years; a run of one dot is isolated. Lines without ``label`` stay unnamed."""

    role: str
    name: str
    runs: tuple[tuple[Dot, ...], ...]
    label: str = ""

    @property
    def dots(self) -> tuple[Dot, ...]:
        """All dots in order."""
        return tuple(dot for run in self.runs for dot in run)


@dataclass(frozen=True, slots=True)
class Band:
    """A soft area between ``low`` and ``high`` over years: points are (year, low, high)."""

    role: str
    points: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A ring (target) or dot (projection) at a year ahead, with a dotted path from the latest value."""

    role: str
    start: Dot | None
    end: Dot
    label: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at value ``y`` over all years, or upright at year ``x`` (a break stands just before it)."""

    role: str
    label: str
    y: float | None = None
    x: int | None = None

    @property
    def place(self) -> float:
        """Where on the axis of years an upright line stands."""
        return (self.x or 0) - (0.5 if self.role == "break" else 0.0)


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a bar: ``value`` is its length in the unit of the indicator, ``shade`` 0 (rest) to 6."""

    role: str
    label: str
    value: float
    text: str
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: name, rank, pieces from zero, and how many rows are left out before it."""

    role: str
    name: str
    segments: tuple[Segment, ...]
    text: str = ""
    rank: int | None = None
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One hexagon: half column ``x``, row ``y``, ``shade`` 1–6 or 0 without value; ``state`` says why without."""

    key: str
    name: str
    x: int
    y: int
    shade: int
    text: str
    state: Literal["", "none", "hidden"] = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """Class edges from lowest to highest (one more than classes; empty without classes), formatted, and the unit."""

    edges: tuple[str, ...]
    unit: str
    keys: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A line under the chart that explains a sign; ``role`` names the sign."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One chart. ``title`` is the finding, ``subtitle`` measure, unit, area and period, ``source`` the footer line.

    ``ticks`` are values of the vertical axis with their text; ``years`` its first and last year.
    ``ends`` are the words at the low and high end of an axis; ``bare`` leaves out axes and notes (sparkline).
    ``geometry`` says where the tiles lie on a true map.
    """

    kind: str
    layout: Layout
    title: str
    subtitle: str
    source: str
    alt: str
    unit: str = ""
    years: tuple[int, int] | None = None
    ticks: tuple[tuple[float, str], ...] = ()
    lines: tuple[Line, ...] = ()
    bands: tuple[Band, ...] = ()
    goals: tuple[Goal, ...] = ()
    rules: tuple[Rule, ...] = ()
    rows: tuple[Row, ...] = ()
    tiles: tuple[Tile, ...] = ()
    legend: Legend | None = None
    marks: tuple[Dot, ...] = ()
    ends: tuple[str, str] | None = None
    notes: tuple[Note, ...] = ()
    bare: bool = False
    geometry: Geometry | None = None

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise Refused(text("charts.no_source"), self.kind, text("charts.no_source_remedy"))

    def __str__(self) -> str:
        from cockpit.charts.reading import read  # noqa: PLC0415 - reading imports this module

        return read(self)
