"""The check of a draft: the same road as the command line up to the point of publishing, then what it would do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from pandas import DataFrame, MultiIndex

from cockpit import etl, people
from cockpit.base.texts import text
from cockpit.drafts.choosing import left_cells
from cockpit.drafts.documents import changed_cells, memorable, packed, recalled, report_document, signature
from cockpit.drafts.effects import effect_document
from cockpit.drafts.entries import subject
from cockpit.drafts.excerpts import excerpts
from cockpit.drafts.jobs import Job
from cockpit.drafts.opening import original
from cockpit.etl import Report, Request, prepare
from cockpit.model.account import Account
from cockpit.model.draft import Choices, Draft, DraftState
from cockpit.progress import assess
from cockpit.store import Publication, Store
from cockpit.store import work_in_progress as wip
from cockpit.store.work_in_progress import Beat, Mapping

ROWS, CHANGED, LINES = "rows", "changed", "lines"
MARKED = ("marked.csv", "marked.xlsx")
STEPS = 6
"""As many as the road from file to publication tells; the effect stands in the place of publishing."""
MOST_MARKED = 10_000_000
CELL = ["indicator", "key", "year"]


def check(store: Store, draft: Draft, job: Job, beat: Beat) -> None:
    """Check the file as its choices say and keep report, rows and effect with the draft."""
    owner = wip.person(store.database, draft.account)
    base = wip.newest_revision(store.database)
    beat(text("drafts.step.read"), 0, 0)
    data = original(store, draft)
    choices, used = draft.choices, None
    report, publication = _prepared(store, draft, data, choices, owner, job, beat)
    sign = draft.report.get("signature") or signature(report, draft.file_name)
    if job.recall and (used := wip.mapping(store.database, str(sign), draft.account)):
        choices = recalled(used.document, choices)
        if choices != draft.choices:
            report, publication = _prepared(store, draft, data, choices, owner, job, beat)
    document = report_document(report) | {"signature": sign, "mapping": _told(used, job, draft), "recalled": bool(used)}
    if job.mapping and not report.refusal:
        _remember(store, draft, str(sign), choices, job)
    effect, held = _weighed(store, draft, report, publication, base, job, beat)
    beat(text("drafts.step.keep"), STEPS, STEPS)
    held |= _marked(data, draft, report)
    held[LINES] = json.dumps(excerpts(data, draft.file_name, report, choices), ensure_ascii=False).encode()
    values = {"choices": choices, "report": document, "effect": effect, "base": base, "state": _state(report)}
    gone = [name for name in (ROWS, CHANGED, *MARKED) if name not in held]
    wip.change(store.database, draft.id, job.moment, values, was=("working",), held=held, dropped=gone)


def _prepared(
    store: Store, draft: Draft, data: bytes, choices: Choices, owner: Account | None, job: Job, beat: Beat
) -> tuple[Report, Publication | None]:
    request = Request(
        data=data,
        name=draft.file_name,
        indicator=choices.indicator,
        column=choices.column,
        year=choices.year,
        note=draft.note,
        by=draft.account,
        repairs=frozenset(choices.repairs),
        choices=choices,
    )
    return prepare(store, request, at=job.moment, step=beat, care=_care(owner))


def _care(owner: Account | None) -> Callable[[str], bool]:
    """Which keys the preparing account may write; none when it has been closed meanwhile."""
    return owner.may_write if owner else lambda _key: False


def _weighed(
    store: Store,
    draft: Draft,
    report: Report,
    publication: Publication | None,
    base: int,
    job: Job,
    beat: Beat,
) -> tuple[dict[str, object], dict[str, bytes]]:
    """The effect of publishing these rows, and the parts to keep for it; both empty when nothing would change."""
    if publication is None or report.refusal:
        return {}, {}
    publication = replace(publication, rows=without(publication.rows, left_cells(store, draft)))
    beat(text("drafts.step.effect"), STEPS - 1, STEPS)
    effect = store.preview(publication, judge=assess, at=job.moment, base=base)
    held = {ROWS: packed(publication.rows)}
    if report.cells is not None:
        held[CHANGED] = packed(changed_cells(report.cells))
    return effect_document(store, effect, report, publication, job.moment.date()), held


def _marked(data: bytes, draft: Draft, report: Report) -> dict[str, bytes]:
    """The findings as downloads; a copy of a very large file with marked cells would help nobody."""
    if not report.findings:
        return {}
    held = {"marked.csv": etl.marked(data, draft.file_name, report, "csv")}
    if len(data) <= MOST_MARKED and report.form:
        held["marked.xlsx"] = etl.marked(data, draft.file_name, report, "xlsx")
    return held


def without(rows: DataFrame, cells: tuple[tuple[str, str, int], ...]) -> DataFrame:
    """The rows without those of the given cells."""
    if not cells:
        return rows
    return rows[~MultiIndex.from_frame(rows[CELL]).isin(list(cells))].reset_index(drop=True)


def _state(report: Report) -> DraftState:
    if report.asks:
        return "mapping"
    return "failed" if report.refusal else "checked"


def _told(used: Mapping | None, job: Job, draft: Draft) -> str:
    """The name of the mapping in use, empty without."""
    if used:
        return used.name
    return job.mapping or str(draft.report.get("mapping") or "")


def _remember(store: Store, draft: Draft, sign: str, choices: Choices, job: Job) -> None:
    """Keep the choices for the next file of this source that the account which confirmed them brings."""
    document = memorable(choices)
    if not document:
        return
    known = wip.mapping(store.database, sign, job.by)
    before, after = (_written(known.name, known.document) if known else ""), _written(job.mapping, document)
    entry = people.entry(
        who=job.by, action="mapping.remember", subject=subject(draft), before=before, after=after, at=job.moment
    )
    wip.remember(store.database, Mapping(sign, job.mapping, document, job.moment, job.by), entry)


def _written(name: str, document: dict[str, object]) -> str:
    return f"{name}: {json.dumps(document, ensure_ascii=False)}"
