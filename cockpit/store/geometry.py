"""The boundaries in the store: taken over or removed as a Datenstand of its own, earlier ones stay without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.geometry import Geometry
from cockpit.model.revision import Revision
from cockpit.store import declarations, history
from cockpit.store.database import Database
from cockpit.store.documents import documents, rebuilt
from cockpit.store.entries import Entry, enter

KIND = "geometry"


def save(
    database: Database, geometry: Geometry, at: datetime, by: str, file_name: str = "", entry: Entry | None = None
) -> Revision | None:
    """The new revision; None, without an entry, when exactly these boundaries are stored."""
    note = text("geometry.store.saved", n=len(geometry.kreise), source=geometry.source)
    return _changed(database, geometry, Revision(0, at, by, KIND, file_name, note=note), entry)


def remove(database: Database, reason: str, at: datetime, by: str, entry: Entry | None = None) -> Revision:
    """The revision from which on there are tiles only; NotFound when there are no boundaries."""
    note = text("geometry.store.removed", reason=reason)
    made = _changed(database, None, Revision(0, at, by, KIND, note=note), entry)
    if made is None:
        raise NotFound(text("geometry.none"), "", text("geometry.none_remedy"))
    return made


def _changed(database: Database, geometry: Geometry | None, revision: Revision, entry: Entry | None) -> Revision | None:
    with database.writing() as writer:
        stored = declarations.contents(writer.rows, None)
        wanted = documents(replace(rebuilt(stored), geometry=geometry))
        if not declarations.changed(stored, wanted):
            return None
        made = replace(revision, id=history.newest(writer.rows) + 1)
        history.write(writer, made)
        declarations.write(writer, made.id, stored, wanted)
        enter(entry, writer, made)
        return made
