"""Comparable Kreise and the place among them."""

from __future__ import annotations

import math
from datetime import date
from statistics import fmean, pstdev

import pytest

from cockpit.model.region import Region
from cockpit.progress import peers, placement


def kreis(
    key: str, population: int | None, area: float | None, *, city: bool = False, until: date | None = None
) -> Region:
    kind = "Kreisfreie Stadt" if city else "Landkreis"
    return Region(key, "kreis", key, key, key, kind, population=population, area_km2=area, valid_to=until)


@pytest.fixture(scope="module")
def country() -> dict[str, Region]:
    """Two sides, two classes, sizes without pattern; some twins, so that distances tie."""
    regions = [Region("05", "land", "NRW", "NRW", "nrw", population=18_000_000, area_km2=34_000.0)]
    for index in range(170):
        side = "05" if index % 3 else "14"
        size = 40_000 + (index // 2 * 7919) % 300_000
        regions.append(kreis(f"{side}{index:03d}", size, 50 + (index // 2 * 104_729) % 2000, city=index % 5 == 0))
    regions.append(kreis("05998", 100_000, 100.0, until=date(2009, 10, 20)))
    regions.append(kreis("05999", None, None))
    return {region.key: region for region in regions}


def distance(one: Region, other: Region, group: list[Region]) -> float:
    """Standardised within the group, by hand."""
    total = 0.0
    for measure in (lambda r: math.log(r.population), lambda r: math.log(r.population / r.area_km2)):
        figures = [measure(region) for region in group]
        total += ((measure(one) - measure(other)) / pstdev(figures, fmean(figures))) ** 2
    return math.sqrt(total)


def test_comparable_kreise_are_the_nearest_of_their_class_and_side(country: dict[str, Region]) -> None:
    found = peers(country)
    for key, others in found.items():
        me = country[key]
        group = [
            region
            for region in country.values()
            if region.level == "kreis"
            and region.is_current
            and region.population
            and (region.is_city, region.is_east) == (me.is_city, me.is_east)
        ]
        assert len(others) == min(20 if me.is_city else 30, len(group) - 1)
        assert key not in others
        assert set(others) <= {region.key for region in group}
        away = {region.key: distance(me, region, group) for region in group if region is not me}
        assert [away[other] for other in others] == pytest.approx(sorted(away.values())[: len(others)])


def test_dissolved_kreise_laender_and_kreise_without_figures_have_none(country: dict[str, Region]) -> None:
    found = peers(country)
    assert not {"05", "05998", "05999"} & set(found)
    assert not {"05998", "05999"} & {other for others in found.values() for other in others}


def test_twins_are_each_other_s_nearest() -> None:
    found = peers({key: kreis(key, size, 100.0) for key, size in (("05001", 90), ("05002", 10), ("05003", 90))})
    assert found == {"05001": ("05003", "05002"), "05002": ("05001", "05003"), "05003": ("05001", "05002")}


def test_a_kreis_alone_in_its_group_has_no_peers() -> None:
    assert peers({"14612": kreis("14612", 500_000, 300.0, city=True)}) == {"14612": ()}


@pytest.mark.parametrize(("value", "band"), [(0, 1), (2, 1), (2.1, 2), (4, 2), (4.1, 3), (6, 3), (6.1, 4), (99, 4)])
def test_the_place_is_a_quarter_counted_from_the_lowest(value: float, band: int) -> None:
    found = placement(value, 2021, [8, 1, 2, 3, 4, 5, 6, 7])
    assert found is not None
    assert (found.band, found.n, found.values) == (band, 8, (1, 2, 3, 4, 5, 6, 7, 8))


def test_in_the_midst_of_equal_values_a_kreis_is_in_the_midst() -> None:
    assert placement(5, 2021, [5] * 8).band == 3  # type: ignore[union-attr]
    assert placement(5, 2021, [1, 5, 5, 5, 5, 5, 9, 9]).band == 2  # type: ignore[union-attr]


def test_gaps_do_not_count_and_fewer_than_four_others_have_no_quarters() -> None:
    assert placement(5, 2021, [1, 2, 3, math.nan]) is None
    assert placement(math.nan, 2021, [1, 2, 3, 4]) is None
    assert placement(5, 2021, [1, 2, 3, 4, math.nan]).n == 4  # type: ignore[union-attr]
