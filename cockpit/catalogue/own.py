"""An indicator declared in the browser, checked by the same form and rules as a file of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from cockpit.base.texts import text
from cockpit.catalogue import build
from cockpit.catalogue.faults import Fault, fault, from_validation
from cockpit.catalogue.forms import SLUG, Form, IndicatorForm, SourceForm
from cockpit.catalogue.rules import Names, rules
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator, Source

F = TypeVar("F", bound=Form)
HERE = ""
"""Stands for the file name in faults: there is none, the fault is shown beside its field."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What was declared: the indicator, its new source if it brings one, and every fault; sound without faults."""

    indicator: Indicator | None
    source: Source | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """The content of the form: ``document`` as the TOML would hold it, ``source`` of a source file or None."""

    name: str
    topic: str
    document: Mapping[str, Any]
    kreise: tuple[str, ...] = ()
    source: Mapping[str, Any] | None = None


def declare(given: Declaration, catalogue: Catalogue, *, is_new: bool) -> Declared:
    """The indicator and source of a form with every fault; ``is_new`` refuses an id that is taken."""
    faults = list(_name_faults(given, catalogue, is_new))
    source_name = source_id(given.name)
    document = dict(given.document) | ({"source": source_name} if given.source is not None else {})
    form, found = _validated(IndicatorForm, document)
    faults += found
    source_form, found = _validated(SourceForm, dict(given.source or {})) if given.source is not None else (None, ())
    faults += [replace(one, field=f"source.{one.field}") for one in found]
    source = build.source(source_name, source_form) if isinstance(source_form, SourceForm) else None
    if not isinstance(form, IndicatorForm):
        return Declared(None, source, tuple(faults))
    made = replace(build.indicator(given.name, given.topic, form), own=True, kreise=given.kreise)
    faults += _rule_faults(made, source_name if given.source is not None else "", catalogue)
    return Declared(made, source, tuple(faults))


def source_id(name: str) -> str:
    """The id of the source an own indicator brings along."""
    return f"eigen-{name}"


def _name_faults(given: Declaration, catalogue: Catalogue, is_new: bool) -> list[Fault]:
    if not re.fullmatch(SLUG, given.name):
        return [Fault(HERE, "id", text("catalogue.own.id"), text("catalogue.own.id_remedy"))]
    if is_new and given.name in catalogue.indicators:
        taken = text("catalogue.own.taken", name=given.name, other=catalogue.indicators[given.name].title)
        return [Fault(HERE, "id", taken, text("catalogue.own.taken_remedy"))]
    return []


def _validated(form: type[F], document: dict[str, Any]) -> tuple[F | None, tuple[Fault, ...]]:
    try:
        return form.model_validate(document), ()
    except ValidationError as error:
        return None, from_validation(HERE, form, error, spoken="own")


def _rule_faults(made: Indicator, own_source: str, catalogue: Catalogue) -> list[Fault]:
    """The rules between declarations, asked with the new one among the others; only its own faults count."""
    indicators = {**catalogue.indicators, made.id: made}
    mine = f"#{made.id}"
    names = Names(
        indicator_files={name: mine if name == made.id else name for name in indicators},
        target_files={target.id: target.id for target in catalogue.targets},
        project_files={
            f"{programme.id}/{project.id}": project.id
            for programme in catalogue.programmes.values()
            for project in programme.projects
        },
        indicators=frozenset(indicators),
        sources=frozenset({*catalogue.sources, own_source} - {""}),
    )
    found = [one for one in rules(replace(catalogue, indicators=indicators), names) if one.file == mine]
    return [replace(one, file=HERE, field=one.field or "topic") for one in found] + _kreis_faults(made, catalogue)


def _kreis_faults(made: Indicator, catalogue: Catalogue) -> list[Fault]:
    known: Collection[str] = catalogue.regions
    return [fault(HERE, "kreise", "region", name=key) for key in made.kreise if key not in known]
