"""Small multiples: one panel for each compared Kreis, all on the same axes, the others grey behind."""

from __future__ import annotations

from dataclasses import replace

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.kinds import line
from cockpit.charts.scene import Dot, Goal, Line, Note, Scene
from cockpit.charts.ticks import ticks
from cockpit.model.view import View

FEWEST = 2


def scene(view: View) -> Scene:
    """The chosen Kreise in their order; Refused with fewer than two, or where none has a value."""
    drawn = list(dict.fromkeys(series.region.display_name for series in view.drawn))
    if len(view.chosen) < FEWEST or len(drawn) < FEWEST:
        raise Refused(text("charts.multiples.alone"), view.indicator.title, text("charts.multiples.alone_remedy"))
    whole = line.scene(view)
    held = {found.name: found for found in whole.lines if found.role in line.ROLES}
    lines = tuple(_panel(held.get(name), role, name, whole.unit) for role, name in zip(line.ROLES, drawn, strict=False))
    goals = tuple(goal for goal in whole.goals if goal.role == "target")
    values = [dot.y for one in lines for dot in one.dots] + [goal.end.y for goal in goals]
    if not values:
        raise Refused(text("charts.no_values"), view.indicator.title)
    title, subtitle = words.finding_as("multiples", view), words.subtitle(view, "multiples")
    return replace(
        whole,
        kind="multiples",
        layout="panels",
        title=title,
        subtitle=subtitle,
        alt=text("charts.alt.multiples", title=title, subtitle=subtitle, values=line.told(view, goals)).strip(),
        years=_years(lines, goals),
        ticks=ticks(min(values), max(values), unit="%" if whole.unit == "%" else ""),
        lines=lines,
        bands=(),
        goals=goals,
        rules=(),
        notes=_notes(whole, lines, goals),
    )


def _panel(held: Line | None, role: str, name: str, unit: str) -> Line:
    """A Kreis without values keeps its panel, so that nobody looks for it in vain."""
    if held is None or not held.dots:
        return Line(role, name, (), text("charts.multiples.empty"))
    last = held.dots[-1]
    remark = f", {last.note}" if last.note else ""
    value = f"{last.text}{words.NBSP}{unit}" if unit == "%" else last.text
    return replace(held, label=text("charts.multiples.last", value=value, year=last.x, remark=remark))


def _years(lines: tuple[Line, ...], goals: tuple[Goal, ...]) -> tuple[int, int]:
    years = [dot.x for one in lines for dot in one.dots] + [goal.end.x for goal in goals]
    return min(years), max(years)


def _notes(whole: Scene, lines: tuple[Line, ...], goals: tuple[Goal, ...]) -> tuple[Note, ...]:
    shown: tuple[Dot, ...] = tuple(dot for one in lines for dot in one.dots)
    found = [Note("peer", text("charts.multiples.others"))]
    found += [note for note in whole.notes if note.role == "open" and any(dot.open for dot in shown)]
    found += [Note("target", text("charts.multiples.goal", name=lines[0].name, label=goal.label)) for goal in goals]
    return tuple(found)
