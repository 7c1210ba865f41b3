"""Signing in: by name and password, by a provider of the house, by token; always the same answer when it fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cockpit.base.errors import Refused, SignInNeeded
from cockpit.base.texts import text
from cockpit.model.account import Account
from cockpit.people import passwords
from cockpit.people.delays import note_failure, note_success, require_patience
from cockpit.store import Store
from cockpit.store.people import accounts, audit, sessions
from cockpit.store.people.accounts import Kept


def authenticate(store: Store, name: str, password: str, address: str, at: datetime) -> Account:
    """The account of a name and password; TooMany or SignInNeeded in German.

    An unknown name, a closed account and a wrong password take the same work and give the same answer.
    """
    wanted = name.strip().casefold()
    require_patience(store, wanted, address, at)
    held = accounts.by_name(store.database.read, wanted)
    good = passwords.fits(held.password_hash if held else "", password)
    if held is None or not good or held.disabled_at:
        note_failure(store, wanted, address, at)
        raise SignInNeeded(text("people.wrong"), remedy=text("people.wrong_remedy"))
    note_success(store, wanted, address, at)
    _keep_hash_current(store, held, password)
    return held.account


def change_password(store: Store, account: Account, old: str, new: str, address: str, at: datetime) -> Account:
    """Set another password; every session of the account ends. Refused in German when it will not do."""
    authenticate(store, account.name, old, address, at)
    passwords.require_good(new, account.name)
    if old == new:
        raise Refused(text("people.password.same"))
    with store.database.writing() as writer:
        accounts.set_password(writer, account.id, passwords.hashed(new), must_change=False)
        sessions.end_all(writer, account.id)
        audit.append(writer, account.name, "account.password", account.name, "", "", at)
    return replace(account, must_change=False)


def by_provider(store: Store, issuer: str, subject: str, email: str, *, verified: bool, at: datetime) -> Account:
    """The account prepared for a person whom the provider of the house has recognised; SignInNeeded without one.

    An account is never made here. The first time it is found by an e-mail address that the provider vouches for
    (``verified``), unless it was prepared for the person's identity itself; from then on only the identity counts.
    """
    read = store.database.read
    held = accounts.by_subject(read, issuer, subject)
    if held is None and verified and email and subject:
        waiting = [one for one in accounts.prepared_for(read, email) if not one.disabled_at]
        held = waiting[0] if len(waiting) == 1 else None
        if held:
            _bind(store, held, issuer, subject, at)
    if held is None or held.disabled_at:
        raise SignInNeeded(text("people.not_prepared"), remedy=text("people.not_prepared_remedy"))
    return held.account


def _bind(store: Store, held: Kept, issuer: str, subject: str, at: datetime) -> None:
    with store.database.writing() as writer:
        accounts.bind(writer, held.account.id, issuer, subject)
        audit.append(writer, held.account.name, "account.bind", held.account.name, held.account.email, subject, at)


def _keep_hash_current(store: Store, held: Kept, password: str) -> None:
    if passwords.is_outdated(held.password_hash):
        with store.database.writing() as writer:
            fresh = passwords.hashed(password)
            accounts.set_password(writer, held.account.id, fresh, must_change=held.account.must_change)
