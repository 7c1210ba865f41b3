"""The whole declared content: what `cockpit init` syncs into the store and everyone above reads from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cockpit.model.action import Action
from cockpit.model.geometry import Geometry
from cockpit.model.indicator import Break, Indicator, Peculiarity, Sdg, Source
from cockpit.model.programme import Programme
from cockpit.model.region import Reform, Region
from cockpit.model.target import Target


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic folder with its German title, in order."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything declared, each mapping by id. ``actions`` are entered by the Kreise, none ships; nor ``geometry``."""

    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    sdgs: Mapping[int, Sdg]
    topics: Mapping[str, Topic]
    regions: Mapping[str, Region]
    reforms: tuple[Reform, ...]
    peculiarities: tuple[Peculiarity, ...]
    targets: tuple[Target, ...]
    programmes: Mapping[str, Programme]
    actions: Mapping[str, Action] = field(default_factory=dict)
    geometry: Geometry | None = None


def matches(keys: Iterable[str], key: str) -> bool:
    """Whether a region key is meant by ``keys``: itself, ``*`` (all) or a beginning such as ``14*``."""
    return any(key.startswith(pattern[:-1]) if pattern.endswith("*") else pattern == key for pattern in keys)


def breaks_of(catalogue: Catalogue, indicator_id: str) -> tuple[Break, ...]:
    """All breaks a window of this indicator must not cross, by year: declared, curated, and those of its inputs.

    The keys stay patterns; ask ``matches(found.keys, key)`` for one region. A curated break that spans several
    years (a regrouping in steps) counts from its last year, the first one of the new series.
    """
    found = (
        one
        for used in _with_inputs(catalogue, indicator_id, set())
        for one in (*used.breaks, *_curated(catalogue, used.id))
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.year, one.keys, one.reason)))


def _with_inputs(catalogue: Catalogue, indicator_id: str, seen: set[str]) -> Iterator[Indicator]:
    indicator = catalogue.indicators.get(indicator_id)
    if indicator is None or indicator_id in seen:
        return
    seen.add(indicator_id)
    yield indicator
    for used in indicator.formula.inputs if indicator.formula else ():
        yield from _with_inputs(catalogue, used, seen)


def _curated(catalogue: Catalogue, indicator_id: str) -> Iterator[Break]:
    for known in catalogue.peculiarities:
        if known.kind == "break" and known.indicator == indicator_id:
            yield Break(known.last, known.keys, known.reason)
