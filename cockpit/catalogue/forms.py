"""The forms in which indicators, sources, targets and projects are declared; unknown keys are refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cockpit.base.texts import text

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]
Goal = Annotated[int, Field(ge=1, le=17)]
Year = Annotated[int, Field(ge=1900, le=2100)]
Grade = Literal["direkt", "mittelbar", "gering", "keiner"]


def told(name: str, **constraints: Any) -> Any:
    """A field whose German explanation is the phrase ``field.<name>``; mandatory unless a default is given."""
    return Field(description=text(f"catalogue.field.{name}"), **constraints)


class Form(BaseModel):
    """What all declared forms share: strict types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FormulaForm(Form):
    """How a value is computed from other series."""

    numerator: list[Slug] = told("formula_numerator", min_length=1)
    denominator: list[Slug] = told("formula_denominator", default=[])
    factor: float = told("formula_factor", default=1.0, gt=0)
    denominator_max_age: int = told("formula_denominator_max_age", default=0, ge=0, le=10)
    window: int = told("formula_window", default=1, ge=1, le=20)


class PartForm(Form):
    """One part of a whole."""

    indicator: Slug = told("part_indicator")
    label: Words = told("part_label")


class BreakForm(Form):
    """A break in the series."""

    year: Year = told("break_year")
    keys: list[Words] = told("break_keys", default=["*"], min_length=1)
    reason: Words = told("break_reason")


class RangeForm(Form):
    """Bounds outside of which a value is refused."""

    min: float | None = told("range_min", default=None)
    max: float | None = told("range_max", default=None)

    @model_validator(mode="after")
    def _in_order(self) -> RangeForm:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("range_order")
        return self


class IndicatorForm(Form):
    """One indicator: file name = id = address."""

    id: Slug | None = told("id", default=None)
    title: Words = told("title")
    short_title: Words = told("short_title")
    question: Words = told("question")
    unit: Words = told("unit")
    unit_long: str = told("unit_long", default="")
    decimals: int = told("decimals", ge=0, le=6)
    direction: Literal["higher", "lower", "none"] = told("direction")
    kind: Literal["indicator", "base", "gap", "shares"] = told("kind")
    sdg: list[Goal] = told("sdg", min_length=1)
    source: Slug = told("source")
    rhythm: int = told("rhythm", ge=1, le=20)
    actors: list[Literal["kreis", "gemeinden", "land", "bund"]] = told("actors")
    definition: Words = told("definition")
    caveat: str = told("caveat", default="")
    keywords: list[Words] = told("keywords", default=[])
    charts: list[Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]] = told("charts", default=[])
    core: bool = told("core", default=False)
    additive: bool = told("additive", default=False)
    level: Literal["kreis", "land"] = told("level", default="kreis")
    level_judged: bool = told("level_judged", default=True)
    range: RangeForm | None = told("range", default=None)
    formula: FormulaForm | None = told("formula", default=None)
    parts: list[PartForm] = told("parts", default=[])
    rest: str = told("rest", default="")
    breaks: list[BreakForm] = told("breaks", default=[])

    @model_validator(mode="after")
    def _consistent(self) -> IndicatorForm:
        if (self.kind == "shares") != bool(self.parts):
            raise ValueError("shares_parts")
        if self.formula is not None and self.kind in {"gap", "shares"}:
            raise ValueError("formula_kind")
        return self


class SourceForm(Form):
    """Where values come from."""

    id: Slug | None = None
    title: Words
    publisher: Words
    table: str = ""
    licence: Words
    licence_url: Address | Literal[""] = ""
    attribution: Words
    url: Address | Literal[""] = ""
    retrieved_on: date | None = None
    next_update: str = ""
    note: str = ""


class TargetForm(Form):
    """A target: a value in the unit of the indicator, or per cent against a base year."""

    id: Slug | None = None
    indicator: Slug
    region: Words
    year: Year
    source: Words
    value: float | None = None
    relative: float | None = None
    base_year: Year | None = None
    decided: bool
    derivation: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> TargetForm:
        if (self.value is None) == (self.relative is None):
            raise ValueError("target_value")
        if (self.relative is None) != (self.base_year is None):
            raise ValueError("target_base")
        if self.base_year is not None and self.base_year >= self.year:
            raise ValueError("target_years")
        return self


class SdgForm(Form):
    """One of the 17 goals."""

    title: Words
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
    text_colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]


class LinkForm(Form):
    """A graded link of a project to an indicator."""

    indicator: Slug
    grade: Literal["direkt", "mittelbar", "gering"]
    reason: Words


class ProjectForm(Form):
    """One project of a federal programme."""

    id: Slug | None = None
    number: int = Field(ge=1)
    title: Words
    field: Words
    ministry_then: Words
    ministry_now: Words
    state: Words
    state_short: Words
    state_date: str
    certainty: Literal["belegt", "plausibel", "offen"]
    summary: Words
    for_the_kreis: Words
    urls: list[Address]
    sdg: list[Goal] = Field(min_length=1)
    relation: Grade
    links: list[LinkForm] = []
    not_measured: list[Words] = []

    @model_validator(mode="after")
    def _no_link_without_relation(self) -> ProjectForm:
        if self.relation == "keiner" and self.links:
            raise ValueError("relation_links")
        return self


class ProgrammeForm(Form):
    """A federal programme; its projects are files of their own beside it."""

    id: Slug | None = None
    title: Words
    decided_on: Words
    summary: Words
    naming: Words
    source: Words
    url: Address | Literal[""] = ""
    fields: list[Words] = Field(min_length=1)
