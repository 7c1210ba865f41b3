"""How many drafts of one account are being worked on, so that nobody takes the places of all others."""

from __future__ import annotations

from cockpit.store.database import Database
from cockpit.store.work_in_progress.beats import alive

SQL = (
    "SELECT o.draft_id, o.changed_at < d.changed_at OR (o.changed_at = d.changed_at AND o.draft_id < d.draft_id)"
    " FROM draft d JOIN draft o ON o.account_id = d.account_id AND o.draft_id <> d.draft_id"
    " WHERE d.draft_id = ? AND o.state = 'working'"
)


def at_work(database: Database, draft_id: str, *, before: bool = False) -> int:
    """Other drafts of the same account that a process is at; with ``before`` only those whose turn came earlier."""
    rows = database.read(SQL, (draft_id,))
    return sum(1 for other, earlier in rows if (earlier or not before) and alive(database, str(other)))
