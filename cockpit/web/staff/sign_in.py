"""Signing in and out: by name and password, or by the sign-in provider of the house."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.errors import CockpitError, SignInNeeded, TooMany
from cockpit.base.texts import text
from cockpit.model.account import Account
from cockpit.web import provider, session, staff, state
from cockpit.web.answer import with_query
from cockpit.web.own_address import own_address
from cockpit.web.staff import Route

HOME = "/konto"


def form() -> ResponseReturnValue:
    """The sign-in form; whoever has signed in goes on at once."""
    if staff.account():
        return redirect(own_address(request.args.get("weiter", ""), HOME), 303)
    return _form(request.args.get("weiter", ""))


def sign_in() -> ResponseReturnValue:
    """Check name and password; success gives the browser a new secret."""
    given, onward = request.form, request.form.get("weiter", "")
    address = request.remote_addr or ""
    try:
        found = people.authenticate(state.store(), given.get("name", ""), given.get("kennwort", ""), address, now())
    except (SignInNeeded, TooMany) as error:
        return _form(onward, error, given.get("name", ""))
    return _welcome(found, onward)


def sign_out() -> ResponseReturnValue:
    """End the visit on the server."""
    session.current().end()
    return redirect("/anmelden", 303)


def to_provider() -> ResponseReturnValue:
    """Send the browser to the provider of the house, to come back to ``from_provider``."""
    onward = own_address(request.args.get("weiter", ""), HOME)
    try:
        response = provider.depart()
    except CockpitError as error:
        return _form(onward, error)
    session.current()["weiter"] = onward
    return response


def from_provider() -> ResponseReturnValue:
    """Take the provider's answer; nothing of it counts before every check has passed."""
    onward = str(session.current().get("weiter", ""))
    try:
        found = provider.arrive(state.store(), now())
    except CockpitError as error:
        return _form(onward, error)
    return _welcome(found, onward)


def _welcome(account: Account, onward: str) -> ResponseReturnValue:
    session.current().begin(account)
    asked = own_address(onward, "")
    if account.must_change:  # first a password of its own, then what it came for
        return redirect(with_query(HOME, {"weiter": asked} if asked else {}), 303)
    return redirect(asked or HOME, 303)


def _form(onward: str, fault: CockpitError | None = None, name: str = "") -> ResponseReturnValue:
    response = staff.render(
        "sign_in.html",
        title=text("people.sign_in"),
        status=fault.http_status if fault else 200,
        fault=fault,
        name=name,
        onward=own_address(onward, ""),
        by_provider=provider.is_set_up(),
    )
    if isinstance(fault, TooMany):
        response.headers["Retry-After"] = str(fault.wait)
    return response


ROUTES = (
    Route("/anmelden", "anmelden", form, "public"),
    Route("/anmelden", "anmelden.senden", sign_in, "public", ("POST",)),
    Route("/abmelden", "abmelden", sign_out, "signed_in", ("POST",)),
    Route("/anmelden/dienst", "anmelden.dienst", to_provider, "public"),
    Route("/anmelden/rueckkehr", "anmelden.rueckkehr", from_provider, "public"),
)
