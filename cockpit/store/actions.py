"""Actions of the Kreise in the store: saved, changed and taken back as new versions in the one sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cockpit.base.errors import NotFound, Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.catalogue import Catalogue
from cockpit.model.revision import Revision
from cockpit.store import declarations, entered, history
from cockpit.store.database import Database, Writer
from cockpit.store.documents import Name, declared, rebuilt
from cockpit.store.entries import Entry, enter
from cockpit.store.history import Read

KIND = "action"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an action: in force since ``since``, until ``until`` (``None`` = still)."""

    number: int
    since: int
    until: int | None
    action: Action


def save(
    database: Database, actions: Sequence[Action], at: datetime, by: str, note: str = "", entry: Entry | None = None
) -> Revision:
    """The new revision; the newest one, without an entry, when every action is stored like this already."""
    with database.writing() as writer:
        stored = declarations.contents(writer.rows, None)
        before = rebuilt(stored)
        for action in actions:
            _refuse_foreign(writer.rows, action)
            _refuse_unknown(before, action)
        whole = replace(before, actions={**before.actions, **{action.id: action for action in actions}})
        one = text("actions.store.saved_one", title=actions[0].title) if len(actions) == 1 else ""
        said = note or one or text("actions.store.saved_many", n=len(actions))
        return _made(writer, stored, whole, Revision(0, at, by, KIND, note=said), entry)


def remove(database: Database, action: str, reason: str, at: datetime, by: str, entry: Entry | None = None) -> Revision:
    """The revision from which on the action is no longer there."""
    with database.writing() as writer:
        stored = declarations.contents(writer.rows, None)
        before = rebuilt(stored)
        held = before.actions.get(action)
        if held is None:
            raise NotFound(text("actions.store.unknown", name=action))
        whole = replace(before, actions={code: item for code, item in before.actions.items() if code != action})
        note = text("actions.store.removed", title=held.title, reason=reason)
        return _made(writer, stored, whole, Revision(0, at, by, KIND, note=note), entry)


def versions(read: Read, action: str) -> tuple[Version, ...]:
    """All versions, newest first."""
    sql = "SELECT version, from_revision, to_revision, document FROM definition WHERE kind = ? AND code = ?"
    rows = read(f"{sql} ORDER BY version DESC", (KIND, action))
    return tuple(Version(number, since, until, declared(KIND, content)) for number, since, until, content in rows)


def _made(
    writer: Writer, stored: dict[Name, str], whole: Catalogue, revision: Revision, entry: Entry | None
) -> Revision:
    """The revision made, with its entry; the newest one, without an entry, when nothing changed."""
    made = entered.lay(writer, stored, whole, revision)
    if made is None:
        return history.revision(writer.rows, history.newest(writer.rows))
    enter(entry, writer, made)
    return made


def _refuse_foreign(read: Read, action: Action) -> None:
    """Also ids that another Kreis used once: their earlier versions stay readable under this name."""
    held = versions(read, action.id)
    if held and held[0].action.region != action.region:
        remedy = text("actions.store.foreign_remedy")
        raise Refused(text("actions.store.foreign", name=action.id), "", remedy)


def _refuse_unknown(whole: Catalogue, action: Action) -> None:
    projects = {project.id for programme in whole.programmes.values() for project in programme.projects}
    unknown = [
        *(key for key in (action.region,) if key not in whole.regions),
        *(code for code in action.indicators if code not in whole.indicators),
        *(code for code in action.projects if code not in projects),
        *(str(number) for number in action.sdg if number not in whole.sdgs),
    ]
    if unknown:
        raise Refused(text("actions.store.names", title=action.title, names=enumeration(unknown)))
