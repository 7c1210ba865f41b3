"""Tokens with which programs bring data in: shown once, ending by themselves, tied to what they are for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import get_args

from cockpit.base.errors import Forbidden, NotFound, SignInNeeded, UsageFault
from cockpit.base.formats import day, enumeration
from cockpit.base.texts import text
from cockpit.model.account import Account, Permission, Scope
from cockpit.people.sessions import digest
from cockpit.store import Store
from cockpit.store.database import Writer
from cockpit.store.people import accounts, audit, tokens
from cockpit.store.people.tokens import Token

SCOPES: tuple[str, ...] = get_args(Scope)
OPENS: Mapping[str, frozenset[Permission]] = {
    "upload": frozenset({"public", "signed_in", "upload", "publish", "withdraw"})
}
"""What a token of this scope may do, as far as the role of its account may do it too."""
MOST_DAYS = 366
LONGEST_NAME = 60
PREFIX = "kc_"
NOTED_EVERY = timedelta(minutes=5)


def token(
    store: Store, account: Account, name: str, days: int, scopes: Sequence[str], at: datetime, by: str = ""
) -> str:
    """Make a token and return it, the only time it can be read; UsageFault in German when days or scope do not do."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        known = enumeration(SCOPES, "oder")
        raise UsageFault(text("people.token.bad_scope", scope=", ".join(unknown), known=known))
    if not 1 <= days <= MOST_DAYS:
        raise UsageFault(text("people.token.bad_days", most=MOST_DAYS))
    label = " ".join(name.split())
    if not 1 <= len(label) <= LONGEST_NAME:
        raise UsageFault(text("people.token.bad_name", most=LONGEST_NAME))
    secret = PREFIX + secrets.token_urlsafe(32)
    made = Token(0, account.id, label, tuple(scopes), at, at + timedelta(days=days), None, None)
    with store.database.writing() as writer:
        number = tokens.add(writer, made, digest(secret))
        said = text("people.token.made", scopes=" ".join(scopes), day=day(made.expires_at))
        audit.append(writer, by or account.name, "token.create", f"{account.name}/{number} {label}", "", said, at)
    return secret


def by_token(store: Store, secret: str, scope: str, at: datetime) -> Account:
    """The account of a token that has not ended; SignInNeeded for any other.

    Forbidden when it is for other things, or the account still has to choose a password of its own.
    """
    read = store.database.read
    found = tokens.by_digest(read, digest(secret))
    held = accounts.by_id(read, found.account) if found else None
    if found is None or held is None or held.disabled_at or found.revoked_at or found.expires_at <= at:
        raise SignInNeeded(text("people.token.wrong"), remedy=text("people.token.wrong_remedy"))
    if held.account.must_change:
        raise Forbidden(text("people.token.one_time"), remedy=text("people.token.one_time_remedy"))
    if scope not in found.scopes:
        raise Forbidden(text("people.token.other_scope", scope=scope))
    if found.used_at is None or at - found.used_at >= NOTED_EVERY:
        with store.database.writing() as writer:
            tokens.mark_used(writer, found.id, at)
    return held.account


def tokens_of(store: Store, account: Account) -> tuple[Token, ...]:
    """All tokens of an account, newest first."""
    return tokens.of_account(store.database.read, account.id)


def revoke(store: Store, account: Account, number: int, *, by: str, at: datetime) -> None:
    """End a token of this account; NotFound for any other."""
    found = next((one for one in tokens_of(store, account) if one.id == number), None)
    if found is None:
        raise NotFound(text("people.token.unknown", number=number))
    with store.database.writing() as writer:
        _end(writer, account, found, by, at)


def revoke_all(writer: Writer, account: Account, by: str, at: datetime) -> None:
    """End every token of an account that still counts, in the transaction of what made that needful."""
    for found in tokens.of_account(writer.rows, account.id):
        if found.revoked_at is None and found.expires_at > at:
            _end(writer, account, found, by, at)


def _end(writer: Writer, account: Account, found: Token, by: str, at: datetime) -> None:
    tokens.revoke(writer, found.id, at)
    subject = f"{account.name}/{found.id} {found.name}"
    audit.append(writer, by, "token.revoke", subject, text("people.open"), text("people.closed"), at)
