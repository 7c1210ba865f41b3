"""Which values are shipped: one CSV per series under `data/start`, with a note and repairs beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from cockpit.catalogue.faults import Fault, fault, unknown
from cockpit.catalogue.files import below, read_forms
from cockpit.catalogue.forms import Form, IndicatorForm
from cockpit.model.catalogue import Catalogue

HEADER = "ags;jahr;wert;status"


class StartForm(Form):
    """What to know about a start file: the note of its publication, and repairs to apply while reading."""

    note: str = ""
    repairs: tuple[str, ...] = Field(default=(), strict=False)


@dataclass(frozen=True, slots=True)
class StartFile:
    """One shipped series: path of the CSV, its indicator, a note, and the repairs it needs."""

    path: Path
    indicator: str
    note: str
    repairs: tuple[str, ...]


def start_files(folder: Path) -> tuple[StartFile, ...]:
    """The start files in loading order: what formulas divide by first, so that computed values come out once."""
    forms = read_forms(folder, below(folder, "catalogue/indicators/*/*.toml"), IndicatorForm).values
    notes = read_forms(folder, below(folder, "start/*.toml"), StartForm).values
    formulas = [form.formula for form in forms.values() if form.formula]
    divisors = {name for formula in formulas for name in formula.denominator}
    inputs = {name for formula in formulas for name in formula.numerator}
    paths = below(folder, "start/*.csv")
    paths.sort(key=lambda path: (path.stem not in divisors - inputs, path.stem not in divisors | inputs, path.stem))
    return tuple(_start_file(path, notes.get(path.stem, StartForm())) for path in paths)


def _start_file(path: Path, form: StartForm) -> StartFile:
    return StartFile(path, path.stem, form.note, form.repairs)


def start_faults(folder: Path, catalogue: Catalogue, names: Collection[str]) -> Iterable[Fault]:
    """Start files that belong to no indicator, or to one that can have no values of its own."""
    paths = below(folder, "start/*.csv")
    for path in paths:
        yield from _csv_faults(folder, path, catalogue, names)
    notes = read_forms(folder, below(folder, "start/*.toml"), StartForm)
    yield from notes.faults
    for name in sorted(notes.names - {path.stem for path in paths}):
        yield fault(f"start/{name}.toml", "", "start_note")


def _csv_faults(folder: Path, path: Path, catalogue: Catalogue, names: Collection[str]) -> Iterator[Fault]:
    file = path.relative_to(folder).as_posix()
    if path.stem not in names:
        yield unknown(file, "", "start_orphan", path.stem, names)
        return
    indicator = catalogue.indicators.get(path.stem)
    if indicator and (indicator.formula or indicator.kind in {"gap", "shares"}):
        yield fault(file, "", "start_computed", name=path.stem)
    with path.open(encoding="utf-8", errors="replace") as stream:
        header = stream.readline().rstrip("\r\n")
    if header != HEADER:
        yield fault(file, "", "columns", given=header, expected=HEADER)
