"""What is wrong with a declared file, said in German: file, field, problem, remedy."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from cockpit.base.texts import has_text, text

NEAR = 65


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file; ``field`` is empty when the whole file is meant."""

    file: str
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.field}" if self.field else self.file
        return f"{place}: {self.problem} {self.remedy}".rstrip()


def fault(file: str, field: str, kind: str, **values: object) -> Fault:
    """A fault from the phrases ``fault.<kind>.problem`` and ``fault.<kind>.remedy``."""
    return Fault(file, field, _phrase(kind, "problem", values), _phrase(kind, "remedy", values))


def unknown(file: str, field: str, kind: str, name: object, known: Iterable[object]) -> Fault:
    """A fault for a reference to something not declared, with the nearest known name if one is near."""
    return Fault(
        file, field, _phrase(kind, "problem", {"name": name}), nearest(name, known) or _phrase(kind, "remedy", {})
    )


def nearest(name: object, known: Iterable[object]) -> str:
    """*Meinten Sie …?* for the known name most like ``name``; empty when none is near."""
    found = process.extractOne(str(name), [str(one) for one in known], scorer=fuzz.ratio, score_cutoff=NEAR)
    return text("catalogue.nearest", name=found[0]) if found else ""


def from_validation(
    file: str, form: type[BaseModel], error: ValidationError, spoken: str = "fault"
) -> tuple[Fault, ...]:
    """The faults pydantic found in one file, in German; ``spoken`` names phrases to prefer over those for files."""
    found = error.errors(include_url=False)
    return tuple(_translated(file, detail, form.model_fields, spoken) for detail in found)


def _translated(file: str, detail: ErrorDetails, known: Collection[str], spoken: str) -> Fault:
    place = ".".join(_place(part) for part in detail["loc"])
    kind = detail["type"]
    context = {key: value for key, value in detail.get("ctx", {}).items() if isinstance(value, str | int | float)}
    if kind == "extra_forbidden":
        last = str(detail["loc"][-1])
        return unknown(file, place, "extra_forbidden", last, known if len(detail["loc"]) == 1 else ())
    if kind == "value_error":
        kind = str(detail["ctx"]["error"])
    if kind == "missing" and detail["loc"][-1] == "direction":
        kind = "direction_missing"
    if not has_text(f"catalogue.fault.{kind}.problem"):
        kind = "other"
    told = fault(file, place, kind, **{"given": _shown(detail["input"]), "expected": "", "min_length": 1} | context)
    key = f"catalogue.{spoken}.{kind}"
    return replace(told, remedy=text(key)) if has_text(key) else told


def _place(part: int | str) -> str:
    return str(part + 1) if isinstance(part, int) else part


def _shown(given: object) -> str:
    shown = repr(given) if not isinstance(given, dict | list) else ""
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def _phrase(kind: str, part: str, values: dict[str, object]) -> str:
    key = f"catalogue.fault.{kind}.{part}"
    return text(key, **values) if has_text(key) else ""
