"""The form of an action and the words that it is checked by, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from cockpit.base.collation import collated
from cockpit.base.formats import day, number
from cockpit.base.texts import text
from cockpit.catalogue.action_words import Fault
from cockpit.catalogue.actions import COLUMNS, written
from cockpit.model.action import STATES, Action
from cockpit.query import Snapshot

TICKED = ("sdg", "hebelprojekte", "indikatoren")
FIXED = ("kreis", "id")
"""Come with the address and are never read from the form."""


def words_of(form: MultiDict[str, str], kreis: str, old: Action | None) -> dict[str, str]:
    """What was typed and ticked, by column."""
    given = {name: form.get(name, "") for name in COLUMNS if name not in (*TICKED, *FIXED)}
    given |= {name: ", ".join(form.getlist(name)) for name in TICKED}
    return given | {"kreis": kreis, "id": old.id if old else ""}


def filled(action: Action) -> MultiDict[str, str]:
    """The form filled with an action, days and amounts in German."""
    words = written(action)
    days = {"beginn": action.start, "ende": action.end, "beschluss_datum": action.decision.on}
    words |= {name: day(moment) for name, moment in days.items() if moment}
    amounts = {"kosten": action.budget, "eigenanteil": action.own_share}
    words |= {name: number(sum_, 2 if sum_ % 1 else 0) for name, sum_ in amounts.items() if sum_ is not None}
    words["fortschritt"] = "\n".join(f"{one.year}: {one.note}" for one in action.progress)
    found: MultiDict[str, str] = MultiDict(words)
    for name, ticked in zip(TICKED, (action.sdg, action.projects, action.indicators), strict=True):
        found.setlist(name, [str(one) for one in ticked])
    return found


def by_field(faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong, by name of the field."""
    return {one.field: f"{one.problem} {one.remedy}".rstrip() for one in faults}


def choices(snap: Snapshot) -> Mapping[str, Any]:
    """What the form offers: states, goals, projects and indicators by topic."""
    catalogue = snap.catalogue
    projects = [project for programme in catalogue.programmes.values() for project in programme.projects]
    shown = sorted(catalogue.indicators.values(), key=lambda item: collated(item.title))
    topics = {
        topic.title: [(item.id, item.title) for item in shown if item.topic == topic.id]
        for topic in catalogue.topics.values()
    }
    return {
        "states": [(state, text(f"actions.state.{state}")) for state in STATES],
        "goals": [(str(goal.number), f"{goal.number} {goal.title}") for goal in catalogue.sdgs.values()],
        "projects": [(project.id, project.title) for project in projects],
        "topics": {title: items for title, items in topics.items() if items},
    }
