"""The table of tokens with which programs sign in: only digests are stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cockpit.store.database import Writer
from cockpit.store.people.moments import moment, written

Read = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]
COLUMNS = "token_id, account_id, name, scopes, created_at, expires_at, revoked_at, used_at"


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token: never its secret."""

    id: int
    account: int
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None


def by_digest(read: Read, digest: str) -> Token | None:
    """The token of a digest, expired and revoked ones included."""
    rows = read(f"SELECT {COLUMNS} FROM token WHERE hash = ?", (digest,))  # noqa: S608 - own names
    return _token(rows[0]) if rows else None


def of_account(read: Read, account: int) -> tuple[Token, ...]:
    """All tokens of an account, newest first."""
    rows = read(f"SELECT {COLUMNS} FROM token WHERE account_id = ? ORDER BY token_id DESC", (account,))  # noqa: S608
    return tuple(map(_token, rows))


def add(writer: Writer, token: Token, digest: str) -> int:
    """Store a new token and return its number."""
    number = writer.next_id("token")
    sql = (
        "INSERT INTO token (token_id, account_id, name, hash, scopes, created_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    moments = (written(token.created_at), written(token.expires_at))
    writer.run(sql, (number, token.account, token.name, digest, " ".join(token.scopes), *moments))
    return number


def revoke(writer: Writer, number: int, at: datetime) -> None:
    """End a token; the first end counts."""
    writer.run("UPDATE token SET revoked_at = ? WHERE token_id = ? AND revoked_at IS NULL", (written(at), number))


def mark_used(writer: Writer, number: int, at: datetime) -> None:
    """Note when a token was last used."""
    writer.run("UPDATE token SET used_at = ? WHERE token_id = ?", (written(at), number))


def _token(row: tuple[Any, ...]) -> Token:
    number, account, name, scopes, created, expires, revoked, used = row
    ends = (moment(revoked) if revoked else None, moment(used) if used else None)
    return Token(number, account, name, tuple(str(scopes).split()), moment(created), moment(expires), *ends)
