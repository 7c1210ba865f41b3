"""The recipe: read → recognise → tidy → check → compare → publish; the dry run is the same but for the last step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.base.uncollected import uncollected
from cockpit.etl.asking import Asks, UnknownIndicator
from cockpit.etl.batch import Batch
from cockpit.etl.guessing import guesses_of, opened
from cockpit.etl.material import read
from cockpit.etl.naming import columns_meant, named, usable
from cockpit.etl.publishing import publication_of
from cockpit.etl.recognise import recognise
from cockpit.etl.report import Report, Request
from cockpit.etl.resolving import resolve_keys
from cockpit.etl.stages import check, doubt, hold_against, long, notes_of, stored_for, tidy
from cockpit.etl.telling import counted, described, mark_in, placed, refused, seen, written
from cockpit.etl.wishes import wishes_of, without_notation
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Choices
from cockpit.progress import assess
from cockpit.store import Publication, Store

Step = Callable[[str, int, int], None]
Care = Callable[[str], bool]
STEPS = ("read", "recognise", "tidy", "check", "compare", "publish")


def run(store: Store, request: Request, *, at: datetime, step: Step | None = None) -> Report:
    """Take a file: every step in order. A bad file is no exception but a report with ``refusal`` and findings."""
    report, publication = prepare(store, request, at=at, step=step)
    if publication is None or request.dry_run:
        return report
    tell(step, "publish")
    revision = store.publish(publication, judge=assess, at=at)
    return replace(report, revision=revision.id if revision else None)


@uncollected()
def prepare(
    store: Store,
    request: Request,
    *,
    at: datetime,
    step: Step | None = None,
    care: Care | None = None,
) -> tuple[Report, Publication | None]:
    """The whole road but publishing; no publication when the file is refused or has nothing new.

    ``step`` is told the name of each step in German, how many are done and how many there are. ``care`` says of a
    region key whether this account may write it; other rows are refused.
    """
    reports = [Report()]
    try:
        return _taken(store, request, at, step, care, reports)
    except Asks as fault:
        report = refused(reports[-1], fault)
        return replace(report, asks=(fault.asks,), miscalled=isinstance(fault, UnknownIndicator)), None
    except Refused as fault:
        return refused(reports[-1], fault), None


def _taken(
    store: Store, request: Request, at: datetime, step: Step | None, care: Care | None, reports: list[Report]
) -> tuple[Report, Publication | None]:
    """The steps in order; ``reports`` keeps what was known after each, for the refusal that may come."""
    catalogue, wishes = store.catalogue(), wishes_of(request)
    if wishes.indicator:
        usable(wishes.indicator, catalogue.indicators)
    tell(step, "read")
    material = read(request.data, request.name, wishes)
    reports.append(opened(reports[-1], material))
    wishes = without_notation(wishes) if material.is_workbook else wishes
    tell(step, "recognise")
    table = recognise(material)
    reports.append(guesses_of(seen(reports[-1], table), table, material, wishes, catalogue))
    indicator = named(wishes, table, catalogue.indicators, request.name)
    columns = columns_meant(wishes, table, indicator, catalogue.indicators)
    tell(step, "tidy")
    batch = tidy(table, columns, wishes, indicator, catalogue, at.date())
    tell(step, "check")
    batch = batch.then(check, table, catalogue, wishes)
    tell(step, "compare")
    batch = batch.then(hold_against, stored_for(store, batch.frame), catalogue, care)
    reports.append(described(reports[-1], batch, table, material))
    batch = batch.then(doubt, catalogue, wishes, care)
    reports.append(counted(reports[-1], batch, table))
    if batch.frame.empty:
        raise Refused(text("etl.refused.nothing_left"), request.name, text("etl.refused.nothing_left_remedy"))
    return reports[-1], None if reports[-1].nothing_new else publication_of(batch, request)


def inspect(data: bytes, name: str, catalogue: Catalogue | None = None, choices: Choices | None = None) -> Report:
    """What a file is: form, encoding, columns on offer, years, and given a catalogue its keys; stores nothing."""
    report, wishes = Report(), choices or Choices()
    try:
        material = read(data, name, wishes)
        report = opened(report, material)
        table = recognise(material)
        report = replace(seen(report, table), decimal=written(mark_in(table), material))
        report = guesses_of(report, table, material, wishes, catalogue)
        if catalogue is None:
            return replace(report, findings=notes_of(table))
        batch: Batch = long(table, table.values[:1], wishes).then(resolve_keys, catalogue.regions, table, wishes)
        return replace(report, findings=report.findings + placed(batch.findings, table), names=batch.names)
    except Refused as fault:
        return refused(report, fault)


def tell(step: Step | None, name: str) -> None:
    """Tell the name of a step that begins, how many are done and how many there are."""
    if step:
        step(text(f"etl.step.{name}"), STEPS.index(name), len(STEPS))
