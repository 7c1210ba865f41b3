"""Known faults of shipped series: values to treat as missing, to mark as limited, and breaks."""

from __future__ import annotations

from typing import get_args, get_type_hints

from cockpit.catalogue.faults import Fault, fault
from cockpit.catalogue.files import Row
from cockpit.model.indicator import Peculiarity

FILE = "catalogue/peculiarities.csv"
COLUMNS = ("indicator", "keys", "first", "last", "kind", "reason")
KINDS = get_args(get_type_hints(Peculiarity)["kind"])


def peculiarities(rows: list[Row]) -> tuple[tuple[Peculiarity, ...], list[Fault]]:
    """The rows as values; ``keys`` are separated by spaces, ``*`` and ``14*`` allowed."""
    made: list[Peculiarity] = []
    faults: list[Fault] = []
    for line, row in rows:
        found = _row_fault(line, row)
        if found:
            faults.append(found)
        else:
            keys = tuple(row["keys"].split())
            first, last = int(row["first"]), int(row["last"])
            made.append(Peculiarity(row["indicator"], keys, first, last, row["kind"], row["reason"]))  # type: ignore[arg-type]
    return tuple(made), faults


def _row_fault(line: int, row: dict[str, str]) -> Fault | None:
    for column in ("first", "last"):
        if not row[column].isdecimal():
            return fault(FILE, column, "cell", line=line, given=row[column])
    if int(row["last"]) < int(row["first"]):
        return fault(FILE, "last", "years", line=line)
    if row["kind"] not in KINDS:
        return fault(FILE, "kind", "literal_error", given=row["kind"], expected=", ".join(KINDS))
    return None
