"""One writer at a time, first come first served: a queue of locked ticket files beside the SQLite file.

SQLite's own busy wait is unfair and may starve a writer for seconds. A ticket is a file locked by its owner; the kernel
frees the lock when the owner dies, so nobody waits for the dead and no heartbeat is needed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

GATE = "gate"


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Wait until everyone who asked earlier is done, then hold the turn. ``folder`` is made when missing."""
    folder.mkdir(exist_ok=True)
    number, ticket = _draw(folder)
    try:
        for earlier in range(_first(folder), number):
            _wait(folder / str(earlier))
        yield
    finally:
        (folder / str(number)).unlink(missing_ok=True)
        os.close(ticket)


def _draw(folder: Path) -> tuple[int, int]:
    """Draw the next number and lock its ticket, both while the gate is closed to others."""
    gate = os.open(folder / GATE, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        number = max(_numbers(folder), default=0) + 1
        ticket = os.open(folder / str(number), os.O_CREAT | os.O_RDWR, 0o644)
        fcntl.flock(ticket, fcntl.LOCK_EX)
        return number, ticket
    finally:
        os.close(gate)


def _numbers(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir() if path.name != GATE]


def _first(folder: Path) -> int:
    return min(_numbers(folder))


def _wait(path: Path) -> None:
    with suppress(FileNotFoundError):
        earlier = os.open(path, os.O_RDWR)
        try:
            fcntl.flock(earlier, fcntl.LOCK_SH)
            path.unlink(missing_ok=True)  # its owner is done, or died and left it behind
        finally:
            os.close(earlier)
