"""What a report says of a table, of rows after each step, and of a refusal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from pandas import DataFrame

from cockpit.base.errors import CockpitError
from cockpit.etl.batch import Batch
from cockpit.etl.columns import occurring, years_in
from cockpit.etl.comparing import CHANGED, NEW, UNCHANGED
from cockpit.etl.material import Material
from cockpit.etl.numbers import POINT, mark_of, texts_of
from cockpit.etl.periods import moment
from cockpit.etl.report import Finding, Report
from cockpit.etl.table import Table

SAMPLE = 10_000
"""Rows looked at first; most columns give evidence there."""
CELLS = ["indicator", "key", "year", "value", "status", "state", "stored", "before", "line", "column"]


def refused(report: Report, fault: CockpitError) -> Report:
    """Nothing is stored; the reason stands among the findings too, with its line, else that of the header."""
    line = fault.line or report.head_line
    reason = Finding("error", line, None, None, fault.what, fault.remedy, "file.refused")
    return replace(report, refusal=str(fault), findings=(*report.findings, reason))


def seen(report: Report, table: Table) -> Report:
    """The report with what the table alone shows."""
    names = pd.unique(table.body[table.indicator]) if table.indicator is not None else ()
    return replace(
        report,
        form=table.form,
        columns=table.offers,
        indicators=tuple(str(one) for one in names),
        periods=tuple(sorted({year for one in table.periods if (year := moment(str(one))[0])})),
        rows_read=len(table.body),
        head_line=max(int(table.lines[0]) - 1, 1) if len(table.lines) else None,
    )


def written(mark: str, material: Material) -> str:
    """The decimal mark of a file; numbers of a workbook have none, only numbers kept as text do."""
    return "" if material.is_workbook and mark == POINT else mark


def mark_in(table: Table) -> str:
    """The decimal mark the first column with evidence speaks for."""
    if table.hint and table.form != "tidy":
        return table.hint
    marks = (
        mark_of(texts_of(rows[column.position].array))
        for rows in (table.body.head(SAMPLE), table.body[SAMPLE:])
        for column in table.values
        if len(rows)
    )
    return next((mark for mark in marks if mark), table.hint)


def described(report: Report, batch: Batch, table: Table, material: Material) -> Report:
    """The report with what the rows say after reading; findings stay even when nothing is left."""
    frame = batch.frame
    return replace(
        report,
        decimal=written(batch.decimal, material),
        indicators=tuple(sorted(occurring(frame["indicator"]))),
        periods=tuple(years_in(frame["year"].to_numpy(np.int64))[1]),
        findings=placed(batch.findings, table),
        refused=batch.refused,
        names=batch.names,
    )


def counted(report: Report, batch: Batch, table: Table) -> Report:
    """The report with counts against what is stored, and the rows themselves."""
    counts = batch.frame["state"].value_counts()
    return replace(
        report,
        findings=placed(batch.findings, table),
        refused=batch.refused,
        new=int(counts.get(NEW, 0)),
        changed=int(counts.get(CHANGED, 0)),
        unchanged=int(counts.get(UNCHANGED, 0)),
        cells=cells_of(batch.frame),
    )


def cells_of(frame: DataFrame) -> DataFrame:
    """The rows taken with what they change."""
    return frame[CELLS].reset_index(drop=True)


def placed(findings: tuple[Finding, ...], table: Table) -> tuple[Finding, ...]:
    """Findings about key, period, indicator or status know the column of their cell too."""
    roles = (table.sign, table.indicator, table.period, table.key)
    heads = {table.head[place]: place + 1 for place in roles if place is not None and place < len(table.head)}
    heads |= {table.period_header: table.period + 1} if table.period is not None else {}
    heads |= {table.key_header: table.key + 1}
    return tuple(
        one if one.place or one.line is None else replace(one, place=heads.get(one.column or "")) for one in findings
    )
