"""Publish rows as the next Datenstand: overlay, formulas, ranks, distributions and verdicts in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.base.uncollected import uncollected
from cockpit.model.catalogue import Catalogue
from cockpit.model.revision import Revision
from cockpit.store import files, history, slices
from cockpit.store.blocked import blocked
from cockpit.store.cells import Cells, Overlay, indicator_of, nothing, overlay, period_of, starts
from cockpit.store.computed import Touched, recompute_formulas
from cockpit.store.conflicts import refuse_conflicts
from cockpit.store.corrected import KIND as START
from cockpit.store.corrected import corrected
from cockpit.store.database import Database, Writer
from cockpit.store.entries import Entry, enter
from cockpit.store.history import Read
from cockpit.store.judging import rejudge
from cockpit.store.names import Names, names
from cockpit.store.publication import Judge, Publication, tidied
from cockpit.store.work import Work

CatalogueAt = Callable[[Read], Catalogue]


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """What a publication came to: its revision, None when nothing was new or changed, and how many were unchanged."""

    revision: Revision | None
    unchanged: int


@uncollected()
def publish(
    database: Database,
    publication: Publication,
    catalogue_at: CatalogueAt,
    judge: Judge,
    at: datetime,
    base: int | None = None,
    entry: Entry | None = None,
) -> Revision | None:
    """The new revision, or None when no value is new or changed; Conflict when others changed a cell since ``base``."""
    with database.writing() as writer:
        made = lay(writer, publication, catalogue_at, judge, at, base).revision
        if made is not None:
            enter(entry, writer, made)
        return made


def lay(
    writer: Writer,
    publication: Publication,
    catalogue_at: CatalogueAt,
    judge: Judge,
    at: datetime,
    base: int | None,
) -> Published:
    """Lay the rows over the live state within an open transaction."""
    catalogue, known = catalogue_at(writer.rows), names(writer.rows)
    if not catalogue.indicators:
        raise StoreFault(text("store.rows.empty"), "", text("store.fault.missing_remedy"))
    sent = tidied(publication.rows, catalogue, known)
    secret = blocked(writer.rows, sent)
    publication = replace(publication, refused=publication.refused + int(secret.sum()))
    fresh = sent.without(secret)
    live = slices.around(writer.rows, fresh)
    if base is not None:
        refuse_conflicts(writer.rows, known, live, fresh, base)
    held = corrected(writer.rows, fresh) if publication.kind == START else np.zeros(len(fresh), dtype=bool)
    laid = overlay(live, fresh.without(held))
    unchanged = laid.unchanged + int(held.sum())
    if laid.is_empty:
        return Published(None, unchanged)
    revision = _described(publication, laid, history.newest(writer.rows) + 1, at)
    revision = replace(revision, unchanged=unchanged)
    history.write(writer, revision)
    files.keep(writer, publication, revision.id, sent, catalogue)
    work = Work(writer, revision.id, catalogue, known)
    slices.write(work, laid.cells, {})
    codes = follow_up(work, judge, years_of(laid.cells, known), laid.cells)
    return Published(replace(revision, indicators=codes), unchanged)


def recompute(database: Database, catalogue_at: CatalogueAt, judge: Judge, at: datetime, by: str) -> Revision | None:
    """Recompute every formula and verdict; a revision only when a formula value changed."""
    with database.writing() as writer:
        catalogue, known = catalogue_at(writer.rows), names(writer.rows)
        revision = Revision(history.newest(writer.rows) + 1, at, by, "recompute")
        history.write(writer, revision)
        writer.run("UPDATE indicator SET stale = 1")
        codes = follow_up(Work(writer, revision.id, catalogue, known), judge, {}, nothing())
        if codes:
            return replace(revision, indicators=codes)
        writer.run("DELETE FROM revision WHERE revision_id = ?", (revision.id,))
        return None


def follow_up(work: Work, judge: Judge, touched: Touched, written: Cells) -> tuple[str, ...]:
    """Everything that follows from the touched years, whose cells were just ``written``.

    Returns the indicators whose values changed.
    """
    writer, revision = work.writer, work.revision
    stale = {code for (code,) in writer.rows("SELECT code FROM indicator WHERE stale = 1")}
    touched = recompute_formulas(work, touched, stale & set(work.catalogue.indicators))
    history.touch(writer, revision, (work.names.indicators[code] for code in touched))
    rejudge(work, judge, sorted((stale | set(touched)) & set(work.catalogue.indicators)), written)
    writer.run("UPDATE indicator SET stale = 0 WHERE stale = 1")
    return tuple(sorted(touched))


def years_of(laid: Cells, known: Names) -> Touched:
    """Which years of which indicators the cells belong to."""
    years: dict[str, set[int]] = {}
    slots = laid.slot
    for slot in slots[starts(slots)].tolist():
        years.setdefault(known.codes[indicator_of(slot)], set()).add(period_of(slot))
    return years


def _described(publication: Publication, laid: Overlay, number: int, at: datetime) -> Revision:
    return Revision(
        id=number,
        created_at=at,
        created_by=publication.by,
        kind=publication.kind,
        file_name=publication.file_name,
        file_sha256=publication.file_sha256,
        note=publication.note,
        new=laid.new,
        changed=laid.changed,
        unchanged=laid.unchanged,
        refused=publication.refused,
    )
