"""What the pipeline is asked and what it answers: Request in, Report with numbered findings out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pandas import DataFrame

from cockpit.base.texts import text
from cockpit.model.draft import Choices

Severity = Literal["error", "warning", "note"]
SHOWN = ("severity", "line", "column", "cell", "problem", "repair")
"""The fields of a finding that command line and API print."""
SORTS = ("key", "period", "value", "duplicate", "territory", "indicator", "known", "check", "care")
"""What findings are about, the first part of their code; the rest is about the file."""


@dataclass(frozen=True, slots=True)
class Request:
    """One file to take: its bytes and name, and what the file itself may not say.

    ``indicator`` is an id, ``column`` a 1-based number or a header, ``year`` the year of all values (or, when the
    file has years, the only one to take). ``repairs`` are the repairs someone ticked. ``choices`` override what is
    recognised; ``indicator``, ``column``, ``year`` and ``repairs`` win over them when given.
    """

    data: bytes
    name: str
    indicator: str | None = None
    column: str | None = None
    year: int | None = None
    note: str = ""
    by: str = ""
    kind: str = "import"
    dry_run: bool = False
    repairs: frozenset[str] = frozenset()
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about the file: where (1-based line, column header), the cell as it stood, what is wrong.

    ``repair`` says what to do, with the name of the repair where one may be ticked; empty when nothing is to be done.
    ``code`` names the kind (``key.unknown``), ``fix`` the repair that may be ticked for all findings of its kind.
    ``place`` is the 1-based column of the cell; ``rows`` counts the rows meant, ``lines`` are theirs, the first ones.
    """

    severity: Severity
    line: int | None
    column: str | None
    cell: str | None
    problem: str
    repair: str = ""
    code: str = ""
    fix: str = ""
    place: int | None = None
    rows: int = 1
    lines: tuple[int, ...] = ()

    @property
    def group(self) -> str:
        """The German heading under which findings of the same repair, or of the same sort, stand together."""
        sort = self.code.partition(".")[0]
        return text(f"etl.fix.{self.fix}") if self.fix else text(f"etl.group.{sort if sort in SORTS else 'file'}")


@dataclass(frozen=True, slots=True)
class Guess:
    """One thing recognised: ``field`` of Choices, the value taken, why (German), and what else may be chosen.

    Columns are written as they are offered, with their 1-based number first: ``3: Insgesamt``.
    """

    field: str
    value: str
    reason: str
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What was recognised, what would change or changed, and every finding.

    ``refusal`` is empty when the file was taken; ``asks`` then names what has to be given (indicator, column, year).
    ``columns`` are the value columns on offer, e.g. ``4: Arbeitslose / Anzahl``. ``revision`` is the new Datenstand.
    ``head_line`` is the last line of the header. ``miscalled`` tells that not the file but the call is at fault: it
    names an indicator that does not exist. ``names`` are proposals for names without key: as written, key, likeness
    from 0 to 100. ``cells`` are the rows taken: indicator key year value status state stored before line column.
    """

    form: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    indicators: tuple[str, ...] = ()
    periods: tuple[int, ...] = ()
    rows_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    findings: tuple[Finding, ...] = ()
    revision: int | None = None
    refusal: str = ""
    columns: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    head_line: int | None = None
    miscalled: bool = False
    guesses: tuple[Guess, ...] = ()
    names: tuple[tuple[str, str, float], ...] = ()
    cells: DataFrame | None = field(default=None, compare=False, repr=False)

    @property
    def nothing_new(self) -> bool:
        """Whether the file was taken and every value in it is stored already."""
        return not self.refusal and self.new == 0 and self.changed == 0

    def as_json(self) -> dict[str, object]:
        """The report as plain values, the form the command line and the API print."""
        return {
            "form": self.form or None,
            "encoding": self.encoding or None,
            "delimiter": self.delimiter or None,
            "decimal": self.decimal or None,
            "indicators": list(self.indicators),
            "periods": list(self.periods),
            "rows_read": self.rows_read,
            "values": {
                "new": self.new,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "refused": self.refused,
            },
            "findings": [{name: getattr(finding, name) for name in SHOWN} for finding in self.findings],
            "revision": self.revision,
        }
