"""Files of the catalogue as Python values: TOML against a form, CSV with fixed columns, faults beside them."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from cockpit.catalogue.faults import Fault, fault, from_validation
from cockpit.catalogue.forms import SLUG, Form

T = TypeVar("T")
F = TypeVar("F", bound=Form)
Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a folder declares: values and files by id, and the faults met on the way.

    ``names`` holds every id a file stands for, sound or not, so that one fault is not reported twice.
    """

    values: dict[str, T] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def below(root: Path, pattern: str) -> list[Path]:
    """The files of a pattern in stable order, without hidden ones."""
    return sorted(path for path in root.glob(pattern) if not path.name.startswith("."))


def read_document(root: Path, path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """One TOML file as a plain document; with a fault the document is empty."""
    file = path.relative_to(root).as_posix()
    if not path.exists():
        return {}, [fault(file, "", "absent")]
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except UnicodeDecodeError:
        return {}, [fault(file, "", "encoding")]
    except tomllib.TOMLDecodeError as error:
        spot = re.search(r"line (\d+), column (\d+)", str(error))
        if spot is None:
            return {}, [fault(file, "", "toml_end")]
        return {}, [fault(file, "", "toml", line=spot[1], column=spot[2])]


def read_forms(root: Path, paths: Iterable[Path], form: type[F], *, numbered: bool = False) -> Found[F]:
    """Every TOML file against its form, by id; ``numbered`` names carry ``01-`` in front of the id."""
    found: Found[F] = Found()
    for path in paths:
        file = path.relative_to(root).as_posix()
        name = re.sub(r"^\d+-", "", path.stem) if numbered else path.stem
        found.faults.extend(_name_faults(file, name, found.files))
        found.names.add(name)
        document, faults = read_document(root, path)
        found.faults.extend(faults)
        if faults:
            continue
        value = _validated(file, name, document, form, found.faults)
        if value is not None:
            found.values[name] = value
            found.files[name] = file
    return found


def _name_faults(file: str, name: str, taken: dict[str, str]) -> Iterator[Fault]:
    if not re.fullmatch(SLUG, name):
        yield fault(file, "", "file_name")
    if name in taken:
        yield fault(file, "", "twice", name=name, other=taken[name])


def _validated(file: str, name: str, document: dict[str, Any], form: type[F], faults: list[Fault]) -> F | None:
    try:
        value = form.model_validate(document)
    except ValidationError as error:
        faults.extend(from_validation(file, form, error))
        return None
    given = getattr(value, "id", None)
    if given is not None and given != name:
        faults.append(fault(file, "id", "id", name=given))
    return value


def read_table(root: Path, path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Fault]]:
    """The rows of a semicolon CSV with their line numbers; the columns must be exactly the expected ones."""
    file = path.relative_to(root).as_posix()
    if not path.exists():
        return [], [fault(file, "", "absent")]
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, delimiter=";")
            header = next(reader, [])
            if header != list(columns):
                given, expected = ";".join(header), ";".join(columns)
                return [], [fault(file, "", "columns", given=given, expected=expected)]
            lines = [(reader.line_num, line) for line in reader]
    except UnicodeDecodeError:
        return [], [fault(file, "", "encoding")]
    wanted = len(columns)
    rows = [(number, dict(zip(columns, line, strict=True))) for number, line in lines if len(line) == wanted]
    faults = [
        fault(file, "", "cells", line=number, given=len(line), expected=wanted)
        for number, line in lines
        if len(line) != wanted
    ]
    return rows, faults
