"""The table of sessions: what a browser holds is random, only its digest is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cockpit.store.database import Writer
from cockpit.store.people.moments import moment, written

Read = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Session:
    """One visit; ``account`` is the number of the account, ``None`` before sign-in; ``data`` is JSON."""

    digest: str
    account: int | None
    data: Mapping[str, Any]
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def find(read: Read, digest: str) -> Session | None:
    """The session of a digest, expired ones included."""
    columns = "session_id, account_id, data, created_at, seen_at, expires_at"
    rows = read(f"SELECT {columns} FROM session WHERE session_id = ?", (digest,))  # noqa: S608 - own names
    if not rows:
        return None
    name, account, data, *moments = rows[0]
    return Session(name, account, json.loads(data), *map(moment, moments))


def save(writer: Writer, session: Session) -> None:
    """Store a new session or what became of one; an account once given stays."""
    sql = (
        "INSERT INTO session (session_id, account_id, data, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (session_id) DO UPDATE SET data = excluded.data, seen_at = excluded.seen_at"
    )
    moments = map(written, (session.created_at, session.seen_at, session.expires_at))
    writer.run(sql, (session.digest, session.account, json.dumps(dict(session.data)), *moments))


def touch(writer: Writer, session: Session) -> None:
    """Store that, and with what data, a session was used; one that has been ended meanwhile stays ended."""
    sql = "UPDATE session SET data = ?, seen_at = ? WHERE session_id = ?"
    writer.run(sql, (json.dumps(dict(session.data)), written(session.seen_at), session.digest))


def end(writer: Writer, digest: str) -> None:
    """End one session."""
    writer.run("DELETE FROM session WHERE session_id = ?", (digest,))


def end_all(writer: Writer, account: int) -> None:
    """End all sessions of an account."""
    writer.run("DELETE FROM session WHERE account_id = ?", (account,))


def end_everything(writer: Writer) -> None:
    """End the sessions of everybody."""
    writer.run("DELETE FROM session")


def sweep(writer: Writer, seen_before: datetime, at: datetime) -> None:
    """Forget sessions that are over."""
    writer.run("DELETE FROM session WHERE expires_at < ? OR seen_at < ?", (written(at), written(seen_before)))
