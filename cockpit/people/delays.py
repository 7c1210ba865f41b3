"""Growing delays for those who guess: per account and per address, never a lock-out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from cockpit.base.errors import TooMany
from cockpit.base.texts import text
from cockpit.store import Store
from cockpit.store.people import attempts
from cockpit.store.people.accounts import Read


@dataclass(frozen=True, slots=True)
class Delay:
    """After ``free`` failures within ``window`` the next one must wait 1, 2, 4 … seconds, at most ``longest``."""

    free: int
    longest: int
    window: timedelta = timedelta(hours=1)

    def seconds(self, failures: int) -> int:
        """How long after the newest of so many failures the next attempt counts."""
        return 0 if failures < self.free else min(self.longest, 2 ** min(failures - self.free, 20))


PER_ACCOUNT = Delay(free=3, longest=30)
PER_ADDRESS = Delay(free=10, longest=300)
KNOWN = timedelta(days=30)
"""So long an address from which an account has signed in is spared the account's delay: strangers cannot keep its
owner out."""


def require_patience(store: Store, name: str, address: str, at: datetime) -> None:
    """Raise TooMany with the seconds to wait when too much was tried lately under this name or from this address."""
    read = store.database.read
    waits = [remaining(read, PER_ADDRESS, _address(address), at)]
    if not attempts.since(read, _known(name, address), at - KNOWN)[0]:
        waits.append(remaining(read, PER_ACCOUNT, _account(name), at))
    if wait := max(waits):
        raise TooMany(text("people.wait", seconds=wait), remedy=text("people.wait_remedy"), wait=wait)


def note_failure(store: Store, name: str, address: str, at: datetime) -> None:
    """Count a failure; a name that nobody has counts just so."""
    with store.database.writing() as writer:
        attempts.sweep(writer, at - KNOWN)
        attempts.add(writer, (_account(name), _address(address)), at)


def note_success(store: Store, name: str, address: str, at: datetime) -> None:
    """Forget the failures of an account, and remember from where it signs in."""
    with store.database.writing() as writer:
        known = _known(name, address)
        attempts.clear(writer, (_account(name), known))
        attempts.add(writer, (known,), at)


def remaining(read: Read, delay: Delay, bucket: str, at: datetime) -> int:
    """Seconds until the next attempt of a bucket counts; 0 when it counts now."""
    failures, newest = attempts.since(read, bucket, at - delay.window)
    seconds = delay.seconds(failures)
    if newest is None or not seconds:
        return 0
    until = newest + timedelta(seconds=seconds)
    return min(seconds, max(0, ceil((until - at).total_seconds())))  # a clock set back makes nobody wait longer


def _account(name: str) -> str:
    return attempts.bucket("account", name.strip().casefold())


def _address(address: str) -> str:
    return attempts.bucket("address", address)


def _known(name: str, address: str) -> str:
    return attempts.bucket("known", name.strip().casefold(), address)
