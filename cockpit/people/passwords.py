"""Passwords: how they are kept, made up and judged."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from cockpit.base.errors import Refused
from cockpit.base.texts import text

SHORTEST, LONGEST = 12, 200
FEWEST_SIGNS = 5
MEMORY_KIB, ROUNDS, LANES = 32 * 1024, 2, 1
"""Above the least that OWASP's Password Storage Cheat Sheet names for argon2id (19 MiB, t = 2, p = 1)."""
READABLE = "abcdefghijkmnpqrstuvwxyz23456789"  # without signs that look alike
GROUPS, GROUP = 4, 5


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID)


@cache
def _dummy() -> str:
    """The hash of a password nobody has: compared with when there is no account, so that both take equally long."""
    return _hasher().hash(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """What is stored instead of the password."""
    return _hasher().hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether it is the password of this hash; without a hash the same work is done and the answer is no."""
    try:
        _hasher().verify(password_hash or _dummy(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(password_hash)


def one_time() -> str:
    """A random password that can be read out: four groups of five signs, 100 bits."""
    groups = ["".join(secrets.choice(READABLE) for _ in range(GROUP)) for _ in range(GROUPS)]
    return "-".join(groups)


def require_good(password: str, name: str) -> None:
    """Raise Refused in German for a password that is too short, too long, too plain or contains the name."""
    if len(password) < SHORTEST:
        raise Refused(text("people.password.short", least=SHORTEST), remedy=text("people.password.remedy"))
    if len(password) > LONGEST:
        raise Refused(text("people.password.long", most=LONGEST))
    if len(set(password)) < FEWEST_SIGNS:
        raise Refused(text("people.password.plain"), remedy=text("people.password.remedy"))
    if name.casefold() in password.casefold():
        raise Refused(text("people.password.name"), remedy=text("people.password.remedy"))
