"""The actions of the chosen Kreis on the course: a mark in the year of their start and end, numbered, named below."""

from __future__ import annotations

from collections.abc import Iterator

from cockpit.base.texts import text
from cockpit.charts.scene import Note, Rule
from cockpit.model.action import Action
from cockpit.model.view import View

MOST = 8
"""Actions with marks; the list below the chart names all of them."""
CIRCLED = range(1, 21)
FIRST_CIRCLED = 0x2460
LONGEST_TITLE = 90
START, END = "action-start", "action-end"


def sign(place: int) -> str:
    """The number of an action, counted from 1, as one sign."""
    return chr(FIRST_CIRCLED + place - 1) if place in CIRCLED else f"({place})"


def action_rules(view: View, years: tuple[int, int]) -> tuple[Rule, ...]:
    """One mark per year in which any action starts or ends, within the years that are drawn."""
    found: dict[tuple[int, str], str] = {}
    for place, role, year in _moments(view, years):
        found[year, role] = found.get((year, role), "") + sign(place)
    return tuple(
        Rule(role, text(f"actions.chart.{role.partition('-')[2]}", signs=signs), x=year)
        for (year, role), signs in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] == START))
    )


def action_notes(view: View, years: tuple[int, int]) -> tuple[Note, ...]:
    """Which action each number stands for, and that marks in time prove no effect."""
    marked = sorted({place for place, _, _ in _moments(view, years)})
    if not marked:
        return ()
    notes = [Note("action", told(view.actions[place - 1], place)) for place in marked]
    return (*notes, Note("", text("actions.chart.fixed")))


def told(action: Action, place: int) -> str:
    """Number, title and the years of start and end."""
    title = action.title if len(action.title) <= LONGEST_TITLE else f"{action.title[:LONGEST_TITLE].rstrip()}…"
    years = {name: day.year for name, day in (("start", action.start), ("end", action.end)) if day}
    term = text(f"actions.chart.term_{'_'.join(years)}", **years) if years else ""
    return " ".join(part for part in (sign(place), title, term) if part)


def _moments(view: View, years: tuple[int, int]) -> Iterator[tuple[int, str, int]]:
    """Place in the list, role and year of every start and end that is drawn."""
    first, last = years
    drawn = 0
    for place, action in enumerate(view.actions, start=1):
        days = ((START, action.start), (END, action.end))
        inside = [(role, day.year) for role, day in days if day and first <= day.year <= last]
        drawn += bool(inside)
        if drawn > MOST:
            return
        yield from ((place, role, year) for role, year in inside)
