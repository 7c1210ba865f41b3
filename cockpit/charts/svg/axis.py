"""The dot strip as SVG: ticks on one axis, the own dot, words at both ends where there is room."""

from __future__ import annotations

from cockpit.charts.scene import Scene
from cockpit.charts.svg.ink import Element, Room, Text, circle, line, strokes
from cockpit.charts.svg.measure import LINE_HEIGHT, width

ROOMY = 200.0
TICK = 13.0
DOT = 5.5
THIN = 1.1


def draw(scene: Scene, room: Room) -> tuple[list[Element], float]:
    """Below 200 px the words at the ends are left to the page, and so are those of the ticks."""
    roomy = room.width >= ROOMY
    size = 12.0 if room.width < 340 else 13.0
    low, high = scene.ticks[0][0], scene.ticks[-1][0]
    left, right = room.left + DOT + 2, room.right - DOT - 2
    *others, own = scene.marks
    label = size * LINE_HEIGHT if roomy else 0.0
    y = room.top + label + TICK / 2 + 5

    def x(value: float) -> float:
        return (left + right) / 2 if high == low else left + (value - low) / (high - low) * (right - left)

    drawn: list[Element] = [line(((left, y), (right, y)), "grid", 1)]
    ticks = [(((x(one.y), y - TICK / 2), (x(one.y), y + TICK / 2)), one.text) for one in others]
    if roomy:
        drawn += [line(points, "ink-3", THIN, title=said) for points, said in ticks]
    elif ticks:
        drawn.append(strokes((points for points, _ in ticks), "ink-3", THIN))
    drawn.append(circle(x(own.y), y, DOT, "mark", stroke="paper", thick=2, title=own.text))
    bottom = y + TICK / 2 + 5
    if not roomy:
        return drawn, bottom
    half = width(own.text, size, True) / 2
    middle = min(max(x(own.y), room.left + half), room.right - half)
    drawn.append(Text(middle, room.top + size, own.text, size, "mark", "middle", bold=True))
    words, bottom = _ends(scene, room, bottom, size)
    return drawn + words, bottom


def _ends(scene: Scene, room: Room, top: float, size: float) -> tuple[list[Element], float]:
    (_, lowest), (_, highest) = scene.ticks
    low, high = scene.ends or ("", "")
    low, high = f"{lowest} {low}", f"{high} {highest}"
    base = top + size
    step = 0.0
    if width(low, size) + width(high, size) + 12 > room.width:
        step = size * LINE_HEIGHT
    drawn: list[Element] = [
        Text(room.left, base, low, size, "ink-2"),
        Text(room.right, base + step, high, size, "ink-2", "end"),
    ]
    return drawn, base + step + size * 0.4
