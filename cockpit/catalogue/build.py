"""From validated forms to the frozen values of the model."""

from __future__ import annotations

from collections.abc import Mapping

from cockpit.catalogue.forms import IndicatorForm, ProgrammeForm, ProjectForm, SourceForm, TargetForm
from cockpit.model.indicator import Break, Direction, Formula, Indicator, Part, Source
from cockpit.model.programme import Link, Programme, Project
from cockpit.model.target import Target

DIRECTIONS: Mapping[str, Direction] = {"higher": 1, "lower": -1, "none": 0}


def indicator(name: str, topic: str, form: IndicatorForm) -> Indicator:
    """An indicator of a topic; the id is the file's name."""
    return Indicator(
        id=name,
        title=form.title,
        short_title=form.short_title,
        question=form.question,
        unit=form.unit,
        unit_long=form.unit_long,
        decimals=form.decimals,
        direction=DIRECTIONS[form.direction],
        kind=form.kind,
        topic=topic,
        sdg=tuple(form.sdg),
        source=form.source,
        rhythm=form.rhythm,
        actors=tuple(form.actors),
        definition=form.definition,
        minimum=form.range.min if form.range else None,
        maximum=form.range.max if form.range else None,
        additive=form.additive,
        level=form.level,
        charts=tuple(form.charts),
        formula=_formula(form),
        parts=tuple(Part(part.indicator, part.label) for part in form.parts),
        rest=form.rest,
        breaks=tuple(Break(one.year, tuple(one.keys), one.reason) for one in form.breaks),
        caveat=form.caveat,
        keywords=tuple(form.keywords),
        core=form.core,
        level_judged=form.level_judged,
    )


def _formula(form: IndicatorForm) -> Formula | None:
    if form.formula is None:
        return None
    given = form.formula
    return Formula(
        tuple(given.numerator), tuple(given.denominator), given.factor, given.denominator_max_age, given.window
    )


def source(name: str, form: SourceForm) -> Source:
    """A source; the id is the file's name."""
    return Source(id=name, **form.model_dump(exclude={"id"}))


def target(name: str, form: TargetForm) -> Target:
    """A target; the id is the file's name."""
    return Target(id=name, **form.model_dump(exclude={"id"}))


def project(name: str, form: ProjectForm) -> Project:
    """A project of a programme; the id is the file's name without its number."""
    plain = form.model_dump(exclude={"id", "urls", "sdg", "links", "not_measured"})
    return Project(
        id=name,
        urls=tuple(form.urls),
        sdg=tuple(form.sdg),
        links=tuple(Link(link.indicator, link.grade, link.reason) for link in form.links),
        not_measured=tuple(form.not_measured),
        **plain,
    )


def programme(name: str, form: ProgrammeForm, projects: Mapping[str, ProjectForm]) -> Programme:
    """A programme with its projects by number; the id is the folder's name."""
    plain = form.model_dump(exclude={"id", "fields"})
    made = sorted((project(one, given) for one, given in projects.items()), key=lambda one: one.number)
    return Programme(id=name, fields=tuple(form.fields), projects=tuple(made), **plain)
