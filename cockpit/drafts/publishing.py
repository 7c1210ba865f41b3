"""Publishing a checked draft: rights asked again, conflicts brought back, nothing ever published twice."""

from __future__ import annotations

from collections.abc import Sequence

from pandas import DataFrame

from cockpit import people
from cockpit.base.errors import Forbidden, Refused, StoreFault
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.drafts.checking import ROWS
from cockpit.drafts.documents import unpacked
from cockpit.drafts.entries import subject
from cockpit.drafts.jobs import Job
from cockpit.drafts.opening import original
from cockpit.model.account import Account
from cockpit.model.draft import Draft
from cockpit.model.revision import Revision
from cockpit.progress import assess
from cockpit.store import Conflict, Publication, Store
from cockpit.store import work_in_progress as wip
from cockpit.store.work_in_progress import Beat

MOST_NAMED = 5
MOST_CONFLICTS = 500


class Unfinished(StoreFault):
    """The Datenstand is there, only the draft could not be told so; the next look at it makes up for that."""


def publish_rows(store: Store, draft: Draft, job: Job, beat: Beat) -> None:
    """Make the rows of a draft the next Datenstand; a conflict brings the draft back to its check."""
    rows, publisher = _rows(store, draft), wip.person(store.database, job.by)
    _require_rights(rows, publisher, wip.person(store.database, draft.account))
    beat(text("drafts.step.publish"), 0, 0)
    try:
        revision = _made(store, draft, rows, publisher, job)
    except Conflict as conflict:
        effect = draft.effect | {"conflicts": conflicts(store, draft.base, conflict.cells)}
        values = {"state": "checked", "fault": str(conflict), "effect": effect}
        wip.change(store.database, draft.id, job.moment, values, was=("working",))
        return
    if revision is None:
        raise Refused(text("drafts.nothing_new"), draft.file_name, text("drafts.nothing_new_remedy"))
    gone = tuple(wip.part_names(store.database, draft.id))  # a value blocked later must not live on in a draft
    done = {"state": "published", "revision": revision.id, "fault": ""}
    try:
        wip.change(store.database, draft.id, job.moment, done, was=("working",), dropped=gone)
    except StoreFault as fault:
        raise Unfinished(fault.what, fault.where, fault.remedy) from fault


def _rows(store: Store, draft: Draft) -> DataFrame:
    held = wip.part(store.database, draft.id, ROWS)
    if held is None:
        raise Refused(text("drafts.not_checked"), draft.file_name, text("drafts.not_checked_remedy"))
    return unpacked(held)


def _require_rights(rows: DataFrame, *accounts: Account | None) -> None:
    """Refuse when an account is closed or a row lies outside the Kreise it may write for, as its rights are now."""
    for account in accounts:
        if account is None or not account.may("publish"):
            raise Forbidden(text("drafts.may_not_publish"))
        outside = [key for key in sorted(rows["key"].unique()) if not account.may_write(str(key))]
        if outside:
            named = enumeration([str(key) for key in outside[:MOST_NAMED]])
            raise Forbidden(text("drafts.outside", n=len(outside), keys=named), "", text("drafts.outside_remedy"))


def _made(store: Store, draft: Draft, rows: DataFrame, publisher: Account | None, job: Job) -> Revision | None:
    """The Datenstand of this job, made now or before; None when there is nothing new.

    A worker that died while it committed may come into sight only when its turn is over: who then finds nothing new, or
    a conflict with it, looks again.
    """
    if before := _already(store, draft, job):
        return before
    try:
        return _published(store, draft, rows, publisher, job) or _already(store, draft, job)
    except Conflict:
        if late := _already(store, draft, job):
            return late
        raise


def _already(store: Store, draft: Draft, job: Job) -> Revision | None:
    """The Datenstand this very job made before its worker died."""
    for revision in store.revisions(wip.newest_revision(store.database) - draft.base):
        if revision.file_sha256 == draft.file_sha256 and revision.created_at == job.moment:
            return revision
    return None


def _published(store: Store, draft: Draft, rows: DataFrame, publisher: Account | None, job: Job) -> Revision | None:
    publication = Publication(
        rows=rows,
        by=publisher.display_name or publisher.name if publisher else job.by,
        kind="import",
        file_name=draft.file_name,
        file_sha256=draft.file_sha256,
        file=original(store, draft),
        note=job.note,
        refused=int(str(draft.effect.get("refused", 0))),
    )
    entry = people.entry(who=job.by, action="publish", subject=subject(draft), after=_told, at=job.moment)
    return store.publish(publication, judge=assess, at=job.moment, base=draft.base, entry=entry)


def _told(made: Revision | None) -> str:
    return text("drafts.published_as", stand=made.id) if made else ""


def conflicts(store: Store, base: int, cells: DataFrame) -> list[dict[str, object]]:
    """The cells in conflict with who published the live value, and when."""
    newer = store.revisions(wip.newest_revision(store.database) - base)[::-1]
    found: list[dict[str, object]] = []
    for row in cells.head(MOST_CONFLICTS).to_dict("records"):
        cell = {str(name): value for name, value in row.items()}
        made = _made_by(store, newer, str(cell["indicator"]), str(cell["key"]), int(cell["year"]))
        told = {"revision": made.id, "by": made.created_by, "at": made.created_at.isoformat()} if made else {}
        found.append({name: _plain(value) for name, value in cell.items()} | told)
    return found


def _made_by(store: Store, newer: Sequence[Revision], indicator: str, key: str, year: int) -> Revision | None:
    """The newest of these revisions after which the cell had another value than before."""
    touching = [revision for revision in newer if indicator in revision.indicators]
    values = [_value(store, indicator, key, year, revision.id) for revision in touching]
    changes = [now for now, then in enumerate(values[:-1], start=1) if values[now] != then]
    return touching[changes[-1] if changes else 0] if touching else None


def _value(store: Store, indicator: str, key: str, year: int, stand: int) -> float | None:
    frame = store.series(indicator, [key], stand)
    rows = frame.loc[frame["year"] == year, "value"]
    return None if rows.empty else float(rows.iloc[0])


def _plain(value: object) -> object:
    """Values of a frame as JSON knows them; a missing number is None."""
    if isinstance(value, float):
        return None if value != value else value  # noqa: PLR0124 - only NaN differs from itself
    return value.item() if hasattr(value, "item") else value
