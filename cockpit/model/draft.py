"""A file on its way into the store: what was chosen for it, how far it is, what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

DraftState = Literal["working", "mapping", "checked", "approval", "published", "discarded", "failed"]
"""``working``: a process is at it; ``mapping``: something has to be chosen; ``checked``: may be published;
``approval``: waits for a second pair of eyes; ``failed``: refused as a whole, the reason stands in the report."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person (or the API) said about a file; None or empty where the recognised guess holds.

    ``key``, ``period`` and ``indicator_column`` and ``status`` are 1-based columns; ``column`` a number or header of
    the value column; ``columns`` maps several value columns (as numbers) to indicator ids; ``names`` maps names as
    written to keys; ``ignored`` are lines left out.
    """

    indicator: str | None = None
    column: str | None = None
    year: int | None = None
    form: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header_row: int | None = None
    key: int | None = None
    period: int | None = None
    indicator_column: int | None = None
    status: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    repairs: tuple[str, ...] = ()
    ignored: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a draft is: a German step, and ``done`` of ``total`` (0 when unknown)."""

    step: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One upload; ``report`` and ``effect`` are the JSON documents of the last check, empty before it."""

    id: str
    account: str
    state: DraftState
    created_at: datetime
    changed_at: datetime
    expires_at: datetime
    file_name: str
    file_sha256: str
    size: int
    base: int
    choices: Choices = Choices()
    report: dict[str, object] = field(default_factory=dict)
    effect: dict[str, object] = field(default_factory=dict)
    note: str = ""
    progress: Progress = Progress()
    fault: str = ""
    revision: int | None = None
