"""Drafts as rows: adding, finding, listing, changing and removing them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.account import Account
from cockpit.model.draft import Choices, Draft, DraftState, Progress
from cockpit.store import history
from cockpit.store.database import Database, Writer
from cockpit.store.entries import Entry, enter
from cockpit.store.people import accounts
from cockpit.store.work_in_progress import beats, parts

COLUMNS = (
    "d.draft_id, a.name, d.state, d.created_at, d.changed_at, d.expires_at, d.file_name, d.file_sha256, d.size,"
    " d.base_revision, d.choices, d.report, d.effect, d.note, d.step, d.done, d.total, d.fault, d.revision_id"
)
FROM = "FROM draft d JOIN account a ON a.account_id = d.account_id"
SHORT = COLUMNS.replace("d.effect", "'{}'")
BRIEF = {
    True: "json_object('json', json_object('indicators', json_extract(d.report, '$.json.indicators')))",
    False: ("json_build_object('json', json_build_object('indicators', d.report::json #> '{json,indicators}'))::text"),
}
"""What a list needs of a report, which may hold thousands of findings: on SQLite, and on PostgreSQL."""
NAMES = {"base": "base_revision", "revision": "revision_id"}


def add(
    database: Database, account_id: int, draft: Draft, held: Mapping[str, bytes], entry: Entry | None = None
) -> None:
    """Store a new draft together with its parts and what the audit log says of it."""
    row: dict[str, object] = {
        "draft_id": draft.id,
        "account_id": account_id,
        "created_at": stamp(draft.created_at),
        "expires_at": stamp(draft.expires_at),
        "file_name": draft.file_name,
        "file_sha256": draft.file_sha256,
        "size": draft.size,
        "heartbeat": "",
        **_values(
            draft.changed_at,
            {name: getattr(draft, name) for name in ("state", "base", "choices", "report", "effect", "note")},
        ),
        **_values(draft.changed_at, {"fault": draft.fault, "progress": draft.progress}),
    }
    marks = ", ".join("?" * len(row))
    with database.writing() as writer:
        writer.run(f"INSERT INTO draft ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 - own names
        parts.write(writer, draft.id, held)
        enter(entry, writer, None)


def find(database: Database, draft_id: str) -> Draft:
    """One draft with the progress of the work on it; NotFound when it does not exist (any more)."""
    rows = database.read(f"SELECT {COLUMNS} {FROM} WHERE d.draft_id = ?", (draft_id,))
    if not rows:
        raise NotFound(text("drafts.gone"), "", text("drafts.gone_remedy"))
    draft = _draft(rows[0])
    seen = beats.progress(database, draft_id) if draft.state == "working" else None
    return replace(draft, progress=seen) if seen else draft


def listed(database: Database, account_id: int | None = None, state: str | None = None) -> tuple[Draft, ...]:
    """Drafts, changed last first: of one account, of one state, or all; of the reports only the indicators."""
    wanted = {"d.account_id": account_id, "d.state": state}
    asked = {name: value for name, value in wanted.items() if value is not None}
    where = " AND ".join(f"{name} = ?" for name in asked) or "1 = 1"
    columns = SHORT.replace("d.report", BRIEF[database.is_sqlite])
    sql = f"SELECT {columns} {FROM} WHERE {where} ORDER BY d.changed_at DESC, d.draft_id"
    return tuple(_draft(row) for row in database.read(sql, tuple(asked.values())))


def change(
    database: Database,
    draft_id: str,
    at: datetime,
    values: Mapping[str, object],
    *,
    was: Sequence[DraftState] = (),
    held: Mapping[str, bytes] | None = None,
    dropped: Sequence[str] = (),
    shown: str = "",
    entry: Entry | None = None,
) -> bool:
    """Change fields (named as in ``Draft``) and parts in one transaction, with what the audit log says of it.

    False, and nothing changed, when the state is none of ``was`` or the draft changed after the moment ``shown``.
    """
    with database.writing() as writer:
        found = writer.rows("SELECT state, changed_at FROM draft WHERE draft_id = ?", (draft_id,))
        if not found or (was and found[0][0] not in was) or (shown and found[0][1] != shown):
            return False
        row = _values(at, values)
        assigned = ", ".join(f"{name} = ?" for name in row)
        writer.run(f"UPDATE draft SET {assigned} WHERE draft_id = ?", (*row.values(), draft_id))  # noqa: S608 - own names
        parts.write(writer, draft_id, held or {})
        parts.drop(writer, draft_id, dropped)
        enter(entry, writer, None)
        return True


def remove(database: Database, draft_id: str, entry: Entry | None = None) -> None:
    """Forget a draft and everything it holds; the audit log may remember it."""
    with database.writing() as writer:
        _remove(writer, [draft_id])
        enter(entry, writer, None)


def expire(database: Database, at: datetime) -> int:
    """Forget drafts whose days are over; how many there were."""
    over = [str(row[0]) for row in database.read("SELECT draft_id FROM draft WHERE expires_at < ?", (stamp(at),))]
    if over:
        with database.writing() as writer:
            _remove(writer, over)
    return len(over)


def person(database: Database, name: str) -> Account | None:
    """The account of that name as its rights are now; None when there is none or it may no longer sign in."""
    kept = accounts.by_name(database.read, name)
    return kept.account if kept and kept.disabled_at is None else None


def newest_revision(database: Database) -> int:
    """The number of the newest Datenstand, 0 when there is none."""
    return history.newest(database.read)


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, so that text order is time order."""
    return moment.astimezone(UTC).isoformat()


def _remove(writer: Writer, ids: Sequence[str]) -> None:
    for table in ("draft_part", "draft"):
        writer.run_many(f"DELETE FROM {table} WHERE draft_id = ?", [(one,) for one in ids])  # noqa: S608 - own names


def _values(at: datetime, values: Mapping[str, object]) -> dict[str, object]:
    """Fields of a draft as columns of its row."""
    row: dict[str, object] = {"changed_at": stamp(at)}
    for name, value in values.items():
        if isinstance(value, Progress):
            row |= asdict(value)
        elif isinstance(value, Choices):
            row[name] = json.dumps(asdict(value), ensure_ascii=False)
        else:
            row[NAMES.get(name, name)] = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
    return row


def _draft(row: tuple[Any, ...]) -> Draft:
    created, changed, expires = (datetime.fromisoformat(one) for one in row[3:6])
    name, digest, size, base = row[6:10]
    choices, report, effect = (json.loads(one) for one in row[10:13])
    return Draft(
        id=row[0],
        account=row[1],
        state=row[2],
        created_at=created,
        changed_at=changed,
        expires_at=expires,
        file_name=name,
        file_sha256=digest,
        size=size,
        base=base,
        choices=_choices(choices),
        report=report,
        effect=effect,
        note=row[13],
        progress=Progress(*row[14:17]),
        fault=row[17],
        revision=row[18],
    )


def _choices(document: Mapping[str, Any]) -> Choices:
    return Choices(**{name: _frozen(value) for name, value in document.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
