"""A catalogue as versioned JSON documents, and back: what any earlier Datenstand is rebuilt from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, make_dataclass
from functools import cache
from hashlib import sha256
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from cockpit.model.action import Action
from cockpit.model.catalogue import Catalogue, Topic
from cockpit.model.geometry import Geometry
from cockpit.model.indicator import Indicator, Peculiarity, Sdg, Source
from cockpit.model.programme import Programme
from cockpit.model.region import Reform, Region
from cockpit.model.target import Target

Name = tuple[str, str]
"""Kind and code of a document, e.g. ``("indicator", "arbeitslosenquote")``."""

# pydantic mistakes the field ``date`` of a reform for its own type; this twin names the types themselves.
_ReformDocument: Any = make_dataclass("_ReformDocument", get_type_hints(Reform).items())

ORDER = "order"
KINDS: dict[str, type] = {
    "indicator": Indicator,
    "source": Source,
    "sdg": Sdg,
    "topic": Topic,
    "region": Region,
    "reform": _ReformDocument,
    "peculiarity": Peculiarity,
    "target": Target,
    "programme": Programme,
    "action": Action,
    "geometry": Geometry,
}
BOUNDARIES = "kreise"
"""The code of the only geometry there is."""


def documents(catalogue: Catalogue) -> dict[Name, str]:
    """Every declaration as JSON, and per kind the codes in their declared order."""
    found: dict[Name, str] = {}
    for kind, items in _items(catalogue).items():
        texts = [(code, document(kind, item)) for code, item in items]
        coded = [(code or sha256(content.encode()).hexdigest()[:16], content) for code, content in texts]
        found |= {(kind, code): content for code, content in coded}
        if coded:
            found[ORDER, kind] = json.dumps([code for code, _ in coded])
    return found


def document(kind: str, item: object) -> str:
    """One declaration as JSON; fields at their default are left out, so a new field changes no document."""
    twin = _ReformDocument(**asdict(item)) if isinstance(item, Reform) else item
    return _adapter(kind).dump_json(twin, exclude_defaults=True).decode()


def declared(kind: str, content: str) -> Any:
    """The declaration in a document."""
    item = _adapter(kind).validate_json(content)
    return Reform(**asdict(item)) if isinstance(item, _ReformDocument) else item


def rebuilt(contents: Mapping[Name, str]) -> Catalogue:
    """The catalogue that the documents came from."""

    def items(kind: str) -> list[tuple[str, Any]]:
        codes = json.loads(contents.get((ORDER, kind), "[]"))
        return [(code, declared(kind, contents[kind, code])) for code in codes]

    def all_of(kind: str) -> tuple[Any, ...]:
        return tuple(item for _, item in items(kind))

    return Catalogue(
        indicators=dict(items("indicator")),
        sources=dict(items("source")),
        sdgs={int(code): sdg for code, sdg in items("sdg")},
        topics=dict(items("topic")),
        regions=dict(items("region")),
        reforms=all_of("reform"),
        peculiarities=all_of("peculiarity"),
        targets=all_of("target"),
        programmes=dict(items("programme")),
        actions=dict(items("action")),
        geometry=dict(items("geometry")).get(BOUNDARIES),
    )


def _items(catalogue: Catalogue) -> dict[str, list[tuple[str, Any]]]:
    """Code and item by kind; reforms and peculiarities have no name of their own and are named by their content."""
    return {
        "indicator": list(catalogue.indicators.items()),
        "source": list(catalogue.sources.items()),
        "sdg": [(str(number), sdg) for number, sdg in catalogue.sdgs.items()],
        "topic": list(catalogue.topics.items()),
        "region": list(catalogue.regions.items()),
        "reform": [("", reform) for reform in catalogue.reforms],
        "peculiarity": [("", peculiarity) for peculiarity in catalogue.peculiarities],
        "target": [(target.id, target) for target in catalogue.targets],
        "programme": list(catalogue.programmes.items()),
        "action": list(catalogue.actions.items()),
        "geometry": [(BOUNDARIES, catalogue.geometry)] if catalogue.geometry else [],
    }


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])
