"""The table of feedback: what readers report, until it is deleted or its time is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cockpit.store.database import Writer
from cockpit.store.people.moments import moment, written

Read = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]
COLUMNS = "feedback_id, at, kind, page, message, email, done_at, done_by"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One report; ``page`` is an own path or empty, ``done_at`` is ``None`` while nobody has settled it."""

    id: int
    at: datetime
    kind: str
    page: str
    message: str
    email: str
    done_at: datetime | None
    done_by: str


def add(writer: Writer, at: datetime, kind: str, page: str, message: str, email: str) -> None:
    """Store a new report; the database numbers it and gives no number twice."""
    sql = "INSERT INTO feedback (at, kind, page, message, email) VALUES (?, ?, ?, ?, ?)"
    writer.run(sql, (written(at), kind, page, message, email))


def find(read: Read, number: int, since: datetime) -> Feedback | None:
    """One report that came in at ``since`` or later."""
    rows = read(f"SELECT {COLUMNS} FROM feedback WHERE feedback_id = ? AND at >= ?", (number, written(since)))  # noqa: S608
    return _feedback(rows[0]) if rows else None


def newest(
    read: Read, limit: int, since: datetime, before_id: int | None, *, done: bool | None = None
) -> tuple[Feedback, ...]:
    """Reports since a moment from the newest backwards, those before ``before_id``; settled or open ones on demand."""
    conditions, parameters = ["at >= ?"], [written(since), limit]
    if before_id:
        conditions.append("feedback_id < ?")
        parameters.insert(1, before_id)
    if done is not None:
        conditions.append(f"done_at IS {'NOT ' if done else ''}NULL")
    chosen = " AND ".join(conditions)
    sql = f"SELECT {COLUMNS} FROM feedback WHERE {chosen} ORDER BY feedback_id DESC LIMIT ?"  # noqa: S608 - own words
    return tuple(_feedback(row) for row in read(sql, parameters))


def count_open(read: Read, since: datetime) -> int:
    """How many reports since a moment nobody has settled."""
    return int(read("SELECT count(*) FROM feedback WHERE at >= ? AND done_at IS NULL", (written(since),))[0][0])


def set_done(writer: Writer, number: int, at: datetime | None, by: str) -> None:
    """Mark a report as settled, or as open again with ``None``."""
    sql = "UPDATE feedback SET done_at = ?, done_by = ? WHERE feedback_id = ?"
    writer.run(sql, (written(at) if at else None, by or None, number))


def delete(writer: Writer, number: int) -> None:
    """Forget a report."""
    writer.run("DELETE FROM feedback WHERE feedback_id = ?", (number,))


def has_older(read: Read, before: datetime) -> bool:
    """Whether a report older than ``before`` is still held."""
    return bool(read("SELECT 1 FROM feedback WHERE at < ? LIMIT 1", (written(before),)))


def sweep(writer: Writer, before: datetime) -> None:
    """Forget what is older."""
    writer.run("DELETE FROM feedback WHERE at < ?", (written(before),))


def _feedback(row: tuple[Any, ...]) -> Feedback:
    number, at, kind, page, message, email, done_at, done_by = row
    done = moment(done_at) if done_at else None
    return Feedback(int(number), moment(at), kind, page, message, email, done, done_by or "")
