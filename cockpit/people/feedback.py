"""What readers report: checked, kept for some months, settled and deleted by the administration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from cockpit.base.errors import NotFound, TooMany
from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.catalogue.action_words import DAMAGED
from cockpit.people.delays import KNOWN, Delay, remaining
from cockpit.store import Store
from cockpit.store.people import attempts, audit, feedback
from cockpit.store.people.feedback import Feedback

KINDS = ("fehler", "barriere", "frage", "sonstiges")
MOST_MESSAGE, MOST_EMAIL = 4000, 200
EMAIL = re.compile(r"[^\s@<>\"'?&,;:\\]+@[^\s@<>\"'?&,;:\\]+\.[^\s@<>\"'?&,;:\\]+")
PER_ADDRESS, ALL = Delay(free=5, longest=3600), Delay(free=200, longest=60)
"""Whoever sends much waits longer each time; when very much comes from everywhere, everybody waits a little."""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the form; ``page`` is an own path or empty."""

    kind: str = KINDS[0]
    page: str = ""
    message: str = ""
    email: str = ""


def cleaned(given: Given) -> Given:
    """Without blanks at the ends, and without signs that no text needs."""
    lines = "\n".join(line.rstrip() for line in DAMAGED.sub("", given.message).splitlines())
    return Given(given.kind, given.page, lines.strip(), DAMAGED.sub("", given.email).strip())


def faults(given: Given) -> dict[str, str]:
    """What is wrong by field, in German; empty when the report can be taken."""
    return dict(_faults(given))


def _faults(given: Given) -> Iterator[tuple[str, str]]:
    if given.kind not in KINDS:
        yield "kind", text("feedback.fault.kind")
    if not given.message:
        yield "message", text("feedback.fault.empty")
    elif len(given.message) > MOST_MESSAGE:
        yield "message", text("feedback.fault.long", most=MOST_MESSAGE, given=len(given.message))
    if len(given.email) > MOST_EMAIL or (given.email and not EMAIL.fullmatch(given.email)):
        yield "email", text("feedback.fault.email")


def take(store: Store, given: Given, address: str, at: datetime) -> None:
    """Keep a report that has no faults; TooMany with the seconds to wait after many from this address."""
    read = store.database.read
    own, common = attempts.bucket("feedback", address), attempts.bucket("feedback")
    if wait := max(remaining(read, PER_ADDRESS, own, at), remaining(read, ALL, common, at)):
        minutes = ceil(wait / 60)
        said = text(f"feedback.{'wait_one' if minutes == 1 else 'wait'}", minutes=minutes)
        raise TooMany(said, remedy=text("feedback.wait_remedy"), wait=wait)
    with store.database.writing() as writer:
        attempts.sweep(writer, at - KNOWN)
        attempts.add(writer, (own, common), at)
        feedback.add(writer, at, given.kind, given.page, given.message, given.email)


def listed(
    store: Store, limit: int, at: datetime, months: int, before_id: int | None = None, *, done: bool | None = None
) -> tuple[Feedback, ...]:
    """Reports that may still be kept, newest first; settled or open ones on demand."""
    return feedback.newest(store.database.read, limit, _since(at, months), before_id, done=done)


def count_open(store: Store, at: datetime, months: int) -> int:
    """How many reports nobody has settled."""
    return feedback.count_open(store.database.read, _since(at, months))


def settle(store: Store, number: int, *, done: bool, by: str, at: datetime, months: int) -> None:
    """Mark a report as settled or as open again, once; NotFound for one that is no longer there."""
    held = _held(store, number, at, months)
    if bool(held.done_at) == done:
        return
    with store.database.writing() as writer:
        feedback.set_done(writer, number, at if done else None, by if done else "")
        audit.append(writer, by, "feedback.done" if done else "feedback.reopen", _named(held), "", "", at)


def delete(store: Store, number: int, *, by: str, at: datetime, months: int) -> None:
    """Forget a report; the log keeps its number and day, nothing of what it said."""
    held = _held(store, number, at, months)
    with store.database.writing() as writer:
        feedback.delete(writer, number)
        audit.append(writer, by, "feedback.delete", _named(held), "", "", at)


def forget_expired(store: Store, at: datetime, months: int) -> None:
    """Delete what came in more than so many months ago."""
    if feedback.has_older(store.database.read, _since(at, months)):
        with store.database.writing() as writer:
            feedback.sweep(writer, _since(at, months))


def _held(store: Store, number: int, at: datetime, months: int) -> Feedback:
    found = feedback.find(store.database.read, number, _since(at, months))
    if found is None:
        raise NotFound(text("feedback.gone", number=number), "", text("feedback.gone_remedy"))
    return found


def _named(held: Feedback) -> str:
    return text("feedback.named", number=held.id, day=day(held.at))


def _since(at: datetime, months: int) -> datetime:
    """The moment so many months ago; where that month has no such day, the first of the next one."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    try:
        return at.replace(year=year, month=month + 1)
    except ValueError:
        return at.replace(year=year, month=month + 2, day=1)
