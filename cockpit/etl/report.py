"""What the pipeline is asked and what it answers: Request in, Report with numbered findings out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Request:
    """One file to take: its bytes and name, and what the file itself may not say.

    ``indicator`` is an id, ``column`` a 1-based number or a header, ``year`` the year of all values (or, when the
    file has years, the only one to take). ``repairs`` are the repairs someone ticked.
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about the file: where (1-based line, column header), the cell as it stood, what is wrong.

    ``repair`` says what to do, with the name of the repair where one may be ticked; empty when nothing is to be done.
    """

    severity: Severity
    line: int | None
    column: str | None
    cell: str | None
    problem: str
    repair: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was recognised, what would change or changed, and every finding.

    ``refusal`` is empty when the file was taken; ``asks`` then names what has to be given (indicator, column, year).
    ``columns`` are the value columns on offer, e.g. ``4: Arbeitslose / Anzahl``. ``revision`` is the new Datenstand.
    ``head_line`` is the last line of the header. ``miscalled`` tells that not the file but the call is at fault: it
    names an indicator that does not exist.
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
            "findings": [{name: getattr(finding, name) for name in Finding.__slots__} for finding in self.findings],
            "revision": self.revision,
        }
