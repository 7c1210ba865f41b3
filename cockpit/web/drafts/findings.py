"""Findings as people work through them: by severity, within it by repair, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cockpit.base.formats import number
from cockpit.base.texts import has_text, text
from cockpit.model.draft import Draft

SEVERITIES = ("error", "warning", "note")
FOREIGN = "care.outside"
SHOWN = 12
AROUND = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as shown."""

    line: int | None
    column: str
    cell: str
    problem: str
    repair: str


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that one repair mends, or of one sort; ``rows`` lines of the file are meant, ``hidden`` not listed."""

    label: str
    fix: str
    fix_label: str
    rows: int
    shown: tuple[Row, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Section:
    """All findings of one severity."""

    severity: str
    title: str
    groups: tuple[Group, ...]


def sections(draft: Draft) -> tuple[Section, ...]:
    """The findings of the last check, worst first; without those of a severity that has none."""
    report: Mapping[str, Any] = draft.report
    found: Sequence[Mapping[str, Any]] = report.get("findings") or ()
    ticked = set(draft.choices.repairs)
    return tuple(
        _section(severity, rows, ticked)
        for severity in SEVERITIES
        if (rows := [one for one in found if one["severity"] == severity])
    )


def foreign(draft: Draft) -> int:
    """How many rows belong to Kreise of others: no fault of the file, and left out all the same."""
    report: Mapping[str, Any] = draft.report
    found: Sequence[Mapping[str, Any]] = report.get("findings") or ()
    return sum(int(one.get("rows") or 1) for one in found if one["code"] == FOREIGN)


def _section(severity: str, findings: Sequence[Mapping[str, Any]], ticked: set[str]) -> Section:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in findings:
        groups.setdefault((str(one["group"]), str(one["fix"])), []).append(one)
    made = tuple(_group(label, fix if fix not in ticked else "", rows) for (label, fix), rows in groups.items())
    count = sum(1 if one["line"] else int(one.get("rows") or 1) for one in findings)
    key = f"staff.findings.{severity}" + ("_one" if count == 1 else "")
    return Section(severity, text(key, n=number(count)), made)


def _group(label: str, fix: str, findings: Sequence[Mapping[str, Any]]) -> Group:
    rows = sum(int(one.get("rows") or 1) for one in findings)
    single = f"staff.fix.{fix}_one" if rows == 1 else f"staff.fix.{fix}"
    key = next((one for one in (single, f"staff.fix.{fix}") if fix and has_text(one)), "")
    said = text(key, n=number(rows)) if key else text("staff.fix.any", label=label, n=number(rows)) if fix else ""
    shown = tuple(_row(one) for one in findings[:SHOWN])
    return Group(label, fix, said, rows, shown, max(len(findings) - SHOWN, 0))


def _row(one: Mapping[str, Any]) -> Row:
    """A finding as shown; where a button mends it, the hint for the command line would only confuse."""
    return Row(one["line"], one["column"] or "", one["cell"] or "", one["problem"], "" if one["fix"] else one["repair"])


def place(lines: Mapping[str, Sequence[str]], line: int) -> list[tuple[int, Sequence[str]]]:
    """The lines of the file around one, as far as they were kept."""
    near = range(line - AROUND, line + AROUND + 1)
    return [(one, lines[str(one)]) for one in near if str(one) in lines]


def cell_at(draft: Draft, line: int) -> int | None:
    """The 1-based column a finding in this line speaks of."""
    report: Mapping[str, Any] = draft.report
    found: Sequence[Mapping[str, Any]] = report.get("findings") or ()
    return next((one["place"] for one in found if one["line"] == line and one.get("place")), None)
