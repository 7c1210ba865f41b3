"""Council targets in the store: set, changed and taken back as new versions; one verdict follows, no value does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cockpit.base.errors import NotFound, Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.revision import Revision
from cockpit.model.target import Target
from cockpit.store import declarations, entered, history
from cockpit.store.database import Database, Writer
from cockpit.store.documents import declared, rebuilt
from cockpit.store.entries import Entry, enter
from cockpit.store.history import Read
from cockpit.store.judging import rejudge_one
from cockpit.store.names import names
from cockpit.store.publication import Judge
from cockpit.store.work import Work

KIND = "target"
LIVE = "SELECT version FROM definition WHERE kind = ? AND code = ? AND to_revision IS NULL"
ALL = "SELECT version, from_revision, to_revision, document FROM definition WHERE kind = ? AND code = ?"
IN_FORCE = (
    "SELECT code, from_revision FROM definition WHERE kind = ? AND from_revision <= ?"
    " AND (to_revision IS NULL OR to_revision > ?)"
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a target: in force since ``since``, until ``until`` (``None`` = still)."""

    number: int
    since: int
    until: int | None
    target: Target


@dataclass(frozen=True, slots=True)
class Deed:
    """Who changes targets, when, with which audit entry, and how verdicts are made."""

    by: str
    at: datetime
    judge: Judge
    entry: Entry | None = None


def save(database: Database, target: Target, seen: int, deed: Deed) -> Revision:
    """The new revision; the newest one, without an entry, when the target is stored like this already.

    ``seen`` is the number of the version that was looked at, 0 when there was none. Refused when someone else has
    changed it since, when the id belongs to another Kreis, or when the target names what does not exist.
    """
    own = replace(target, own=True, decided=True)
    with database.writing() as writer:
        _refuse_stale(writer.rows, own.id, seen)
        _refuse_foreign(writer.rows, own)
        stored = declarations.contents(writer.rows, None)
        before = rebuilt(stored)
        _refuse_unknown(before, own)
        _refuse_second(before, own)
        is_held = any(one.id == own.id for one in before.targets)
        kept = tuple(own if one.id == own.id else one for one in before.targets)
        whole = replace(before, targets=kept if is_held else (*kept, own))
        note = text("ziele.store.saved", title=before.indicators[own.indicator].title, year=own.year)
        laid = entered.lay(writer, stored, whole, Revision(0, deed.at, deed.by, KIND, note=note))
        return _followed(writer, laid, whole, own, deed)


def remove(database: Database, target: str, reason: str, seen: int, deed: Deed) -> Revision:
    """The revision from which on the target no longer holds; NotFound when unknown, Refused when changed since."""
    with database.writing() as writer:
        stored = declarations.contents(writer.rows, None)
        before = rebuilt(stored)
        held = next((one for one in before.targets if one.id == target and one.own), None)
        if held is None:
            raise NotFound(text("ziele.store.unknown", name=target))
        _refuse_stale(writer.rows, target, seen)
        whole = replace(before, targets=tuple(one for one in before.targets if one.id != target))
        note = text("ziele.store.removed", year=held.year, reason=reason)
        laid = entered.lay(writer, stored, whole, Revision(0, deed.at, deed.by, KIND, note=note))
        return _followed(writer, laid, whole, held, deed)


def versions(database: Database, target: str) -> tuple[Version, ...]:
    """All versions of a target, newest first; empty when there never was one."""
    rows = database.read(f"{ALL} ORDER BY version DESC", (KIND, target))
    return tuple(Version(number, since, until, declared(KIND, content)) for number, since, until, content in rows)


def version(database: Database, target: str) -> int:
    """The number of the version in force, 0 when the target does not hold."""
    return _live(database.read, target)


def in_force(database: Database, stand: int) -> Mapping[str, int]:
    """By id of every target at a Datenstand, shipped ones too: the Datenstand since which it reads like this."""
    return {code: int(since) for code, since in database.read(IN_FORCE, (KIND, stand, stand))}


def _followed(writer: Writer, laid: Revision | None, whole: Catalogue, target: Target, deed: Deed) -> Revision:
    if laid is None:
        return history.revision(writer.rows, history.newest(writer.rows))
    if target.indicator in whole.indicators:
        rejudge_one(Work(writer, laid.id, whole, names(writer.rows)), deed.judge, target.indicator, target.region)
    enter(deed.entry, writer, laid)
    return laid


def _live(read: Read, target: str) -> int:
    rows = read(LIVE, (KIND, target))
    return int(rows[0][0]) if rows else 0


def _refuse_stale(read: Read, target: str, seen: int) -> None:
    if _live(read, target) != seen:
        raise Refused(text("ziele.form.stale"), "", text("ziele.form.stale_remedy"))


def _refuse_foreign(read: Read, target: Target) -> None:
    """Also ids that ship or that another Kreis used once: their earlier versions stay readable under this name."""
    rows = read(f"{ALL} ORDER BY version DESC", (KIND, target.id))
    last = declared(KIND, rows[0][3]) if rows else target
    if not last.own or (last.region, last.indicator) != (target.region, target.indicator):
        raise Refused(text("ziele.store.foreign", name=target.id))


def _refuse_unknown(whole: Catalogue, target: Target) -> None:
    place = whole.regions.get(target.region)
    unknown = [
        *(key for key in (target.region,) if place is None or place.level != "kreis"),
        *(code for code in (target.indicator,) if code not in whole.indicators),
    ]
    if unknown:
        raise Refused(text("ziele.store.names", names=enumeration(unknown)))


def _refuse_second(whole: Catalogue, target: Target) -> None:
    """Two targets of a council for one indicator and year: nobody could say which one counts."""
    same = (target.region, target.indicator, target.year)
    if any((one.region, one.indicator, one.year) == same for one in whole.targets if one.id != target.id and one.own):
        raise Refused(text("ziele.fault.second", year=target.year), "", text("ziele.fault.second_remedy"))
