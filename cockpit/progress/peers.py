"""Comparable Kreise: same class, same side of the former border, nearest in population and density."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cockpit.model.region import Region
from cockpit.progress.history import Floats

CITIES = 20
DISTRICTS = 30


def peers(regions: Mapping[str, Region]) -> dict[str, tuple[str, ...]]:
    """Keys of comparable Kreise, nearest first, for every current Kreis with population and area.

    20 for cities, 30 for Landkreise, fewer where the group (class × east/west) is smaller. Distance is Euclidean in
    log population and log density, each standardised within the group; equal distances go by key.
    """
    groups: dict[tuple[bool, bool], list[Region]] = {}
    for key in sorted(regions):
        region = regions[key]
        if region.level == "kreis" and region.is_current and region.population and region.area_km2:
            groups.setdefault((region.is_city, region.is_east), []).append(region)
    return {key: found for group in groups.values() for key, found in _nearest(group).items()}


def _nearest(group: list[Region]) -> dict[str, tuple[str, ...]]:
    places = np.column_stack([_standardised(figures) for figures in _figures(group)])
    distance = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(distance, -1.0)  # itself first, then left out
    count = CITIES if group[0].is_city else DISTRICTS
    order = np.argsort(distance, axis=1, kind="stable")[:, 1 : count + 1]
    keys = [region.key for region in group]
    return {key: tuple(keys[other] for other in row) for key, row in zip(keys, order.tolist(), strict=True)}


def _figures(group: list[Region]) -> tuple[Floats, Floats]:
    population = np.array([region.population for region in group], dtype=np.float64)
    area = np.array([region.area_km2 for region in group], dtype=np.float64)
    return np.log(population), np.log(population / area)


def _standardised(figures: Floats) -> Floats:
    spread = figures.std()
    return (figures - figures.mean()) / spread if spread > 0 else np.zeros_like(figures)
