"""Who runs this cockpit and answers for it: `data/legal.toml` against its form, and the texts that quote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from cockpit.catalogue.faults import Fault, from_validation, unknown
from cockpit.catalogue.files import below, read_document
from cockpit.catalogue.forms import Form

FILE = "legal.toml"
TEXTS = ("impressum", "datenschutz", "barrierefreiheit", "leichte-sprache")
PLACEHOLDER = re.compile(r"\{([a-z][a-z_.]*)\}")
"""In a text: the place of a value, named as in the file, such as ``{responsible.name}``."""
OF_PROGRAM = ("program.idle_minutes", "program.longest_hours", "program.attempt_days", "program.draft_days")
"""Placeholders the program fills from what it really does."""
OPTIONAL = frozenset({"responsible.vat_id", "responsible.editor", "data_protection_officer.address",
                      "supervisory_authority.address", "supervisory_authority.mail", "supervisory_authority.phone",
                      "accessibility.gaps", "enforcement.mail", "enforcement.phone",
                      "feedback.phone"})  # fmt: skip
"""What may stay empty for good; everything else is missed until it is filled in."""


def _shaped(kind: str, shape: str) -> AfterValidator:
    """Empty, or of this shape; else the fault ``kind``."""

    def check(given: str) -> str:
        if given and not re.fullmatch(shape, given):
            raise ValueError(kind)
        return given

    return AfterValidator(check)


Line = Annotated[str, StringConstraints(strip_whitespace=True)]
Mail = Annotated[Line, _shaped("mail", r"[^\s@<>\"'?&,;]+@[^\s@<>\"'?&,;]+\.[^\s@<>\"'?&,;]+")]
Phone = Annotated[Line, _shaped("phone", r"\+?[0-9][0-9 /()\-]{4,}")]
Website = Annotated[Line, _shaped("website", r"https?://[^\s<>\"']+")]
Vat = Annotated[Line, _shaped("vat_id", r"DE[0-9]{9}")]
Land = Annotated[Line, _shaped("land", r"0[1-9]|1[0-6]")]


class ResponsibleForm(Form):
    """The body that runs this cockpit; ``address`` is written line by line."""

    name: Line = ""
    address: list[Line] = Field(default=[])
    representative: Line = ""
    mail: Mail = ""
    phone: Phone = ""
    vat_id: Vat = ""
    editor: Line = ""


class OfficerForm(Form):
    """Whom to ask about the protection of data."""

    name: Line = ""
    address: list[Line] = Field(default=[])
    mail: Mail = ""
    phone: Phone = ""


class AuthorityForm(Form):
    """The authority that hears complaints about the protection of data."""

    name: Line = ""
    address: list[Line] = Field(default=[])
    website: Website = ""
    mail: Mail = ""
    phone: Phone = ""


class HostingForm(Form):
    """Who runs the machine, and how many days the web server in front keeps its log of requests (0: none)."""

    name: Line = ""
    address: list[Line] = Field(default=[])
    log_days: int | None = Field(None, ge=0, le=365)


class AccessibilityForm(Form):
    """What the operator states about barriers, and since when."""

    conformance: Literal["", "fully", "partly", "not"] = ""
    method: Literal["", "self", "expert"] = ""
    statement: date | None = None
    reviewed: date | None = None
    gaps: list[Line] = Field(default=[])


class EnforcementForm(Form):
    """Where to turn when feedback on a barrier is not answered: the body of the Land; ``land`` is its key."""

    land: Land = ""
    name: Line = ""
    address: list[Line] = Field(default=[])
    website: Website = ""
    mail: Mail = ""
    phone: Phone = ""


class FeedbackForm(Form):
    """Who reads feedback, and for how many months it is kept at most."""

    name: Line = ""
    mail: Mail = ""
    phone: Phone = ""
    months: int = Field(12, ge=1, le=36)


class LegalForm(Form):
    """The whole file; empty words and left-out dates mean: not filled in yet."""

    responsible: ResponsibleForm = ResponsibleForm()
    data_protection_officer: OfficerForm = OfficerForm()
    supervisory_authority: AuthorityForm = AuthorityForm()
    hosting: HostingForm = HostingForm()
    accessibility: AccessibilityForm = AccessibilityForm()
    enforcement: EnforcementForm = EnforcementForm()
    feedback: FeedbackForm = FeedbackForm()


def read_legal(folder: Path) -> tuple[LegalForm, tuple[Fault, ...]]:
    """What the file under ``folder`` says, and its faults; a faulty or absent file says nothing, absence is no fault.

    Folders made for earlier versions have no such file.
    """
    if not (folder / FILE).exists():
        return LegalForm(), ()
    document, faults = read_document(folder, folder / FILE)
    if faults:
        return LegalForm(), tuple(faults)
    try:
        return LegalForm.model_validate(document), ()
    except ValidationError as error:
        return LegalForm(), from_validation(FILE, LegalForm, error)


def values(form: LegalForm) -> dict[str, object]:
    """Every value by the name of its placeholder, such as ``responsible.name``."""
    tables = {name: getattr(form, name) for name in LegalForm.model_fields}
    return {f"{table}.{name}": value for table, held in tables.items() for name, value in held}


def missing(form: LegalForm) -> tuple[str, ...]:
    """The names of what the operator still has to fill in, in the order of the file."""
    return tuple(name for name, value in values(form).items() if is_unset(value) and name not in OPTIONAL)


def is_unset(value: object) -> bool:
    """Whether nothing has been said; 0 days is an answer."""
    return value is None or value in ("", [])


def legal_faults(folder: Path) -> Iterator[Fault]:
    """Faults of the file, and placeholders in the texts that name nothing."""
    yield from read_legal(folder)[1]
    known = (*values(LegalForm()), *OF_PROGRAM)
    for path in below(folder, "texts/*.md"):
        if path.stem in TEXTS:
            named = PLACEHOLDER.findall(path.read_text(encoding="utf-8", errors="replace"))
            for name in sorted(set(named) - set(known)):
                yield unknown(path.relative_to(folder).as_posix(), name, "placeholder", name, known)
