"""The frame on its way through the steps, together with the findings gathered so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec

from pandas import DataFrame, Series

from cockpit.base.formats import number
from cockpit.base.texts import has_text, text
from cockpit.etl.report import Finding, Severity

P = ParamSpec("P")
MOST_PER_KIND = 50
MOST_LINES = 1000
LONGEST_CELL = 200
FIXES = {
    "check.factor_ten": "accept_factor_ten",
    "check.dash_after_value": "accept_factor_ten",
    "check.mismatch": "accept_factor_ten",
    "territory.gone_addable": "add_dissolved",
    "territory.leaving": "add_dissolved",
    "key.name_near": "accept_names",
    "indicator.near": "accept_indicators",
}
"""Kind of finding → the repair that mends all of its kind when ticked."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows still taken, findings so far, and how many rows were refused by an error.

    Columns grow from step to step: ``line raw_key indicator period column cell sign`` as text and the ``place`` of the
    cell, then ``key level``, ``year day``, ``value status``. ``names`` are proposals for names without key.
    """

    frame: DataFrame
    findings: tuple[Finding, ...] = ()
    refused: int = 0
    decimal: str = ""
    key_header: str = ""
    period_header: str = ""
    names: tuple[tuple[str, str, float], ...] = ()

    def then(self, step: Callable[Concatenate[Batch, P], Batch], *args: P.args, **kwargs: P.kwargs) -> Batch:
        """The batch after the next step."""
        return step(self, *args, **kwargs)

    def noting(self, *findings: Finding) -> Batch:
        """The same rows with more findings."""
        return replace(self, findings=self.findings + findings)

    def of(self, frame: DataFrame) -> Batch:
        """The same findings with other rows."""
        return replace(self, frame=frame)

    def refusing(self, bad: Series[bool], *findings: Finding) -> Batch:
        """Without the bad rows, which count as refused."""
        if not bad.any():
            return self
        count = self.refused + int(bad.sum())
        return replace(self, frame=self.frame[~bad], findings=self.findings + findings, refused=count)

    def dropping(self, gone: Series[bool], *findings: Finding) -> Batch:
        """Without rows that carry nothing to take; they do not count as refused."""
        if not gone.any():
            return self
        return replace(self, frame=self.frame[~gone], findings=self.findings + findings)


def each(
    rows: DataFrame,
    severity: Severity,
    problem: str,
    *,
    field: str = "cell",
    column: str = "",
    more: int = 0,
    **values: object,
) -> tuple[Finding, ...]:
    """One finding per row, the first ``MOST_PER_KIND`` of them, then one that counts the rest.

    ``field`` is the cell shown, ``column`` its header where that is not the value column; ``more`` are rows left out.
    """
    if rows.empty:
        return ()
    told = rows.head(MOST_PER_KIND).to_dict("records")
    shown = [one(row, severity, problem, field=field, column=column, **values) for row in told]
    rest = len(rows) - len(shown) + more
    if rest > 0:
        phrase = text("etl.more", rest=number(rest), first=shown[0].problem)
        lines = lines_of(rows[len(shown) :])
        repair, fix = shown[0].repair, FIXES.get(problem, "")
        shown.append(Finding(severity, None, None, None, phrase, repair, problem, fix, rows=rest, lines=lines))
    return tuple(shown)


def one(
    row: Mapping[Hashable, object],
    severity: Severity,
    problem: str,
    *,
    field: str = "cell",
    column: str = "",
    **values: object,
) -> Finding:
    """The finding of one row; its phrase knows the cells of the row and ``values``."""
    return Finding(
        severity,
        int(str(row["line"])),
        column or str(row["column"]),
        cut(row[field]),
        text(f"etl.{problem}", **_named(row) | values),
        remedy(problem, **_named(row) | values),
        problem,
        FIXES.get(problem, ""),
        None if column else _place(row, field),
    )


def cut(cell: object) -> str:
    """A cell as it is shown: its beginning where it is too long to read."""
    shown = str(cell)
    return shown if len(shown) <= LONGEST_CELL else f"{shown[:LONGEST_CELL]}…"


def lines_of(rows: DataFrame) -> tuple[int, ...]:
    """The lines of the first rows."""
    return tuple(rows["line"].head(MOST_LINES).tolist())


def _place(row: Mapping[Hashable, object], field: str) -> int | None:
    return int(str(row["place"])) if field == "cell" and "place" in row else None


def remedy(problem: str, /, **values: object) -> str:
    """What a reader can do about a problem, or what was done; empty when there is nothing to do."""
    return text(f"etl.repair.{problem}", **values) if has_text(f"etl.repair.{problem}") else ""


def _named(row: Mapping[Hashable, object]) -> dict[str, object]:
    """The cells of a row as values of a phrase; ``key`` is called ``ags`` there."""
    return {"ags" if name == "key" else str(name): cut(value) for name, value in row.items()}


def once(
    rows: DataFrame,
    severity: Severity,
    problem: str,
    *,
    field: str = "cell",
    column: str | None = None,
    **values: object,
) -> tuple[Finding, ...]:
    """One finding for all rows, placed at the first; none when there are no rows. ``n`` counts them."""
    if rows.empty:
        return ()
    first = rows.iloc[0]
    where = str(first["column"]) if column is None else column
    single = f"etl.{problem}_one"
    phrase = text(single if len(rows) == 1 and has_text(single) else f"etl.{problem}", n=number(len(rows)), **values)
    return (
        Finding(
            severity,
            int(first["line"]),
            where,
            cut(first[field]),
            phrase,
            remedy(problem if len(rows) > 1 else f"{problem}_one", n=number(len(rows)), **values)
            or remedy(problem, n=number(len(rows)), **values),
            problem,
            FIXES.get(problem, ""),
            None if column is not None else _place(first.to_dict(), field),
            len(rows),
            lines_of(rows),
        ),
    )
