"""Years × values as SVG: course with its labels at the line ends, or a bare sparkline."""

from __future__ import annotations

from cockpit.charts.scene import Dot, Line, Scene
from cockpit.charts.svg import labels
from cockpit.charts.svg.colours import colour_of
from cockpit.charts.svg.field import Field
from cockpit.charts.svg.ink import Element, Room, Text, area, circle, line, type_size
from cockpit.charts.svg.measure import LINE_HEIGHT, width
from cockpit.charts.svg.notes import notes

THICK = {"chosen": 3.0, "median": 3.0, "peer": 0.9, "context": 1.6}
SPARK = 0.28
TALLEST_SPARK = 64
LEAST_DOT = 2.0
SHORTEST = 120.0


def draw(scene: Scene, room: Room) -> tuple[list[Element], float]:
    """The elements and the lower edge."""
    return _spark(scene, room) if scene.bare else _course(scene, room)


def _course(scene: Scene, room: Room) -> tuple[list[Element], float]:
    size = type_size(room.width)
    gutter = max(width(text, size - 1) for _, text in scene.ticks) + 8
    ends = labels.gather(scene, room.width * (0.36 if room.width < 520 else 0.27), size)
    aside = max((label.width for label in ends), default=0.0) + 20
    sketch = Field(scene, room.left + gutter, room.right - aside, 0, 1)
    above = labels.mark_rows(scene, sketch, room, size) * size * LINE_HEIGHT + size * 1.1
    told, under = notes(scene.notes, Room(room.left, 0, room.width), size - 1)
    height = _height(room, above + size * 1.9 + under + 8, labels.needed(ends) + 8)
    field = Field(scene, room.left + gutter, room.right - aside, room.top + above, room.top + above + height)
    elements = _axes(scene, field, size, room)
    elements += _bands(scene, field)
    elements += _rules(scene, field)
    elements += [shape for one in scene.lines for shape in series(one, field)]
    elements += goals(scene, field)
    elements += labels.draw(ends, field, size)
    elements += labels.marks(scene, field, room, size)
    base = field.bottom + size * 1.9
    told, bottom = notes(scene.notes, Room(room.left, base + 4, room.width), size - 1)
    return elements + told, (bottom if told else base) + 4


def _height(room: Room, around: float, labelled: float) -> float:
    """Of the plot itself: what is left of the wished-for height, or half its width."""
    if room.height is None:
        return max(min(room.width * 0.5, 460.0), 240.0, labelled)
    return max(room.height - around, SHORTEST, labelled)


def _axes(scene: Scene, field: Field, size: float, room: Room) -> list[Element]:
    elements: list[Element] = []
    for value, text in scene.ticks:
        y = field.y(value)
        elements.append(line(((field.left, y), (field.right, y)), "ink-3" if value == 0 else "grid", 1))
        elements.append(Text(field.left - 8, y + size * 0.33, text, size - 1, "ink-2", "end"))
    for year in field.year_ticks(width("0000", size - 1) + 14):
        x, half = field.x(year), width(str(year), size - 1) / 2
        x = min(max(x, room.left + half), room.right - half)
        elements.append(Text(x, field.bottom + size * 1.4, str(year), size - 1, "ink-2", "middle"))
    return elements


def _bands(scene: Scene, field: Field) -> list[Element]:
    drawn: list[Element] = []
    for band in scene.bands:
        upper = [(field.x(year), field.y(high)) for year, _, high in band.points]
        lower = [(field.x(year), field.y(low)) for year, low, _ in reversed(band.points)]
        drawn.append(area(upper + lower, "band"))
    return drawn


def _rules(scene: Scene, field: Field) -> list[Element]:
    drawn: list[Element] = []
    for rule in scene.rules:
        if rule.y is not None:
            ends = ((field.left, field.y(rule.y)), (field.right, field.y(rule.y)))
            drawn.append(line(ends, colour_of(rule.role), 1.8, dash="0.1 4.5"))
        elif rule.x is not None:
            x, dash = field.x(rule.place), "3 3" if rule.role == "break" else "7 3"
            drawn.append(line(((x, field.top - 4), (x, field.bottom)), colour_of(rule.role), 1.2, dash=dash))
    return drawn


def series(held: Line, field: Field) -> list[Element]:
    """One line with its dots; lines in the background say nothing when touched."""
    colour, thick = colour_of(held.role), THICK.get(held.role, 2.0)
    quiet = held.role == "peer"
    drawn: list[Element] = []
    for run in held.runs:
        points = [(field.x(dot.x), field.y(dot.y)) for dot in run]
        if len(points) > 1:
            drawn.append(line(points, colour, thick))
        else:
            drawn.append(
                circle(*points[0], max(thick * 0.9, LEAST_DOT), colour, title="" if quiet else _told(held, run[0]))
            )
    if quiet:
        return drawn
    for dot in held.dots:
        if dot.open:
            spot = (field.x(dot.x), field.y(dot.y))
            drawn.append(circle(*spot, thick + 1, "paper", stroke=colour, thick=1.8, title=_told(held, dot)))
    last = held.dots[-1]
    if not last.open:
        drawn.append(labels.end_mark(held.role, field.x(last.x), field.y(last.y), _told(held, last)))
    return drawn


def _told(series: Line, dot: Dot) -> str:
    remark = f" ({dot.note})" if dot.note else ""
    return f"{series.name or series.label} {dot.x}: {dot.text}{remark}"


def goals(scene: Scene, field: Field) -> list[Element]:
    """Rings of targets and dots of projections with the path that leads there."""
    drawn: list[Element] = []
    for goal in scene.goals:
        end, colour = (field.x(goal.end.x), field.y(goal.end.y)), colour_of(goal.role)
        if goal.start is not None:
            start = (field.x(goal.start.x), field.y(goal.start.y))
            drawn.append(line((start, end), colour, 1.8, dash="0.1 5" if goal.role == "target" else "6 4"))
        ring = goal.role == "target"
        drawn.append(
            circle(*end, 6 if ring else 3.5, "paper", stroke=colour, thick=2.4 if ring else 1.8, title=goal.label)
        )
    return drawn


def _spark(scene: Scene, room: Room) -> tuple[list[Element], float]:
    height = min(max(round(room.width * SPARK), 24), TALLEST_SPARK)
    field = Field(scene, room.left + 3, room.right - 6, room.top + 5, room.top + height - 5)
    drawn: list[Element] = []
    for series in scene.lines:
        colour = colour_of(series.role)
        for run in series.runs:
            points = [(field.x(dot.x), field.y(dot.y)) for dot in run]
            drawn.append(line(points, colour, 1.8) if len(points) > 1 else circle(*points[0], 1.8, colour))
        last = series.dots[-1]
        drawn.append(circle(field.x(last.x), field.y(last.y), 3.5, colour, title=_told(series, last)))
    return drawn, room.top + height
