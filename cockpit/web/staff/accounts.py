"""The administration of accounts: who there is, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.errors import CockpitError
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.model.account import ROLES
from cockpit.web import provider, staff, state
from cockpit.web.staff import Route


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the form of an account."""

    name: str = ""
    display_name: str = ""
    role: str = ROLES[0]
    kreise: str = ""
    email: str = ""
    by: str = ""

    @property
    def keys(self) -> list[str]:
        """Kreise as written: with blanks, commas or lines between them."""
        return self.kreise.replace(",", " ").replace(";", " ").split()


def listed() -> ResponseReturnValue:
    """All accounts, and the form for a new one."""
    return _list(Given())


def add() -> ResponseReturnValue:
    """Make an account; its one-time password is shown, this once."""
    given, account = _given(), staff.signed_in()
    by_provider = given.by == "dienst"
    try:
        made, password = people.add(
            state.store(), given.name, given.role, given.keys, by=account.name, at=now(),
            display_name=given.display_name, email=given.email, issuer=settings().oidc_issuer.rstrip("/"),
            local=not by_provider,
        )  # fmt: skip
    except CockpitError as error:
        return _list(given, error)
    return _list(Given(), made=made.name, password=password)


def show(name: str) -> ResponseReturnValue:
    """One account with its form and deeds."""
    return _account(name)


def change(name: str) -> ResponseReturnValue:
    """Give an account another role, Kreise, name to show or e-mail."""
    given = _given()
    try:
        people.change(
            state.store(), name, role=given.role, kreise=given.keys, display_name=given.display_name,
            email=given.email, by=staff.signed_in().name, at=now(),
        )  # fmt: skip
    except CockpitError as error:
        return _account(name, given, error)
    return _account(name, done=text("people.changed"))


def reset_password(name: str) -> ResponseReturnValue:
    """A new one-time password, shown this once."""
    try:
        password = people.reset_password(state.store(), name, by=staff.signed_in().name, at=now())
    except CockpitError as error:
        return _account(name, fault=error)
    return _account(name, password=password)


def disable(name: str) -> ResponseReturnValue:
    """Close an account at once."""
    try:
        people.disable(state.store(), name, by=staff.signed_in().name, at=now())
    except CockpitError as error:
        return _account(name, fault=error)
    return _account(name, done=text("people.now_closed"))


def enable(name: str) -> ResponseReturnValue:
    """Open a closed account again."""
    people.enable(state.store(), name, by=staff.signed_in().name, at=now())
    return _account(name, done=text("people.now_open"))


def _given() -> Given:
    words = {name: request.form.get(field, "").strip() for name, field in FIELDS.items()}
    return Given(**words)


def _list(
    given: Given, fault: CockpitError | None = None, *, made: str = "", password: str = ""
) -> ResponseReturnValue:
    held = people.listed(state.store())
    return staff.render(
        "accounts.html",
        title=text("people.accounts"),
        status=fault.http_status if fault else 200,
        accounts=[(one, staff.kreise(one.account)) for one in held],
        given=given,
        roles=ROLES,
        fault=fault,
        made=made,
        password=password,
        by_provider=provider.is_set_up(),
    )


def _account(
    name: str, given: Given | None = None, fault: CockpitError | None = None, *, done: str = "", password: str = ""
) -> ResponseReturnValue:
    held = people.find(state.store(), name)
    one = held.account
    as_held = Given(one.name, one.display_name, one.role, " ".join(one.kreise), one.email)
    return staff.render(
        "account_of.html",
        title=text("people.account_of", name=one.name),
        status=fault.http_status if fault else 200,
        held=held,
        given=given or as_held,
        names=staff.kreise(one),
        tokens=people.tokens_of(state.store(), one),
        now=now(),
        roles=ROLES,
        fault=fault,
        done=done,
        password=password,
    )


FIELDS = {
    "name": "name",
    "display_name": "anzeigename",
    "role": "rolle",
    "kreise": "kreise",
    "email": "email",
    "by": "anmeldung",
}
ROUTES = (
    Route("/verwaltung", "verwaltung", listed, "administer"),
    Route("/verwaltung/konten", "verwaltung.anlegen", add, "administer", ("POST",)),
    Route("/verwaltung/konto/<name>", "verwaltung.konto", show, "administer"),
    Route("/verwaltung/konto/<name>", "verwaltung.konto.aendern", change, "administer", ("POST",)),
    Route("/verwaltung/konto/<name>/kennwort", "verwaltung.konto.kennwort", reset_password, "administer", ("POST",)),
    Route("/verwaltung/konto/<name>/schliessen", "verwaltung.konto.schliessen", disable, "administer", ("POST",)),
    Route("/verwaltung/konto/<name>/oeffnen", "verwaltung.konto.oeffnen", enable, "administer", ("POST",)),
)
