"""The table of attempts: how often something was tried lately, by buckets that name nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from cockpit.store.database import Writer
from cockpit.store.people.moments import moment, written

Read = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]


def bucket(*parts: str) -> str:
    """A digest instead of names and addresses, which need not be kept."""
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def since(read: Read, name: str, start: datetime) -> tuple[int, datetime | None]:
    """How many attempts fell into a bucket since ``start``, and when the newest did."""
    rows = read("SELECT count(*), max(at) FROM attempt WHERE bucket = ? AND at >= ?", (name, written(start)))
    count, newest = rows[0]
    return int(count), moment(newest) if newest else None


def add(writer: Writer, names: Sequence[str], at: datetime) -> None:
    """Note one attempt in each bucket."""
    first = writer.next_id("attempt")
    rows = [(first + place, name, written(at)) for place, name in enumerate(names)]
    writer.run_many("INSERT INTO attempt (attempt_id, bucket, at) VALUES (?, ?, ?)", rows)


def clear(writer: Writer, names: Sequence[str]) -> None:
    """Empty some buckets."""
    writer.run_many("DELETE FROM attempt WHERE bucket = ?", [(name,) for name in names])


def sweep(writer: Writer, before: datetime) -> None:
    """Forget what is older."""
    writer.run("DELETE FROM attempt WHERE at < ?", (written(before),))
