"""The own account: change the password, make and end tokens for programs."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.errors import CockpitError, Refused, UsageFault
from cockpit.base.texts import text
from cockpit.web import session, staff, state
from cockpit.web.own_address import own_address
from cockpit.web.staff import Route

DAYS = (30, 90, 180, 365)
SCOPES = ("upload",)


def show() -> ResponseReturnValue:
    """Who one is here, the password form and one's tokens."""
    return _page()


def change_password() -> ResponseReturnValue:
    """Set another password; every session of the account ends, this browser gets a new one."""
    given, store = request.form, state.store()
    try:
        if given.get("neu", "") != given.get("noch_einmal", ""):
            raise Refused(text("people.password.unlike"))
        address = request.remote_addr or ""
        changed = people.change_password(
            store, staff.signed_in(), given.get("alt", ""), given.get("neu", ""), address, now()
        )
    except CockpitError as error:
        return _page(error, section="kennwort")
    session.current().begin(changed)
    first = staff.signed_in().must_change
    staff.become(changed)
    onward = own_address(given.get("weiter", ""), "")
    if first and onward:
        return redirect(onward, 303)  # what the account came for
    return _page(done=text("people.password.changed"))


def create_token() -> ResponseReturnValue:
    """Make a token and show it, this once."""
    given, account = request.form, staff.signed_in()
    try:
        days = given.get("tage", "")
        if not (days.isascii() and days.isdigit() and len(days) <= 4):
            raise UsageFault(text("people.token.bad_days", most=people.MOST_DAYS))
        secret = people.token(state.store(), account, given.get("bezeichnung", ""), int(days), SCOPES, now())
    except CockpitError as error:
        return _page(error, section="schluessel")
    return _page(secret=secret)


def revoke_token(number: int) -> ResponseReturnValue:
    """End one of the own tokens."""
    account = staff.signed_in()
    people.revoke(state.store(), account, number, by=account.name, at=now())
    return _page(done=text("people.token.ended"))


def _page(
    fault: CockpitError | None = None, *, section: str = "", done: str = "", secret: str = ""
) -> ResponseReturnValue:
    account = staff.signed_in()
    return staff.render(
        "account.html",
        title=text("people.own_account"),
        status=fault.http_status if fault else 200,
        fault=fault,
        section=section,
        done=done,
        secret=secret,
        tokens=people.tokens_of(state.store(), account),
        now=now(),
        days=DAYS,
        has_password=bool(people.find(state.store(), account.name).password_hash),
        kreise=staff.kreise(account),
        onward=own_address(request.values.get("weiter", ""), ""),
    )


ROUTES = (
    Route("/konto", "konto", show, "signed_in"),
    Route("/konto/kennwort", "konto.kennwort", change_password, "signed_in", ("POST",)),
    Route("/konto/schluessel", "konto.schluessel", create_token, "signed_in", ("POST",)),
    Route("/konto/schluessel/<int:number>/beenden", "konto.schluessel.beenden", revoke_token, "signed_in", ("POST",)),
)
