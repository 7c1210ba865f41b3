"""Rules that hold between declarations: every reference leads somewhere, no formula runs in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cockpit.catalogue.faults import Fault, fault, unknown
from cockpit.catalogue.peculiarities import FILE as PECULIARITIES
from cockpit.model.catalogue import Catalogue, matches
from cockpit.model.indicator import Indicator
from cockpit.model.programme import Programme


@dataclass(frozen=True, slots=True)
class Names:
    """Which file declares what, and every id a file stands for, sound or not.

    Without ``all_regions`` the tables of regions are faulty themselves and references to them are not judged.
    """

    indicator_files: Mapping[str, str]
    target_files: Mapping[str, str]
    project_files: Mapping[str, str]
    indicators: frozenset[str]
    sources: frozenset[str]
    all_regions: bool = True


def rules(catalogue: Catalogue, names: Names) -> Iterator[Fault]:
    """Every broken rule."""
    for indicator in catalogue.indicators.values():
        yield from _indicator(indicator, catalogue, names)
        yield from _circle(indicator, catalogue, names)
    yield from target_rules(catalogue, names)
    yield from _peculiarities(catalogue, names)
    for programme in catalogue.programmes.values():
        yield from _programme(programme, catalogue, names)
    yield from _project_names(names)


def _indicator(indicator: Indicator, catalogue: Catalogue, names: Names) -> Iterator[Fault]:
    file = names.indicator_files[indicator.id]
    if indicator.topic not in catalogue.topics:
        yield unknown(file, "", "topic", indicator.topic, catalogue.topics)
    if indicator.source not in names.sources:
        yield unknown(file, "source", "source", indicator.source, names.sources)
    for number in indicator.sdg:
        if number not in catalogue.sdgs:
            yield fault(file, "sdg", "sdg", name=number)
    inputs = indicator.formula.inputs if indicator.formula else ()
    for place, used in [
        *(("formula", one) for one in inputs),
        *(("parts", part.indicator) for part in indicator.parts),
    ]:
        if used not in names.indicators:
            yield unknown(file, place, "indicator", used, names.indicators)
        elif used in catalogue.indicators and catalogue.indicators[used].kind in {"gap", "shares"}:
            yield fault(file, place, "without_values", name=used)
    for one in indicator.breaks:
        yield from _keys(file, "breaks", one.keys, catalogue, names)


def _keys(file: str, field: str, keys: tuple[str, ...], catalogue: Catalogue, names: Names) -> Iterator[Fault]:
    for pattern in keys if names.all_regions else ():
        if not any(matches((pattern,), key) for key in catalogue.regions):
            yield unknown(file, field, "region", pattern, catalogue.regions)


def _circle(indicator: Indicator, catalogue: Catalogue, names: Names) -> Iterator[Fault]:
    path = _way_back(indicator.id, indicator.id, catalogue, frozenset())
    if path:
        shown = " → ".join((indicator.id, *path))
        yield fault(names.indicator_files[indicator.id], "formula", "circle", path=shown)


def _way_back(start: str, goal: str, catalogue: Catalogue, seen: frozenset[str]) -> tuple[str, ...]:
    """The inputs by which a formula comes back to ``goal``; empty when it does not."""
    formula = catalogue.indicators[start].formula if start in catalogue.indicators else None
    for used in formula.inputs if formula else ():
        if used == goal:
            return (used,)
        further = () if used in seen else _way_back(used, goal, catalogue, seen | {used})
        if further:
            return (used, *further)
    return ()


def target_rules(catalogue: Catalogue, names: Names) -> Iterator[Fault]:
    """Targets that name no indicator or region there is."""
    for target in catalogue.targets:
        file = names.target_files[target.id]
        if target.indicator not in names.indicators:
            yield unknown(file, "indicator", "indicator", target.indicator, names.indicators)
        yield from _keys(file, "region", (target.region,), catalogue, names)


def _peculiarities(catalogue: Catalogue, names: Names) -> Iterator[Fault]:
    for known in catalogue.peculiarities:
        if known.indicator not in names.indicators:
            yield unknown(PECULIARITIES, "indicator", "indicator", known.indicator, names.indicators)
        yield from _keys(PECULIARITIES, "keys", known.keys, catalogue, names)


def _programme(programme: Programme, catalogue: Catalogue, names: Names) -> Iterator[Fault]:
    numbers: dict[int, str] = {}
    for project in programme.projects:
        file = names.project_files[f"{programme.id}/{project.id}"]
        if project.number in numbers:
            yield fault(file, "number", "twice", name=project.number, other=numbers[project.number])
        numbers[project.number] = file
        if project.field not in programme.fields:
            yield unknown(file, "field", "project_field", project.field, programme.fields)
        for link in project.links:
            if link.indicator not in names.indicators:
                yield unknown(file, "links", "indicator", link.indicator, names.indicators)
        for number in project.sdg:
            if number not in catalogue.sdgs:
                yield fault(file, "sdg", "sdg", name=number)


def _project_names(names: Names) -> Iterator[Fault]:
    """The name of a project is its address, whatever its programme: no two may share one."""
    first: dict[str, str] = {}
    for code, file in names.project_files.items():
        project = code.partition("/")[2]
        if project in first:
            yield fault(file, "", "project_name", name=project, other=first[project])
        first.setdefault(project, file)
