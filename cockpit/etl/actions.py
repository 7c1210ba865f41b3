"""A CSV file of actions: read in any encoding, checked row by row, compared with what is stored; and the template."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cockpit.base.errors import CockpitError, Refused
from cockpit.base.texts import text
from cockpit.catalogue.actions import COLUMNS, MAY_WRITE, NEEDED, check, written
from cockpit.etl.batch import cut
from cockpit.etl.grid import Grid, grid_of
from cockpit.etl.marking import harmless
from cockpit.etl.material import read
from cockpit.etl.report import Finding
from cockpit.model.action import Action
from cockpit.model.catalogue import Catalogue

MOST_ROWS = 5_000
SHOWN = ("severity", "line", "column", "cell", "problem", "repair")
NAMED_BY = frozenset({"kreis", "id", "titel"})


@dataclass(frozen=True, slots=True)
class ActionsReport:
    """What a file of actions would do: nothing at all as long as one row is refused.

    ``actions`` are the new and changed ones; ``refusal`` is set when the file as a whole cannot be read.
    """

    rows_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    refusal: str = ""
    revision: int | None = None

    @property
    def sound(self) -> bool:
        """Whether the file may be saved."""
        return not self.refusal and not self.findings

    def as_json(self) -> dict[str, object]:
        """The report as plain values, named like those of other files."""
        counts = {name: getattr(self, name) for name in ("new", "changed", "unchanged", "refused")}
        findings = [{name: getattr(one, name) for name in SHOWN} for one in self.findings]
        return {"rows_read": self.rows_read, "actions": counts, "findings": findings, "revision": self.revision}


def read_actions(data: bytes, name: str, catalogue: Catalogue, may_write: MAY_WRITE, kreis: str = "") -> ActionsReport:
    """Check every row; ``kreis`` stands in where the file names none."""
    try:
        grid, head = _opened(data, name, kreis)
    except CockpitError as refused:
        finding = Finding("error", refused.line, None, None, refused.what, refused.remedy)
        return ActionsReport(findings=(finding,), refusal=refused.what)
    faults = list(_of_head(head, grid.lines[0]))
    if faults:
        return ActionsReport(findings=tuple(faults), refusal=faults[0].problem)
    return _compared(grid, head, catalogue, may_write, kreis)


def _opened(data: bytes, name: str, kreis: str) -> tuple[Grid, list[str]]:
    """The rows, and the columns that the first of them names."""
    material = read(data, name)
    if material.is_workbook:
        raise Refused(text("actions.file.workbook"), "", text("actions.file.workbook_remedy"))
    grid = grid_of(list(material.rows()))
    if len(grid.rows) > MOST_ROWS:
        raise Refused(text("actions.file.many", most=MOST_ROWS), "", text("actions.file.many_remedy"))
    head = [_column(cell) for cell in grid.rows[0]] if grid.rows else []
    if not set(head) & set(COLUMNS):
        raise Refused(text("actions.file.no_head"), "", text("actions.file.no_head_remedy", names=", ".join(COLUMNS)))
    for column in NEEDED:
        if column not in head and not (column == "kreis" and kreis):
            remedy = text("actions.file.missing_remedy")
            raise Refused(text("actions.file.missing", name=column), "", remedy, line=grid.lines[0])
    if len(grid.rows) == 1:
        raise Refused(text("actions.file.empty"), "", text("actions.file.empty_remedy"))
    return grid, head


def _column(cell: str) -> str:
    """A column by its short name or by the words of the form."""
    bare = cell.strip().casefold()
    named = {text(f"actions.field.{column}").casefold(): column for column in COLUMNS}
    return named.get(bare, bare)


def _of_head(head: Sequence[str], line: int) -> Iterator[Finding]:
    for place, name in enumerate(head, start=1):
        kind = "unknown" if name and name not in COLUMNS else "twice" if name and name in head[: place - 1] else ""
        if kind:
            problem, remedy = text(f"actions.file.{kind}"), text(f"actions.file.{kind}_remedy")
            yield Finding("error", line, cut(name), cut(name), problem, remedy, place=place)


def _compared(grid: Grid, head: Sequence[str], catalogue: Catalogue, may_write: MAY_WRITE, kreis: str) -> ActionsReport:
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    found: list[Action] = []
    count = refused = 0
    for line, cells in zip(grid.lines[1:], grid.rows[1:], strict=True):
        row = _row(cells, head, kreis)
        if not any(value for name, value in row.items() if name != "kreis"):
            continue  # a row of the template that nobody filled in
        count += 1
        action, faults = _checked(cells, row, line, head, catalogue, may_write)
        if action is not None and action.id in seen:
            faults = [_finding("titel", action.title, line, head, "same", line=seen[action.id])]
        findings += faults
        refused += bool(faults)
        if action is not None and not faults:
            seen[action.id] = line
            found.append(action)
    if not count:
        finding = Finding("error", None, None, None, text("actions.file.empty"), text("actions.file.empty_remedy"))
        return ActionsReport(findings=(finding,), refusal=finding.problem)
    held = catalogue.actions
    report = ActionsReport(count, refused=refused, findings=tuple(findings))
    new = [one for one in found if one.id not in held]
    changed = [one for one in found if one.id in held and held[one.id] != one]
    unchanged = len(found) - len(new) - len(changed)
    return replace(report, new=len(new), changed=len(changed), unchanged=unchanged, actions=(*new, *changed))


def _row(cells: Sequence[str], head: Sequence[str], kreis: str) -> dict[str, str]:
    """The words by column; a Kreis that the file leaves open is the one of the page."""
    row = {name: cell for name, cell in zip(head, cells, strict=False) if name}
    return row | ({} if row.get("kreis") else {"kreis": kreis})


def _checked(
    cells: Sequence[str],
    row: Mapping[str, str],
    line: int,
    head: Sequence[str],
    catalogue: Catalogue,
    may_write: MAY_WRITE,
) -> tuple[Action | None, list[Finding]]:
    """The action of a row or its faults; what a file leaves out stays as it is stored."""
    surplus = next((cell for cell in cells[len(head) :] if cell), "")
    if surplus:
        problem = text("etl.refused.ragged", names=len(head), fields=len(cells))
        return None, [Finding("error", line, None, cut(surplus), problem, text("etl.refused.ragged_remedy"))]
    checked = check({**_stored(row, catalogue), **row}, catalogue, may_write)
    if checked.action is not None:
        return checked.action, []
    faults = checked.faults
    return None, [
        Finding("error", line, one.field, cut(one.cell), one.problem, one.remedy, place=_place(head, one.field))
        for one in faults
    ]


def _stored(row: Mapping[str, str], catalogue: Catalogue) -> dict[str, str]:
    """The words of the stored action that a row means, by its id, else by Kreis and title."""
    held = catalogue.actions.get(row.get("id", ""))
    if held is None and not row.get("id"):
        wanted = (row.get("kreis", "").zfill(5), row.get("titel", ""))
        held = next((one for one in catalogue.actions.values() if (one.region, one.title) == wanted), None)
    return {name: value for name, value in written(held).items() if name not in NAMED_BY} if held else {}


def _finding(field: str, cell: str, at: int, head: Sequence[str], kind: str, **values: object) -> Finding:
    problem, remedy = text(f"actions.file.{kind}", **values), text(f"actions.file.{kind}_remedy")
    return Finding("error", at, field, cut(cell), problem, remedy, place=_place(head, field))


def _place(head: Sequence[str], field: str) -> int | None:
    return head.index(field) + 1 if field in head else None


def actions_csv(actions: Iterable[Action]) -> bytes:
    """The actions in the columns of the import, for spreadsheets: semicolons, UTF-8 with its mark."""
    return _file([harmless(cell) for cell in written(one).values()] for one in actions)


def actions_template(kreise: Iterable[str]) -> bytes:
    """The head and one row per Kreis to fill in."""
    return _file([key] + [""] * (len(COLUMNS) - 1) for key in kreise)


def _file(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([COLUMNS, *rows])
    return out.getvalue().encode("utf-8-sig")
