"""What the audit log says about actions of a Kreis: one entry for each that was entered, changed or removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.revision import Revision
from cockpit.people.protocol import entry
from cockpit.store import entries
from cockpit.store.database import Writer


def saved_actions(who: str, actions: Sequence[Action], held: Mapping[str, Action], at: datetime) -> entries.Entry:
    """One entry per action, with its title before and after."""
    each = [
        entry(who=who, action="measure", subject=one.id, before=_said(held.get(one.id)), after=_said(one), at=at)
        for one in actions
    ]

    def write(writer: Writer, made: Revision | None) -> None:
        for one in each:
            one(writer, made)

    return write


def removed_action(who: str, held: Action, reason: str, at: datetime) -> entries.Entry:
    """The entry of an action taken back, with the reason."""
    return entry(who=who, action="measure_end", subject=held.id, before=_said(held), after=reason, at=at)


def _said(action: Action | None) -> str:
    return f"{action.title} ({text(f'actions.state.{action.state}')})" if action else ""
