"""Publish rows as the next Datenstand: overlay, formulas, ranks, distributions and verdicts in one transaction."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import numpy as np

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.revision import Revision
from cockpit.store import history, slices
from cockpit.store.cells import Cells, Overlay, indicator_of, joined, nothing, overlay, period_of
from cockpit.store.computed import Touched, recompute_formulas
from cockpit.store.database import Database, Writer
from cockpit.store.history import Read
from cockpit.store.judging import rejudge
from cockpit.store.names import Names, names
from cockpit.store.publication import Judge, Publication, tidied
from cockpit.store.work import Work

CatalogueAt = Callable[[Read], Catalogue]


def publish(
    database: Database, publication: Publication, catalogue_at: CatalogueAt, judge: Judge, at: datetime
) -> Revision | None:
    """The new revision, or None when no value is new or changed."""
    with database.writing() as writer:
        catalogue, known = catalogue_at(writer.rows), names(writer.rows)
        if not catalogue.indicators:
            raise StoreFault(text("store.rows.empty"), database.where, text("store.fault.missing_remedy"))
        fresh = tidied(publication.rows, catalogue, known)
        laid = overlay(_live_below(writer, fresh), fresh)
        if laid.is_empty:
            return None
        revision = _described(publication, laid, history.newest(writer.rows) + 1, at)
        history.write(writer, revision)
        _keep_file(writer, publication)
        work = Work(writer, revision.id, catalogue, known)
        slices.write(work, laid.cells, {})
        codes = follow_up(work, judge, _by_indicator(laid.cells, known), laid.cells)
        return replace(revision, indicators=codes)


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
    stale &= set(work.catalogue.indicators)
    touched = recompute_formulas(work, touched, stale)
    history.touch(writer, revision, (work.names.indicators[code] for code in touched))
    rejudge(work, judge, sorted(stale | set(touched)), written)
    writer.run("UPDATE indicator SET stale = 0 WHERE stale = 1")
    return tuple(sorted(touched))


def _live_below(writer: Writer, fresh: Cells) -> Cells:
    """Live cells of the indicators and years that ``fresh`` is laid over."""
    parts = [nothing()]
    for indicator in np.unique(fresh.indicator).tolist():
        years = fresh.period[fresh.indicator == indicator]
        parts.append(slices.live_cells(writer.rows, indicator, int(years.min()), int(years.max())))
    return joined(parts)


def _by_indicator(laid: Cells, known: Names) -> Touched:
    years: dict[str, set[int]] = {}
    for slot in np.unique(laid.slot).tolist():
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


def _keep_file(writer: Writer, publication: Publication) -> None:
    """Keep the original bytes, once per content."""
    if publication.file is None:
        return
    digest = sha256(publication.file).hexdigest()
    if not writer.rows("SELECT 1 FROM file WHERE sha256 = ?", (digest,)):
        packed = gzip.compress(publication.file, 6, mtime=0)
        writer.run("INSERT INTO file (sha256, packed) VALUES (?, ?)", (digest, packed))
