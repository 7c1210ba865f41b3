"""Regions of the official key (AGS): Bund, Länder, Kreise and Gemeinden, with their territorial history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["bund", "land", "kreis", "gemeinde"]
BUND = "DG"
CITY_KINDS = frozenset({"Kreisfreie Stadt", "Stadtkreis"})
EAST = frozenset({"11", "12", "13", "14", "15", "16"})
LAND_MARK = "land-"
CITY_STATES = frozenset({"02000", "04011", "04012", "11000"})


@dataclass(frozen=True, slots=True)
class Region:
    """One region; ``key`` is ``DG``, two digits (Land), five digits (Kreis) or eight digits (Gemeinde, the
    first five those of its Kreis), always text.

    ``land`` is the key of a Kreis's Land, empty for Länder and Bund.
    ``population`` counts persons on ``population_as_of``; ``area_km2`` is in square kilometres;
    ``tile_x`` counts half columns, ``tile_y`` rows from the top of the tile map.
    ``valid_from``/``valid_to`` bound the days on which the region exists; ``None`` is open.
    """

    key: str
    level: Level
    name: str
    display_name: str
    slug: str
    kind: str = ""
    land: str = ""
    population: int | None = None
    population_as_of: date | None = None
    area_km2: float | None = None
    nuts3: str = ""
    lat: float | None = None
    lon: float | None = None
    tile_x: int | None = None
    tile_y: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_city(self) -> bool:
        """Whether the Kreis is a city of its own (kreisfreie Stadt, Stadtkreis)."""
        return self.kind in CITY_KINDS

    @property
    def is_east(self) -> bool:
        """Whether the region lies in the eastern Länder, Berlin included."""
        return self.key[:2] in EAST

    @property
    def is_city_state(self) -> bool:
        """Whether the Kreis belongs to a city state, so that comparisons hold only in part."""
        return self.key in CITY_STATES

    @property
    def name_in_path(self) -> str:
        """How its page is addressed: the slug; of a Land without the mark that keeps it apart from a Kreis."""
        return (self.slug.removeprefix(LAND_MARK) if self.level == "land" else self.slug) or self.key

    @property
    def is_current(self) -> bool:
        """Whether the region belongs to the newest territorial status held."""
        return self.valid_to is None

    def exists_on(self, moment: date) -> bool:
        """Whether the region exists on that day."""
        return (self.valid_from is None or self.valid_from <= moment) and (
            self.valid_to is None or moment <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Reform:
    """A dissolved Kreis and one of its successors, with shares (0–1) of population and area."""

    old_key: str
    old_name: str
    new_key: str
    new_name: str
    date: date
    share_population: float
    share_area: float


Regions = Mapping[str, Region]
