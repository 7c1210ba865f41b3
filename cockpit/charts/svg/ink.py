"""What is on the paper: shapes and texts by role of colour, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cockpit.charts.svg.measure import LINE_HEIGHT, width

Anchor = Literal["start", "middle", "end"]
ASCENT = 0.8
DESCENT = 0.22


@dataclass(frozen=True, slots=True)
class Room:
    """Where a drawing may be: left edge, top edge and width in pixels; ``height`` where one is wished for."""

    left: float
    top: float
    width: float
    height: float | None = None

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Shape:
    """An SVG element; ``fill`` and ``stroke`` are names of colours in tokens.css, empty is none."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    fill: str = ""
    stroke: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y`` is the baseline."""

    x: float
    y: float
    content: str
    size: float
    fill: str = "ink"
    anchor: Anchor = "start"
    bold: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        wide = width(self.content, self.size, self.bold)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - ASCENT * self.size, left + wide, self.y + DESCENT * self.size


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that share attributes and the colour of their lines."""

    attributes: tuple[tuple[str, str], ...]
    shapes: tuple[Shape, ...]
    stroke: str = ""


Element = Shape | Text | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture: size in pixels and what is on it; ``shown`` is another size it is shown at."""

    width: int
    height: int
    elements: tuple[Element, ...]
    shown: tuple[int, int] | None = None

    @property
    def texts(self) -> tuple[Text, ...]:
        """All texts, e.g. to check that none covers another."""
        return tuple(element for element in self.elements if isinstance(element, Text))


def short(value: float) -> str:
    """A coordinate with at most one decimal, the same on every machine."""
    figure = f"{value:.1f}".removesuffix(".0")
    return "0" if figure == "-0" else figure


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The ``d`` of a polyline."""
    drawn = "L".join(f"{short(x)} {short(y)}" for x, y in points)
    return f"M{drawn}{'Z' if closed else ''}"


def line(points: Iterable[tuple[float, float]], stroke: str, thick: float, *, dash: str = "", title: str = "") -> Shape:
    """An open line, dashed if wanted."""
    attributes = [("d", path(points)), ("stroke-width", short(thick))]
    attributes += [("stroke-linejoin", "round"), ("stroke-linecap", "round")]
    if dash:
        attributes.append(("stroke-dasharray", dash))
    return Shape("path", tuple(attributes), stroke=stroke, title=title)


def strokes(lines: Iterable[Iterable[tuple[float, float]]], stroke: str, thick: float) -> Shape:
    """Many open lines of one kind as one shape: as a shape each they would weigh more than the rest of a picture."""
    drawn = "".join(path(points) for points in lines)
    return Shape("path", (("d", drawn), ("stroke-width", short(thick)), ("stroke-linecap", "round")), stroke=stroke)


def area(
    points: Iterable[tuple[float, float]],
    fill: str,
    *,
    stroke: str = "",
    thick: float = 1,
    dash: str = "",
    title: str = "",
) -> Shape:
    """A closed area."""
    attributes = [("d", path(points, closed=True))]
    if stroke:
        attributes.append(("stroke-width", short(thick)))
    if dash:
        attributes.append(("stroke-dasharray", dash))
    return Shape("path", tuple(attributes), fill=fill, stroke=stroke, title=title)


def circle(
    x: float, y: float, radius: float, fill: str, *, stroke: str = "", thick: float = 1.5, title: str = ""
) -> Shape:
    """A disc or ring."""
    attributes = [("cx", short(x)), ("cy", short(y)), ("r", short(radius))]
    if stroke:
        attributes.append(("stroke-width", short(thick)))
    return Shape("circle", tuple(attributes), fill=fill, stroke=stroke, title=title)


def box(
    x: float, y: float, wide: float, high: float, fill: str, *, stroke: str = "", title: str = "", dash: str = ""
) -> Shape:
    """A rectangle."""
    attributes = [("x", short(x)), ("y", short(y)), ("width", short(max(wide, 0))), ("height", short(high))]
    if dash:
        attributes.append(("stroke-dasharray", dash))
    return Shape("rect", tuple(attributes), fill=fill, stroke=stroke, title=title)


def paragraph(
    lines: Iterable[str], x: float, top: float, size: float, fill: str = "ink", *, bold: bool = False
) -> list[Text]:
    """Lines below each other; ``top`` is the upper edge of the first."""
    height = size * LINE_HEIGHT
    return [Text(x, top + height * index + size, content, size, fill, bold=bold) for index, content in enumerate(lines)]


def type_size(wide: float) -> float:
    """Size of plain text for a picture of that width."""
    return 13.0 if wide < 520 else 14.0 if wide < 900 else 15.0
