"""Which addresses of other websites the catalogue names, each once with all the places that name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Official:
    """An address as declared, and where it is named, in German."""

    address: str
    named_in: tuple[str, ...]


def official(catalogue: Catalogue) -> tuple[Official, ...]:
    """Programmes and their projects first, then sources and their licences; what has no address is left out."""
    places: dict[str, dict[str, None]] = {}
    for address, place in _named(catalogue):
        if address:
            places.setdefault(address, {})[place] = None
    return tuple(Official(address, tuple(found)) for address, found in places.items())


def _named(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for programme in catalogue.programmes.values():
        yield programme.url, text("programmes.place.programme", title=programme.title)
        for project in programme.projects:
            for address in project.urls:
                yield address, text("programmes.place.project", title=project.title)
    for source in catalogue.sources.values():
        yield source.url, text("programmes.place.source", title=source.title)
        yield source.licence_url, text("programmes.place.licence", title=source.title)
