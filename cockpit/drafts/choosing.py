"""What people decide about a draft: the mapping, repairs, conflicts, and that it may be published."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from cockpit import people
from cockpit.base.errors import BadRequest, Forbidden
from cockpit.base.texts import text
from cockpit.drafts.approving import hand, hands, overtaken, require_second, seen
from cockpit.drafts.entries import entered, subject, turned
from cockpit.drafts.jobs import Job, as_part
from cockpit.model.account import Account
from cockpit.model.draft import Choices, Draft, DraftState, Progress
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from cockpit.store.entries import Entry

OPEN: tuple[DraftState, ...] = ("mapping", "checked", "approval", "failed")
LEFT = "left"
Cell = tuple[str, str, int]


def choose(store: Store, draft: Draft, choices: Choices, at: datetime, *, mapping: str = "", by: str = "") -> Draft:
    """Check the file again with other choices; ``mapping`` names them for the next file of this source.

    ``by`` is the account that chose, the draft's own unless given.
    """
    entry = entered("mapping", draft, by or draft.account, at, *turned(draft.choices, choices))
    return _checked_again(store, draft, at, by, entry=entry, choices=choices, mapping=mapping)


def repair(store: Store, draft: Draft, name: str, at: datetime, *, off: bool = False, by: str = "") -> Draft:
    """Apply a repair to all findings of its kind, or no longer."""
    repairs = tuple(one for one in draft.choices.repairs if one != name) + (() if off else (name,))
    told = {"before": name} if off else {"after": name}
    entry = entered("repair", draft, by or draft.account, at, **told)
    return _checked_again(store, draft, at, by, entry=entry, choices=replace(draft.choices, repairs=repairs))


def leave(store: Store, draft: Draft, cells: Sequence[Cell], at: datetime, *, by: str = "") -> Draft:
    """Leave these cells as they are stored; asked for after a conflict."""
    kept = json.dumps(sorted({*left_cells(store, draft), *cells}), ensure_ascii=False)
    entry = entered("conflict", draft, by or draft.account, at, after=text("drafts.told.left", n=len(cells)))
    return _checked_again(store, draft, at, by, entry=entry, held={LEFT: kept.encode()})


def insist(store: Store, draft: Draft, at: datetime, *, by: str = "") -> Draft:
    """Hold the draft against what is stored now, so that its cells replace what others published meanwhile."""
    entry = entered("conflict", draft, by or draft.account, at, after=text("drafts.told.own"))
    return _checked_again(store, draft, at, by, entry=entry)


def recheck(store: Store, draft: Draft, at: datetime) -> Draft:
    """Hold the draft, as it is, against the newest Datenstand."""
    return _checked_again(store, draft, at)


def outdated(store: Store, draft: Draft) -> bool:
    """Whether there is a newer Datenstand than the one a draft was checked against."""
    return draft.state in ("checked", "approval") and draft.base < wip.newest_revision(store.database)


def publish(
    store: Store, draft: Draft, account: Account, note: str, at: datetime, *, second: bool = False, shown: str = ""
) -> Draft:
    """Ask for publication; with ``second`` (a second pair of eyes) never by an account that had a hand in the draft.

    ``shown`` is what ``seen`` gave when the draft was shown; Overtaken when it has been changed since, and for the
    second pair of eyes without it. The draft is ``working`` afterwards, or ``approval`` when somebody else has to
    agree. Forbidden for accounts that may not publish, BadRequest for a draft that is not checked.
    """
    if not account.may("publish"):
        raise Forbidden(text("drafts.may_not_publish"))
    if second and account.name in hands(store, draft):
        return _submit(store, draft, account, note, at, shown)
    if second:
        require_second(draft, account, shown)
    job = Job("publish", account.name, at.isoformat(), note=note)
    was: tuple[DraftState, ...] = ("approval",) if second else ("checked", "approval")
    return _again(store, draft, job, at, was, {"note": note}, shown=shown)


def send_back(store: Store, draft: Draft, by: str, at: datetime) -> Draft:
    """Give a draft that waits for approval back to who prepared it."""
    entry = people.entry(who=by, action="send_back", subject=subject(draft), at=at)
    values = {"state": "checked", "fault": text("drafts.sent_back")}
    wip.change(store.database, draft.id, at, values, was=("approval",), entry=entry)
    return wip.find(store.database, draft.id)


def left_cells(store: Store, draft: Draft) -> tuple[Cell, ...]:
    """Cells of the file that are left as they are stored."""
    held = wip.part(store.database, draft.id, LEFT)
    return tuple((str(code), str(key), int(year)) for code, key, year in json.loads(held or b"[]"))


def _submit(store: Store, draft: Draft, account: Account, note: str, at: datetime, shown: str) -> Draft:
    """Let others decide; who changed a draft of somebody else cannot do more than that either."""
    if draft.state == "approval" and account.name != draft.account:
        raise Forbidden(text("drafts.second"), "", text("drafts.second_remedy"))
    entry = people.entry(who=account.name, action="submit", subject=subject(draft), after=note, at=at)
    values = {"state": "approval", "note": note, "fault": ""}
    done = wip.change(store.database, draft.id, at, values, was=("checked", "approval"), shown=shown, entry=entry)
    return _changed(store, draft, done, shown)


def _checked_again(
    store: Store,
    draft: Draft,
    at: datetime,
    by: str = "",
    *,
    mapping: str = "",
    entry: Entry | None = None,
    held: Mapping[str, bytes] | None = None,
    **values: object,
) -> Draft:
    """The draft on its way to another check; who changed it stays known, a mere look at the newest leaves no trace."""
    job = Job("check", by or draft.account, at.isoformat(), mapping=mapping, recall=False)
    parts = {**(held or {}), **(hand(job.by) if entry else {})}
    base = wip.newest_revision(store.database)
    return _again(store, draft, job, at, OPEN, {**values, "base": base}, held=parts, entry=entry)


def _again(
    store: Store,
    draft: Draft,
    job: Job,
    at: datetime,
    was: Sequence[DraftState],
    values: Mapping[str, object],
    *,
    held: Mapping[str, bytes] | None = None,
    shown: str = "",
    entry: Entry | None = None,
) -> Draft:
    """The draft with a job to do; BadRequest when it is not in a state for that, Overtaken when it changed."""
    parts = {**(held or {}), **as_part(job)}
    changed = {**values, "state": "working", "fault": "", "progress": Progress()}
    done = wip.change(store.database, draft.id, at, changed, was=was, held=parts, shown=shown, entry=entry)
    return _changed(store, draft, done, shown)


def _changed(store: Store, draft: Draft, done: bool, shown: str) -> Draft:
    """The draft after a change; what stood in its way when there was none."""
    found = wip.find(store.database, draft.id)
    if done:
        return found
    if shown and shown != seen(found) and found.state not in ("working", "published"):
        raise overtaken(found)
    raise BadRequest(text("drafts.busy"), draft.file_name, text("drafts.busy_remedy"))
