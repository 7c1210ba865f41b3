"""The recipe: read → recognise → tidy → check → compare → publish; the dry run is the same but for the last step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd
from pandas import DataFrame

from cockpit.base.errors import CockpitError, Refused
from cockpit.base.texts import text
from cockpit.etl.asking import Asks, UnknownIndicator
from cockpit.etl.batch import Batch
from cockpit.etl.comparing import CHANGED, NEW, UNCHANGED, compare
from cockpit.etl.completeness import check_missing, check_totals
from cockpit.etl.duplicates import check_duplicates
from cockpit.etl.keys import resolve_keys
from cockpit.etl.known import check_range, mark_peculiarities
from cockpit.etl.levels import gather_levels
from cockpit.etl.material import Material, read
from cockpit.etl.naming import name_indicators, named, usable
from cockpit.etl.numbers import POINT, mark_of, texts_of
from cockpit.etl.periods import moment, read_periods
from cockpit.etl.plausibility import check_factor_ten, check_jumps, check_secrecy
from cockpit.etl.publishing import publish
from cockpit.etl.recognise import recognise
from cockpit.etl.report import Finding, Report, Request
from cockpit.etl.table import Column, Table, choose, lengthen
from cockpit.etl.territory import check_territory
from cockpit.etl.units import check_units
from cockpit.etl.values import read_values
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.store import Store


def run(store: Store, request: Request, *, at: datetime) -> Report:
    """Take a file: every step in order. A bad file is no exception but a report with ``refusal`` and findings."""
    report = Report()
    try:
        catalogue = store.catalogue()
        if request.indicator:
            usable(request.indicator, catalogue.indicators)
        material = read(request.data, request.name)
        report = replace(report, encoding=material.encoding, delimiter=material.delimiter)
        table = recognise(material)
        report = _seen(report, table)
        indicator = named(request, table, catalogue.indicators)
        batch = tidy(table, request, indicator, catalogue, at.date()).then(check, catalogue, request)
        report = _described(report, batch, material)
        batch = batch.then(hold_against, _stored(store, batch.frame), catalogue, request)
        report = _counted(report, batch)
        if batch.frame.empty:
            raise Refused(text("etl.refused.nothing_left"), request.name, text("etl.refused.nothing_left_remedy"))
        if request.dry_run or report.nothing_new:
            return report
        revision = publish(store, batch, request, at=at)
        return replace(report, revision=revision.id if revision else None)
    except Asks as fault:
        return replace(_refused(report, fault), asks=(fault.asks,), miscalled=isinstance(fault, UnknownIndicator))
    except Refused as fault:
        return _refused(report, fault)


def inspect(data: bytes, name: str, catalogue: Catalogue | None = None) -> Report:
    """What a file is: form, encoding, columns on offer, years, and given a catalogue its keys; stores nothing."""
    report = Report()
    try:
        material = read(data, name)
        report = replace(report, encoding=material.encoding, delimiter=material.delimiter)
        table = recognise(material)
        report = replace(_seen(report, table), decimal=_written(_mark(table), material))
        if catalogue is None:
            return report
        batch = resolve_keys(_long(table, table.values[:1]), catalogue.regions)
        return replace(report, findings=report.findings + batch.findings)
    except Refused as fault:
        return _refused(report, fault)


def _refused(report: Report, fault: CockpitError) -> Report:
    """Nothing is stored; the reason stands among the findings too, with its line, else that of the header."""
    line = fault.line or report.head_line
    reason = Finding("error", line, None, None, fault.what, fault.remedy)
    return replace(report, refusal=str(fault), findings=(*report.findings, reason))


def tidy(table: Table, request: Request, indicator: Indicator | None, catalogue: Catalogue, today: date) -> Batch:
    """One row per value: indicator, key, year, number and status, each read from text with its evidence."""
    return (
        _long(table, choose(table, request.column, indicator))
        .then(name_indicators, indicator, catalogue.indicators)
        .then(resolve_keys, catalogue.regions)
        .then(read_periods, request.year, today)
        .then(read_values, table.hint, request.repairs)
    )


def check(batch: Batch, catalogue: Catalogue, request: Request) -> Batch:
    """Only rows that can be true of their Kreis at that time; the rest is refused or dropped and told."""
    return (
        batch.then(check_duplicates)
        .then(check_territory, catalogue, request.repairs)
        .then(gather_levels, catalogue)
        .then(check_units, catalogue.indicators)
        .then(check_range, catalogue.indicators)
        .then(check_totals, catalogue.indicators, catalogue.regions)
        .then(check_missing, catalogue)
        .then(mark_peculiarities, catalogue.peculiarities)
    )


def hold_against(batch: Batch, stored: DataFrame, catalogue: Catalogue, request: Request) -> Batch:
    """New, changed or unchanged against what is stored; unlikely changes are told, tenfold ones need a tick."""
    return (
        batch.then(compare, stored, sorted(catalogue.regions))
        .then(check_factor_ten, catalogue.indicators, request.repairs)
        .then(check_jumps, catalogue.indicators)
        .then(check_secrecy, catalogue.indicators)
    )


def _long(table: Table, columns: tuple[Column, ...]) -> Batch:
    notes = tuple(Finding("note", None, None, None, note) for note in table.notes)
    return Batch(lengthen(table, columns), notes, key_header=table.key_header, period_header=table.period_header)


def _stored(store: Store, frame: DataFrame) -> DataFrame:
    """Live values of every indicator in the frame: indicator key year value status."""
    parts = [store.series(str(one)).assign(indicator=str(one)) for one in frame["indicator"].unique()]
    empty = DataFrame(columns=["indicator", "key", "year", "value", "status"])
    return pd.concat([part for part in parts if len(part)]) if any(map(len, parts)) else empty


def _seen(report: Report, table: Table) -> Report:
    """The report with what the table alone shows."""
    written = pd.unique(table.body[table.indicator]) if table.indicator is not None else ()
    return replace(
        report,
        form=table.form,
        columns=table.offers,
        indicators=tuple(str(one) for one in written),
        periods=tuple(sorted({year for one in table.periods if (year := moment(str(one))[0])})),
        rows_read=len(table.body),
        head_line=max(int(table.lines[0]) - 1, 1) if len(table.lines) else None,
    )


def _written(mark: str, material: Material) -> str:
    """The decimal mark of a file; numbers of a workbook have none, only numbers kept as text do."""
    return "" if material.is_workbook and mark == POINT else mark


def _mark(table: Table) -> str:
    """The decimal mark the first column with evidence speaks for."""
    marks = (mark_of(texts_of(table.body[column.position].array)) for column in table.values)
    return next((mark for mark in marks if mark), table.hint)


def _described(report: Report, batch: Batch, material: Material) -> Report:
    """The report with what the rows say after reading; findings stay even when nothing is left."""
    frame = batch.frame
    return replace(
        report,
        decimal=_written(batch.decimal, material),
        indicators=tuple(sorted(frame["indicator"].unique())),
        periods=tuple(sorted(int(year) for year in frame["year"].unique())),
        findings=batch.findings,
        refused=batch.refused,
    )


def _counted(report: Report, batch: Batch) -> Report:
    counts = batch.frame["state"].value_counts()
    return replace(
        report,
        findings=batch.findings,
        refused=batch.refused,
        new=int(counts.get(NEW, 0)),
        changed=int(counts.get(CHANGED, 0)),
        unchanged=int(counts.get(UNCHANGED, 0)),
    )
