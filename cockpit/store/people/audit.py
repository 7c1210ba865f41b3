"""The audit log: each entry carries the digest of the one before it, so that no earlier one can be changed unseen.

Row 0 is no entry but the seal: it names the newest entry and its digest, so that cutting off the end is seen too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cockpit.store.database import Writer
from cockpit.store.people.moments import moment, written

Read = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]
COLUMNS = "audit_id, at, who, action, subject, before, after, previous, hash"
SEAL = 0
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what, and what stood there before and after."""

    id: int
    at: str
    who: str
    action: str
    subject: str
    before: str
    after: str
    previous: str
    hash: str

    @property
    def expected(self) -> str:
        """The digest that fits the fields."""
        return _digest(self.previous, self.id, self.at, *self.words)

    @property
    def moment(self) -> datetime | None:
        """When it happened; ``None`` when what is stored there is no moment any more."""
        try:
            return moment(self.at)
        except ValueError:
            return None

    @property
    def words(self) -> tuple[str, str, str, str, str]:
        """The fields that say what happened."""
        return self.who, self.action, self.subject, self.before, self.after


def append(writer: Writer, who: str, action: str, subject: str, before: str, after: str, at: datetime) -> int:
    """Add an entry in the transaction of the change it tells of; returns its number."""
    number = writer.next_id("audit")
    rows = writer.rows("SELECT hash FROM audit WHERE audit_id = ?", (SEAL,))
    previous = str(rows[0][0]) if rows else ""
    words = tuple(word.replace("\x00", "") for word in (who, action, subject, before, after))
    digest = _digest(previous, number, written(at), *words)
    _insert(writer, (number, written(at), *words, previous, digest))
    writer.run("DELETE FROM audit WHERE audit_id = ?", (SEAL,))
    _insert(writer, (SEAL, written(at), "", "seal", str(number), "", "", "", digest))
    return number


def newest(read: Read, limit: int, before_id: int | None, who: str = "", action: str = "") -> tuple[Entry, ...]:
    """Entries from the newest backwards, those before ``before_id``, of one person and one kind where given."""
    conditions: list[str] = ["audit_id > ?"]
    parameters: list[object] = [SEAL]
    for condition, value in (("audit_id < ?", before_id), ("who = ?", who), ("action = ?", action)):
        if value:
            conditions.append(condition)
            parameters.append(value)
    sql = f"SELECT {COLUMNS} FROM audit WHERE {' AND '.join(conditions)} ORDER BY audit_id DESC LIMIT ?"  # noqa: S608
    return tuple(_entry(row) for row in read(sql, (*parameters, limit)))


def actions(read: Read) -> tuple[str, ...]:
    """Every kind of deed in the log, by name."""
    rows = read("SELECT DISTINCT action FROM audit WHERE audit_id > ? ORDER BY action", (SEAL,))
    return tuple(str(row[0]) for row in rows)


def in_order(read: Read, after: int, limit: int) -> tuple[Entry, ...]:
    """The next entries after a number, oldest first."""
    sql = f"SELECT {COLUMNS} FROM audit WHERE audit_id > ? ORDER BY audit_id LIMIT ?"  # noqa: S608 - own names
    return tuple(_entry(row) for row in read(sql, (after, limit)))


def seal(read: Read) -> tuple[str, str] | None:
    """Number (as stored) and digest of the entry that was written last; ``None`` before the first one."""
    rows = read("SELECT subject, hash FROM audit WHERE audit_id = ?", (SEAL,))
    return (str(rows[0][0]), str(rows[0][1])) if rows else None


def _insert(writer: Writer, row: tuple[Any, ...]) -> None:
    writer.run(f"INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608 - own names


def _digest(previous: str, number: int, at: str, *words: str) -> str:
    """Fields are separated by their lengths, so that no two different entries read the same."""
    parts = (previous, str(number), at, *words)
    whole = BETWEEN.join(f"{len(part)}:{part}" for part in parts)
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(*row)
