"""Take a Datenstand back: what would return, what is kept and why, a reason, one step."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from cockpit import people, query
from cockpit.base.clock import now, today
from cockpit.base.errors import CockpitError, Forbidden, Refused
from cockpit.base.texts import text
from cockpit.model.revision import Revision
from cockpit.progress import assess
from cockpit.query.withdrawing import Outlook, outlook
from cockpit.store.withdraw import Withdrawal
from cockpit.web import staff, state
from cockpit.web.parts.history_table import amount, kind_word
from cockpit.web.staff import Route, _cells
from cockpit.web.staff._fresh import fresh

LONGEST_REASON = 500


def ask(number: int) -> ResponseReturnValue:
    """What it would mean, and the form."""
    people.require_withdrawer(staff.signed_in())
    return _form(number)


def do(number: int) -> ResponseReturnValue:
    """Take it back; with a fault the form again."""
    reason, store = request.form.get("grund", "").strip(), state.store()
    people.require_withdrawer(staff.signed_in())
    try:
        if not reason:
            raise Refused(text("history.withdraw.no_reason"))
        _require_known(store.revision(number))
        done = _withdrawn(number, reason[:LONGEST_REASON])
    except Forbidden:
        raise
    except CockpitError as error:
        return _form(number, error, reason)
    snap = query.snapshot(store, None, today())
    page = staff.render(
        "withdrawn.html",
        title=text("history.withdraw.title", n=number),
        number=number,
        new=done.revision.id if done.revision else None,
        returned=done.returned,
        removed=done.removed,
        kept=_cells.kept(snap, done.kept),
    )
    return fresh(page)


def _withdrawn(number: int, reason: str) -> Withdrawal:
    """Take it back and say so in the audit log, both or neither."""
    account, at = staff.signed_in(), now()
    entry = people.entry(
        who=account.name,
        action="withdraw",
        subject=text("history.stand.title", n=number),
        after=lambda made: text("history.withdraw.log", n=made.id if made else "–", why=reason),
        at=at,
    )
    return state.store().withdraw(
        number, reason=reason, by=account.name, judge=assess, at=at, allowed=account.may_write, entry=entry
    )


def _form(number: int, fault: CockpitError | None = None, reason: str = "") -> ResponseReturnValue:
    store = state.store()
    revision = store.revision(number)
    snap = query.snapshot(store, None, today())
    refusal = _refusal(revision, store.withdrawn_by(number))
    seen = outlook(store, revision) if refusal is None else None
    if seen is not None:
        _require_own(seen)
    return staff.render(
        "withdraw.html",
        title=text("history.withdraw.title", n=number),
        status=fault.http_status if fault else 200,
        fault=fault,
        reason=reason,
        revision=revision,
        kind=kind_word(revision),
        amount=amount(revision),
        refusal=refusal,
        longest=LONGEST_REASON,
        counts=_counts(seen),
        returning=_cells.returning(snap, seen.returning) if seen else [],
        kept=_cells.standing(snap, seen.kept) if seen else [],
        most=_cells.MOST,
    )


def _counts(seen: Outlook | None) -> dict[str, int]:
    if seen is None:
        return {}
    return {
        "returning": len(seen.returning) - seen.vanishing,
        "vanishing": seen.vanishing,
        "kept": len(seen.kept),
    }


def _refusal(revision: Revision, withdrawn: int | None) -> str | None:
    """Why this Datenstand cannot be taken back, None when it can."""
    if withdrawn is not None:
        return text("history.withdraw.again", n=withdrawn)
    return None if query.is_withdrawable(revision) else text("history.withdraw.never")


def _require_known(revision: Revision) -> None:
    if not query.is_withdrawable(revision):
        raise Refused(text("history.withdraw.never"))


def _require_own(seen: Outlook) -> None:
    account = staff.signed_in()
    foreign = [key for key in seen.keys if not account.may_write(key)]
    if foreign:
        raise Forbidden(
            text("history.withdraw.foreign", n=len(foreign)), request.path, text("history.withdraw.foreign_remedy")
        )


ROUTES = (
    Route("/daten/stand/<int:number>/zuruecknehmen", "daten.stand.zuruecknehmen", ask, "withdraw"),
    Route("/daten/stand/<int:number>/zuruecknehmen", "daten.stand.zuruecknehmen.tun", do, "withdraw", ("POST",)),
)
