"""Visits: what a browser holds is random and says nothing, everything else is kept and ended here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cockpit.model.account import Account
from cockpit.store import Store
from cockpit.store.people import accounts, sessions
from cockpit.store.people.sessions import Session

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=5)
"""Being seen is stored this often at most: a visit costs the only writer nothing in between."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A live session, its account if someone has signed in, and the secret when it is new."""

    session: Session
    account: Account | None
    secret: str = ""


def resume(store: Store, secret: str, at: datetime) -> Visit | None:
    """The visit of a browser's secret, or ``None`` when there is none, it is over, or its account is closed."""
    read = store.database.read
    found = sessions.find(read, digest(secret))
    if found is None or found.expires_at <= at or found.seen_at + IDLE <= at:
        return None
    if found.account is None:
        return Visit(found, None)
    held = accounts.by_id(read, found.account)
    return None if held is None or held.disabled_at else Visit(found, held.account)


def start(store: Store, data: Mapping[str, Any], at: datetime, account: Account | None = None, old: str = "") -> Visit:
    """A new visit with a new secret; the one of the secret ``old`` ends with it."""
    secret = secrets.token_urlsafe(32)
    number = account.id if account else None
    session = Session(digest(secret), number, dict(data), at, at, at + (LONGEST if account else IDLE))
    with store.database.writing() as writer:
        sessions.sweep(writer, at - IDLE, at)
        if old:
            sessions.end(writer, digest(old))
        sessions.save(writer, session)
    return Visit(session, account, secret)


def keep(store: Store, visit: Visit, data: Mapping[str, Any], at: datetime) -> None:
    """Store what the visit knows when it changed, and now and then that it goes on."""
    session = visit.session
    if dict(data) == dict(session.data) and at - session.seen_at < NOTED_EVERY:
        return
    with store.database.writing() as writer:
        sessions.touch(writer, replace(session, data=dict(data), seen_at=at))


def stop(store: Store, secret: str) -> None:
    """End the visit of a secret."""
    with store.database.writing() as writer:
        sessions.end(writer, digest(secret))


def digest(secret: str) -> str:
    """What is stored of a secret; 256 random bits need no slow hash."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
