"""Mappings people confirmed for a kind of file, found again by the signature of the next file of its kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from cockpit.store.database import Database
from cockpit.store.work_in_progress.rows import stamp


@dataclass(frozen=True, slots=True)
class Mapping:
    """``name`` as people read it; ``document`` holds the choices that differ from what is recognised."""

    signature: str
    name: str
    document: dict[str, object]
    changed_at: datetime
    changed_by: str


def mapping(database: Database, signature: str) -> Mapping | None:
    """The mapping remembered for files of this signature."""
    sql = "SELECT signature, name, document, changed_at, changed_by FROM mapping WHERE signature = ?"
    rows = database.read(sql, (signature,))
    if not rows:
        return None
    known, name, document, at, by = rows[0]
    return Mapping(known, name, json.loads(document), datetime.fromisoformat(at), by)


def remember(database: Database, kept: Mapping) -> None:
    """Keep a mapping, in place of an older one for the same signature."""
    sql = (
        "INSERT INTO mapping (mapping_id, signature, name, document, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (signature) DO UPDATE SET name = excluded.name, document = excluded.document,"
        " changed_at = excluded.changed_at, changed_by = excluded.changed_by"
    )
    document = json.dumps(kept.document, ensure_ascii=False)
    with database.writing() as writer:
        row = (kept.signature, kept.name, document, stamp(kept.changed_at), kept.changed_by)
        writer.run(sql, (writer.next_id("mapping"), *row))
