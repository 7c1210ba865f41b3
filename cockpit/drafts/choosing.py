"""What people decide about a draft: the mapping, repairs, conflicts, and that it may be published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cockpit.base.errors import BadRequest, Forbidden
from cockpit.base.texts import text
from cockpit.drafts.jobs import Job, as_part
from cockpit.drafts.opening import approves
from cockpit.model.account import Account
from cockpit.model.draft import Choices, Draft, DraftState, Progress
from cockpit.store import Store
from cockpit.store import work_in_progress as wip

OPEN: tuple[DraftState, ...] = ("mapping", "checked", "approval", "failed")
LEFT = "left"
Cell = tuple[str, str, int]


def choose(
    store: Store, draft: Draft, choices: Choices, at: datetime, *, mapping: str = "", recall: bool = False
) -> Draft:
    """Check the file again with other choices; ``mapping`` names them for the next file of this source."""
    job = Job("check", draft.account, at.isoformat(), mapping=mapping, recall=recall)
    return _again(store, draft, job, at, OPEN, choices=choices, base=wip.newest_revision(store.database))


def repair(store: Store, draft: Draft, name: str, at: datetime, *, off: bool = False) -> Draft:
    """Apply a repair to all findings of its kind, or no longer."""
    repairs = tuple(one for one in draft.choices.repairs if one != name) + (() if off else (name,))
    return choose(store, draft, replace(draft.choices, repairs=repairs), at)


def leave(store: Store, draft: Draft, cells: Sequence[Cell], at: datetime) -> Draft:
    """Leave these cells as they are stored; asked for after a conflict."""
    before = left_cells(store, draft)
    kept = sorted({*before, *cells})
    job = Job("check", draft.account, at.isoformat(), recall=False)
    held = {LEFT: json.dumps(kept, ensure_ascii=False).encode()}
    base = wip.newest_revision(store.database)
    return _again(store, draft, job, at, OPEN, held=held, base=base)


def insist(store: Store, draft: Draft, at: datetime) -> Draft:
    """Hold the draft against what is stored now, so that its cells replace what others published meanwhile."""
    return choose(store, draft, draft.choices, at)


def publish(store: Store, draft: Draft, account: Account, note: str, at: datetime, *, second: bool = False) -> Draft:
    """Ask for publication; with ``second`` (a second pair of eyes) never by the account that prepared the draft.

    The draft is ``working`` afterwards, or ``approval`` when somebody else has to agree. Forbidden for accounts that
    may not publish, BadRequest for a draft that is not checked.
    """
    if not account.may("publish"):
        raise Forbidden(text("drafts.may_not_publish"))
    if second and draft.account == account.name:
        return _submit(store, draft, note, at)
    if second and not approves(account):
        raise Forbidden(text("drafts.second"), "", text("drafts.second_remedy"))
    job = Job("publish", account.name, at.isoformat(), note=note)
    return _again(store, draft, job, at, ("checked", "approval"), note=note)


def send_back(store: Store, draft: Draft, at: datetime) -> Draft:
    """Give a draft that waits for approval back to who prepared it."""
    wip.change(store.database, draft.id, at, {"state": "checked", "fault": text("drafts.sent_back")}, was=("approval",))
    return wip.find(store.database, draft.id)


def left_cells(store: Store, draft: Draft) -> tuple[Cell, ...]:
    """Cells of the file that are left as they are stored."""
    held = wip.part(store.database, draft.id, LEFT)
    return tuple((str(code), str(key), int(year)) for code, key, year in json.loads(held or b"[]"))


def _submit(store: Store, draft: Draft, note: str, at: datetime) -> Draft:
    if not wip.change(store.database, draft.id, at, {"state": "approval", "note": note}, was=("checked", "approval")):
        raise _busy(draft)
    return wip.find(store.database, draft.id)


def _again(
    store: Store,
    draft: Draft,
    job: Job,
    at: datetime,
    was: Sequence[DraftState],
    *,
    held: dict[str, bytes] | None = None,
    **values: object,
) -> Draft:
    """The draft with a job to do; BadRequest when it is not in a state for that."""
    parts = {**(held or {}), **as_part(job)}
    values |= {"state": "working", "fault": "", "progress": Progress()}
    if not wip.change(store.database, draft.id, at, values, was=was, held=parts):
        raise _busy(draft)
    return wip.find(store.database, draft.id)


def _busy(draft: Draft) -> BadRequest:
    return BadRequest(text("drafts.busy"), draft.file_name, text("drafts.busy_remedy"))
