"""Accounts: who there is, made and changed by the administration; every change is recorded with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from cockpit.base.errors import NotFound, UsageFault
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.account import ROLES, Account
from cockpit.people.passwords import hashed, one_time
from cockpit.people.tokens import revoke_all
from cockpit.store import Store
from cockpit.store.database import Writer
from cockpit.store.people import accounts, audit, sessions
from cockpit.store.people.accounts import Kept

NAME = re.compile(r"[a-zäöüß0-9](?:[a-zäöüß0-9._-]{0,62}[a-zäöüß0-9])?")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST = 120


def find(store: Store, name: str) -> Kept:
    """The account of that name; NotFound in German."""
    found = accounts.by_name(store.database.read, name.strip().casefold())
    if found is None:
        raise NotFound(text("people.unknown", name=name[:LONGEST]), remedy=text("people.unknown_remedy"))
    return found


def listed(store: Store) -> tuple[Kept, ...]:
    """All accounts by name, disabled ones included."""
    return accounts.listed(store.database.read)


def add(
    store: Store,
    name: str,
    role: str,
    kreise: Sequence[str] = (),
    *,
    by: str,
    at: datetime,
    display_name: str = "",
    email: str = "",
    subject: str = "",
    issuer: str = "",
    local: bool = True,
) -> tuple[Account, str]:
    """Make an account and its one-time password; UsageFault in German when name, role or a Kreis does not do.

    Without ``local`` the account has no password ("" is returned) and waits for the person with ``email`` or
    ``subject`` at the sign-in provider ``issuer``.
    """
    made = _checked(store, name, role, kreise, display_name, email)
    if not local and not (made.email or subject):
        raise UsageFault(text("people.nobody"), remedy=text("people.nobody_remedy"))
    password = one_time() if local else ""
    account = replace(made, must_change=local)
    password_hash = hashed(password) if local else ""
    bound_to = issuer if subject else ""
    with store.database.writing() as writer:
        _require_free(writer, account, bound_to, subject)
        number = accounts.add(writer, account, password_hash, bound_to, subject, by, at)
        audit.append(writer, by, "account.add", account.name, "", described(account), at)
    return replace(account, id=number), password


def change(
    store: Store, name: str, *, role: str, kreise: Sequence[str], display_name: str, email: str, by: str, at: datetime
) -> Account:
    """Give an account another role, other Kreise, name to show or e-mail; effective with its next request."""
    held = find(store, name).account
    wanted = _checked(store, held.name, role, kreise, display_name, email)
    changed = replace(wanted, id=held.id, must_change=held.must_change)
    with store.database.writing() as writer:
        _require_administrator_left(writer, held, changed)
        accounts.change(writer, changed)
        audit.append(writer, by, "account.change", held.name, described(held), described(changed), at)
    return changed


def reset_password(store: Store, name: str, *, by: str, at: datetime) -> str:
    """A new one-time password; all sessions and tokens of the account end."""
    held = find(store, name)
    if not held.password_hash:
        raise UsageFault(text("people.no_password", name=held.account.name))
    password = one_time()
    with store.database.writing() as writer:
        accounts.set_password(writer, held.account.id, hashed(password), must_change=True)
        sessions.end_all(writer, held.account.id)
        audit.append(writer, by, "account.password_reset", held.account.name, "", "", at)
        revoke_all(writer, held.account, by, at)
    return password


def disable(store: Store, name: str, *, by: str, at: datetime) -> None:
    """Close an account: its sessions end at once, its tokens and password no longer count."""
    held = find(store, name).account
    with store.database.writing() as writer:
        _require_administrator_left(writer, held, None)
        accounts.set_disabled(writer, held.id, at)
        sessions.end_all(writer, held.id)
        audit.append(writer, by, "account.disable", held.name, text("people.open"), text("people.closed"), at)


def enable(store: Store, name: str, *, by: str, at: datetime) -> None:
    """Open a closed account again."""
    held = find(store, name).account
    with store.database.writing() as writer:
        accounts.set_disabled(writer, held.id, None)
        audit.append(writer, by, "account.enable", held.name, text("people.closed"), text("people.open"), at)


def described(account: Account) -> str:
    """Role, Kreise, name and e-mail in one German line."""
    parts = (
        text(f"people.role.{account.role}"),
        " ".join(account.kreise) or text("people.all_kreise"),
        account.display_name,
        account.email,
    )
    return ", ".join(part for part in parts if part)


def _checked(store: Store, name: str, role: str, kreise: Iterable[str], display_name: str, email: str) -> Account:
    wanted = name.strip().casefold()
    if not NAME.fullmatch(wanted):
        raise UsageFault(text("people.bad_name", name=name[:LONGEST]), remedy=text("people.bad_name_remedy"))
    if role not in ROLES:
        raise UsageFault(text("people.bad_role", role=role[:LONGEST], known=enumeration(ROLES, "oder")))
    if email and not EMAIL.fullmatch(email):
        raise UsageFault(text("people.bad_email", email=email[:LONGEST]))
    keys = _keys(store, kreise)
    shown = " ".join(display_name.split())[:LONGEST]
    return Account(0, wanted, role, keys, shown, email.strip()[:LONGEST])


def _keys(store: Store, kreise: Iterable[str]) -> tuple[str, ...]:
    """Keys of Kreise named by key or by the name in their address; UsageFault for any other word."""
    regions = store.catalogue().regions.values()
    current = [one for one in regions if one.level == "kreis" and one.is_current]
    known = {one.key: one.key for one in current} | {one.slug: one.key for one in current}
    wanted = list(dict.fromkeys(kreise))
    unknown = [word for word in wanted if word not in known]
    if unknown:
        words = enumeration(f"„{word[:LONGEST]}“" for word in unknown)
        raise UsageFault(text("people.bad_kreis", words=words), remedy=text("people.bad_kreis_remedy"))
    return tuple(sorted({known[word] for word in wanted}))


def _require_free(writer: Writer, account: Account, issuer: str, subject: str) -> None:
    if accounts.by_name(writer.rows, account.name):
        raise UsageFault(text("people.taken", name=account.name), remedy=text("people.taken_remedy"))
    if accounts.by_subject(writer.rows, issuer, subject):
        raise UsageFault(text("people.subject_taken"))


def _require_administrator_left(writer: Writer, held: Account, changed: Account | None) -> None:
    """Somebody must remain who can administer."""
    if held.role != "verwaltung" or (changed and changed.role == "verwaltung"):
        return
    others = [
        one
        for one in accounts.listed(writer.rows)
        if one.account.role == "verwaltung" and not one.disabled_at and one.account.id != held.id
    ]
    if not others:
        raise UsageFault(text("people.last_administrator"), remedy=text("people.last_administrator_remedy"))
