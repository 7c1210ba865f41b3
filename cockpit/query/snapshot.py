"""One Datenstand, resolved once per request, so that nothing on a page mixes two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.progress import peers as comparable
from cockpit.store import Store


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a request sees: ``stand`` is the asked-for Datenstand (``None`` = live), ``revision`` the one in force.

    ``today`` is the day ages count from. ``kreise`` are the current ones by display name, ``peers`` maps each
    Kreis to its comparable ones, nearest first.
    """

    store: Store
    revision: Revision
    stand: int | None
    today: date
    catalogue: Catalogue
    kreise: tuple[Region, ...]
    peers: Mapping[str, tuple[str, ...]]
    slugs: Mapping[str, Region]

    def indicator(self, name: str) -> Indicator:
        """The declared indicator, or ``NotFound`` in German."""
        found = self.catalogue.indicators.get(name)
        if found is None:
            raise NotFound(text("query.unknown_indicator", name=name), name, text("query.see_indicators"))
        return found


def snapshot(store: Store, stand: int | None, today: date) -> Snapshot:
    """The live state, or the Datenstand ``stand`` with ages counted from its own day."""
    revision = store.revision(stand)
    catalogue = store.catalogue(stand)
    kreise, peers, slugs = geography(Held(catalogue))
    day = today if stand is None else revision.created_at.date()
    return Snapshot(store, revision, stand, day, catalogue, kreise, peers, slugs)


def newest(snap: Snapshot) -> int:
    """The newest Datenstand of all: what is remembered of an older one holds only up to it, as a block blanks both."""
    return snap.revision.id if snap.stand is None else snap.store.revision().id


def region(snap: Snapshot, slug_or_key: str) -> Region:
    """The region of a slug or AGS; ``NotFound`` in German otherwise."""
    found = snap.catalogue.regions.get(slug_or_key) or snap.slugs.get(slug_or_key)
    if found is None:
        raise NotFound(text("query.unknown_region", name=slug_or_key), slug_or_key, text("query.see_kreise"))
    return found


class Held:
    """A catalogue as a cache key: compared by identity, because the store hands out one object per state."""

    __slots__ = ("catalogue",)

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.catalogue is self.catalogue


@lru_cache(maxsize=8)
def geography(
    held: Held,
) -> tuple[tuple[Region, ...], Mapping[str, tuple[str, ...]], Mapping[str, Region]]:
    """The current Kreise by name, the comparable ones of each, nearest first, and every region by slug."""
    regions = held.catalogue.regions
    current = [item for item in regions.values() if item.level == "kreis" and item.is_current]
    kreise = tuple(sorted(current, key=lambda item: (item.display_name, item.key)))
    return kreise, comparable(regions), {item.slug: item for item in regions.values() if item.slug}
