"""Names and values at the line ends: measured, wrapped, moved apart, led to their line."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.charts.scene import Rule, Scene
from cockpit.charts.svg.colours import colour_of
from cockpit.charts.svg.dodge import dodge
from cockpit.charts.svg.field import Field
from cockpit.charts.svg.ink import Element, Room, Shape, Text, area, circle, line, paragraph
from cockpit.charts.svg.measure import LINE_HEIGHT, width, wrap

GAP = 3.0
# a long single word such as Hochsauerlandkreis may take this much more before it is parted
MOST_ROOM = 1.3


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A label beside the point (``x``, ``y``) of the scene, as wrapped lines."""

    x: float | None
    y: float
    lines: tuple[str, ...]
    size: float
    colour: str
    bold: bool

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max(width(content, self.size, self.bold) for content in self.lines)

    @property
    def height(self) -> float:
        """Height of all lines with a small gap."""
        return len(self.lines) * self.size * LINE_HEIGHT + GAP


def gather(scene: Scene, room: float, size: float) -> tuple[EndLabel, ...]:
    """All labels that stand right of the plot."""
    found = [
        _label(
            one.dots[-1].x, one.dots[-1].y, one.label, room, size, colour_of(one.role), one.role in {"chosen", "median"}
        )
        for one in scene.lines
        if one.label and one.dots
    ]
    found += [_label(goal.end.x, goal.end.y, goal.label, room, size, "ink", False) for goal in scene.goals]
    found += [
        _label(None, rule.y, rule.label, room, size, "ink-2", False) for rule in scene.rules if rule.y is not None
    ]
    return tuple(found)


def _label(x: float | None, y: float, content: str, room: float, size: float, colour: str, bold: bool) -> EndLabel:
    longest = max(width(word, size - 0.5, bold) for word in content.split(" "))
    room = max(room, min(longest, room * MOST_ROOM))
    return EndLabel(x, y, wrap(content, room, size - 0.5, bold), size - 0.5, colour, bold)


def needed(ends: tuple[EndLabel, ...]) -> float:
    """Height that all labels need below each other."""
    return sum(label.height for label in ends)


def draw(ends: tuple[EndLabel, ...], field: Field, size: float) -> list[Element]:
    """Texts right of the plot with hairlines to those that had to move or whose line ends earlier."""
    tops = dodge(
        [field.y(label.y) for label in ends], [label.height for label in ends], field.top - size, field.bottom + size
    )
    drawn: list[Element] = []
    x = field.right + 18
    for label, top in zip(ends, tops, strict=True):
        drawn += _leader(label, top, field, x)
        drawn += paragraph(label.lines, x, top + GAP / 2 - label.size * 0.1, label.size, label.colour, bold=label.bold)
    return drawn


def _leader(label: EndLabel, top: float, field: Field, x: float) -> list[Element]:
    y = field.y(label.y)
    middle = top + GAP / 2 + label.size * LINE_HEIGHT * min(len(label.lines), 2) / 2
    start = field.right if label.x is None else field.x(label.x)
    if abs(middle - y) < label.size * 0.9 and start > field.right - 2:
        return []
    near = max(start + 7, field.right + 3)
    points = ((start + 7, y), (near, y), (x - 3, middle)) if near > start + 8 else ((near, y), (x - 3, middle))
    # dashed where the line ends earlier, or it would be taken for values
    return [line(points, "peer", 0.9, dash="1.5 3" if near > start + 8 else "")]


def end_mark(role: str, x: float, y: float, title: str) -> Shape:
    """The end of a named line: a shape of its own, so that a grey copy can be read."""
    colour = colour_of(role)
    if role == "compared-1":
        return area(((x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)), colour, title=title)
    if role == "compared-2":
        return area(((x, y - 5.5), (x + 5, y + 3.5), (x - 5, y + 3.5)), colour, title=title)
    if role == "compared-3":
        return area(((x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)), colour, title=title)
    if role == "compared-4":
        return area(((x - 5, y - 3.5), (x + 5, y - 3.5), (x, y + 5.5)), colour, title=title)
    return circle(x, y, 3 if role == "context" else 5, colour, title=title)


def _placed(scene: Scene, field: Field, room: Room, size: float) -> list[tuple[Rule, float, int]]:
    """Each label of an upright line with its middle and its row: a label that would touch another goes one row up."""
    placed: list[tuple[Rule, float, int]] = []
    for rule in scene.rules:
        if rule.x is None:
            continue
        half = width(rule.label, size - 1.5) / 2
        x = max(min(field.x(rule.place), field.right + 12 - half), room.left + half)
        row = 0
        while any(
            other_row == row and abs(x - other) < half + width(shown.label, size - 1.5) / 2 + 4
            for shown, other, other_row in placed
        ):
            row += 1
        placed.append((rule, x, row))
    return placed


def mark_rows(scene: Scene, field: Field, room: Room, size: float) -> int:
    """Rows kept free above the plot for the labels of upright lines."""
    return max((row + 1 for _, _, row in _placed(scene, field, room, size)), default=0)


def marks(scene: Scene, field: Field, room: Room, size: float) -> list[Element]:
    """The words above the plot at each break, start and end."""
    return [
        Text(x, field.top - size * 0.6 - row * size * LINE_HEIGHT, rule.label, size - 1.5, "ink-2", "middle")
        for rule, x, row in _placed(scene, field, room, size)
    ]
