"""What a draft holds beside its row: the file as it came, checked rows, lines around findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cockpit.store.database import Database, Writer


def part(database: Database, draft_id: str, name: str) -> bytes | None:
    """The bytes of one part as they were handed in; None when there is none."""
    rows = database.read("SELECT packed FROM draft_part WHERE draft_id = ? AND name = ?", (draft_id, name))
    return bytes(rows[0][0]) if rows else None


def part_names(database: Database, draft_id: str) -> frozenset[str]:
    """Which parts a draft holds."""
    rows = database.read("SELECT name FROM draft_part WHERE draft_id = ?", (draft_id,))
    return frozenset(str(row[0]) for row in rows)


def put_parts(database: Database, draft_id: str, held: Mapping[str, bytes]) -> None:
    """Store parts, in place of older ones of the same name."""
    with database.writing() as writer:
        write(writer, draft_id, held)


def drop_parts(database: Database, draft_id: str, names: Sequence[str]) -> None:
    """Forget parts."""
    with database.writing() as writer:
        drop(writer, draft_id, names)


def write(writer: Writer, draft_id: str, held: Mapping[str, bytes]) -> None:
    """The same within an open transaction."""
    sql = (
        "INSERT INTO draft_part (draft_id, name, packed) VALUES (?, ?, ?)"
        " ON CONFLICT (draft_id, name) DO UPDATE SET packed = excluded.packed"
    )
    writer.run_many(sql, [(draft_id, name, packed) for name, packed in held.items()])


def drop(writer: Writer, draft_id: str, names: Sequence[str]) -> None:
    """The same within an open transaction."""
    writer.run_many("DELETE FROM draft_part WHERE draft_id = ? AND name = ?", [(draft_id, name) for name in names])
