"""The table of accounts: reading them, and changing them inside a writer's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from cockpit.model.account import Account, Role
from cockpit.store.database import Writer
from cockpit.store.people.moments import moment, written

Read = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]
COLUMNS = (
    "account_id, name, role, kreise, display_name, email, must_change, password_hash, issuer, subject, created_at,"
    " disabled_at"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An account with what only signing in and administering need; ``password_hash`` "" = no password."""

    account: Account
    password_hash: str
    issuer: str
    subject: str
    created_at: datetime
    disabled_at: datetime | None


def by_name(read: Read, name: str) -> Kept | None:
    """The account of that name, disabled ones included."""
    return _one(read, "name = ?", name)


def by_id(read: Read, number: int) -> Kept | None:
    """The account of that number, disabled ones included."""
    return _one(read, "account_id = ?", number)


def by_subject(read: Read, issuer: str, subject: str) -> Kept | None:
    """The account bound to a person of a sign-in provider."""
    return _one(read, "issuer = ? AND subject = ?", issuer, subject) if subject else None


def prepared_for(read: Read, email: str) -> tuple[Kept, ...]:
    """Accounts without password that wait for the person with this e-mail address; case does not count."""
    sql = f"SELECT {COLUMNS} FROM account WHERE email <> '' AND subject = '' AND password_hash = ''"  # noqa: S608
    found = (_kept(row) for row in read(sql, ()))
    return tuple(one for one in found if one.account.email.casefold() == email.casefold())


def listed(read: Read) -> tuple[Kept, ...]:
    """All accounts by name."""
    return tuple(_kept(row) for row in read(f"SELECT {COLUMNS} FROM account ORDER BY name", ()))  # noqa: S608


def add(writer: Writer, account: Account, password_hash: str, issuer: str, subject: str, by: str, at: datetime) -> int:
    """Store a new account and return its number; the caller has made sure that the name is free."""
    number = writer.next_id("account")
    sql = (
        "INSERT INTO account (account_id, name, display_name, email, role, kreise, password_hash, issuer, subject,"
        " must_change, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    words = (account.name, account.display_name, account.email, account.role, " ".join(account.kreise))
    writer.run(sql, (number, *words, password_hash, issuer, subject, int(account.must_change), written(at), by))
    return number


def change(writer: Writer, account: Account) -> None:
    """Store name to show, e-mail, role and Kreise of an account."""
    sql = "UPDATE account SET display_name = ?, email = ?, role = ?, kreise = ? WHERE account_id = ?"
    writer.run(sql, (account.display_name, account.email, account.role, " ".join(account.kreise), account.id))


def set_password(writer: Writer, number: int, password_hash: str, *, must_change: bool) -> None:
    """Store another password."""
    sql = "UPDATE account SET password_hash = ?, must_change = ? WHERE account_id = ?"
    writer.run(sql, (password_hash, int(must_change), number))


def bind(writer: Writer, number: int, issuer: str, subject: str) -> None:
    """From now on this account belongs to one person of a sign-in provider."""
    writer.run("UPDATE account SET issuer = ?, subject = ? WHERE account_id = ?", (issuer, subject, number))


def set_disabled(writer: Writer, number: int, at: datetime | None) -> None:
    """Close an account, or open it again with ``None``."""
    writer.run("UPDATE account SET disabled_at = ? WHERE account_id = ?", (written(at) if at else None, number))


def _one(read: Read, condition: str, *parameters: object) -> Kept | None:
    rows = read(f"SELECT {COLUMNS} FROM account WHERE {condition}", parameters)  # noqa: S608 - own conditions
    return _kept(rows[0]) if rows else None


def _kept(row: tuple[Any, ...]) -> Kept:
    number, name, role, kreise, display_name, email, must_change, *rest = row
    keys = tuple(str(kreise).split())
    account = Account(number, name, cast(Role, role), keys, display_name, email, bool(must_change))
    password_hash, issuer, subject, created_at, disabled_at = rest
    return Kept(
        account, password_hash, issuer, subject, moment(created_at), moment(disabled_at) if disabled_at else None
    )
