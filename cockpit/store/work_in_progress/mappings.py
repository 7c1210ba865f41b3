"""Mappings people confirmed for a kind of file, found again by the signature of their next file of its kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from cockpit.store.database import Database
from cockpit.store.entries import Entry, enter
from cockpit.store.work_in_progress.rows import stamp


@dataclass(frozen=True, slots=True)
class Mapping:
    """``name`` as people read it; ``document`` holds the choices that differ from what is recognised."""

    signature: str
    name: str
    document: dict[str, object]
    changed_at: datetime
    changed_by: str


def mapping(database: Database, signature: str, by: str) -> Mapping | None:
    """The mapping this account had remembered for files of this signature; nobody's choices act on files of others."""
    sql = "SELECT signature, name, document, changed_at, changed_by FROM mapping WHERE signature = ?"
    rows = database.read(sql, (_key(signature, by),))
    if not rows:
        return None
    _, name, document, at, by = rows[0]
    return Mapping(signature, name, json.loads(document), datetime.fromisoformat(at), by)


def remember(database: Database, kept: Mapping, entry: Entry | None = None) -> None:
    """Keep a mapping, in place of an older one of the same account for the same signature."""
    sql = (
        "INSERT INTO mapping (mapping_id, signature, name, document, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (signature) DO UPDATE SET name = excluded.name, document = excluded.document,"
        " changed_at = excluded.changed_at, changed_by = excluded.changed_by"
    )
    document = json.dumps(kept.document, ensure_ascii=False)
    with database.writing() as writer:
        row = (_key(kept.signature, kept.changed_by), kept.name, document, stamp(kept.changed_at), kept.changed_by)
        writer.run(sql, (writer.next_id("mapping"), *row))
        enter(entry, writer, None)


def _key(signature: str, by: str) -> str:
    return f"{signature}/{by}"
