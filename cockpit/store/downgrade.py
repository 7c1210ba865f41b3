"""Take the tables back for an older version of the program, and refuse where that would lose anything."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.base.errors import Refused, UsageFault
from cockpit.base.formats import enumeration, number
from cockpit.base.texts import text
from cockpit.store import schema
from cockpit.store.database import Database, Writer
from cockpit.store.entries import Entry, enter
from cockpit.store.people.audit import SEAL


@dataclass(frozen=True, slots=True)
class Downgrade:
    """From which step of the schema to which, and the tables an upgrade will fill again knowing less."""

    before: str
    after: str
    coarser: tuple[str, ...]


def downgrade(database: Database, version: str, entry: Entry | None = None, *, keep: bool = True) -> Downgrade:
    """Make the tables those of ``version`` in one transaction; with ``keep`` False only look whether that is possible.

    Refused, naming table by table what would be lost and how far down nothing is; UsageFault for a version that is
    unknown or newer than the store. ``entry`` is written where that version has an audit log.
    """
    with database.writing(keep=keep) as writer:
        before = schema.known_version(writer.connection, database.where)
        undone = _undone(before, version, database.where)
        lost = [told for step in undone for told in _lost(writer, step)]
        if lost:
            raise _refusal(writer, undone, version, lost, database.where)
        coarser = tuple(table for step in undone for table in _tables(step, "COARSER"))
        if undone:
            schema.unmake(writer.connection, version)
            if _has_log(version):
                enter(entry, writer, None)
    return Downgrade(before, version, coarser)


def _undone(before: str, version: str, where: str) -> list[str]:
    """The steps between, newest first."""
    known = list(schema.steps())
    if version not in known:
        remedy = text("downgrade.known", versions=enumeration(known, "oder"))
        raise UsageFault(text("downgrade.unknown", version=version), "", remedy)
    if before not in known:
        raise UsageFault(text("downgrade.nothing"), where, text("store.fault.missing_remedy"))
    if known.index(version) > known.index(before):
        raise UsageFault(text("downgrade.older", before=before), where, text("downgrade.older_remedy"))
    return [step for step in reversed(known) if version < step <= before]


def _tables(step: str, kind: str) -> tuple[str, ...]:
    return tuple(getattr(schema.steps()[step], kind, ()))


def _lost(writer: Writer, step: str) -> list[str]:
    """Table by table what would go with a step, in German."""
    counted = [(name, _count(writer, name)) for name in _tables(step, "HOLDS")]
    return [text(f"downgrade.lost.{name}", n=number(n)) for name, n in counted if n]


def _count(writer: Writer, table: str) -> int:
    """How many rows; the one that seals the audit log is no entry."""
    sealed = f" WHERE audit_id > {SEAL}" if table == "audit" else ""
    return int(writer.rows(f"SELECT count(*) FROM {table}{sealed}")[0][0])  # noqa: S608 - own names


def _refusal(writer: Writer, undone: list[str], version: str, lost: list[str], where: str) -> Refused:
    possible = ""
    for step in undone:
        if _lost(writer, step):
            possible = step
            break
    what = text("downgrade.refused", version=version, lost="; ".join(lost))
    key = "downgrade.remedy_none" if possible == undone[0] else "downgrade.remedy"
    return Refused(what, where, text(key, possible=possible))


def _has_log(version: str) -> bool:
    """Whether the tables of a version include the audit log."""
    return any("audit" in _tables(step, "HOLDS") for step in schema.steps() if step <= version)
