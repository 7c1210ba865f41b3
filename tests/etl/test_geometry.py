"""From a file of boundaries to a map: keys, land, reforms, areas, and borders that neighbours share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from cockpit.etl.geometry import GeometryReport, read_geometry
from cockpit.etl.geometry.checking import square_kilometres
from cockpit.etl.geometry.cutting import cut, dissolved
from cockpit.etl.geometry.fitting import MOST_PATH, fitted
from cockpit.etl.geometry.opening import opened
from cockpit.etl.geometry.systems import utm32
from cockpit.model.catalogue import Catalogue
from cockpit.model.geometry import Geometry, area, points, walked
from cockpit.query import Snapshot
from tests.boundaries import SOURCE, collection, corners, current, feature, hexagons, whole_map

REAL = "kreise_vg5000_2021-07-01.geojson"
BKG = "© GeoBasis-DE / BKG 2021 (Daten verändert), dl-de/by-2-0"
Read = Callable[..., GeometryReport]


@pytest.fixture(scope="module")
def catalogue(live: Snapshot) -> Catalogue:
    """The shipped one; hexagons have their own areas, so that only what a test is about is told."""
    size = square_kilometres([corners(live.catalogue.regions["05766"])])
    regions = {
        key: replace(one, area_km2=size) if one.level == "kreis" else one for key, one in live.catalogue.regions.items()
    }
    return replace(live.catalogue, regions=MappingProxyType(regions))


@pytest.fixture
def read(catalogue: Catalogue) -> Read:
    """The report on features: those of the whole map, without ``but``, with ``more``."""

    def run(but: Iterable[str] = (), more: Iterable[object] = ()) -> GeometryReport:
        left_out = set(but)
        kept = [
            feature(one.key, corners(one)) for one in current(catalogue.regions.values()) if one.key not in left_out
        ]
        return read_geometry(collection([*kept, *more]), "x.geojson", SOURCE, catalogue)

    return run


def told(report: GeometryReport) -> dict[str, str]:
    return {one.code.partition(".")[2]: f"{one.severity}: {one.problem}" for one in report.findings}


def drawn(held: Geometry, key: str) -> float:
    """Square kilometres on the map."""
    arcs = [points(arc) for arc in held.arcs]
    return -sum(area(walked(ring, arcs)) for ring in held.kreise[key]) / 100


def test_a_sound_file_gives_all_kreise_and_nothing_to_remark(catalogue: Catalogue) -> None:
    found = read_geometry(whole_map(catalogue.regions.values()), "x.geojson", SOURCE, catalogue)
    assert (found.refusal, found.findings, found.features) == ("", (), 400)
    assert found.geometry is not None
    assert len(found.geometry.kreise) == 400
    assert found.geometry.source == SOURCE
    assert found.as_json()["kreise"] == 400


def test_a_lost_leading_zero_is_put_back_and_said(read: Read, catalogue: Catalogue) -> None:
    flensburg = feature("1001", corners(catalogue.regions["01001"]))
    found = read(but=["01001"], more=[flensburg])
    assert told(found) == {"zero": "note: 1 Schlüsseln fehlte die führende Null; sie wurde ergänzt: 01001."}
    assert found.geometry is not None
    assert "01001" in found.geometry.kreise


def test_water_is_left_out_where_a_column_tells_it(catalogue: Catalogue) -> None:
    land = [
        feature(one.key, corners(one), GF=4 + 5 * (n % 2)) for n, one in enumerate(current(catalogue.regions.values()))
    ]
    sea = feature("01001", [(450_000, 6_060_000), (460_000, 6_060_000), (460_000, 6_070_000)], GF=2)
    found = read_geometry(collection([*land, sea]), "x", SOURCE, catalogue)
    assert told(found) == {"water": "note: 1 Wasserflächen wurden nicht übernommen (GF weder 4 noch 9)."}
    assert found.geometry == read_geometry(collection(land), "x", SOURCE, catalogue).geometry


def test_a_dissolved_kreis_becomes_part_of_its_successor_without_a_border_inside(
    read: Read, catalogue: Catalogue
) -> None:
    """Eisenach (16056) went into the Wartburgkreis (16063) on 1 July 2021."""
    left, right = _halves(corners(catalogue.regions["16063"]))
    found = read(but=["16063"], more=[feature("16056", left), feature("16063", right)])
    assert "(16056) → Wartburgkreis" in told(found)["dissolved"]
    assert "several" in told(found)
    assert found.geometry is not None
    assert len(found.geometry.kreise["16063"]) == 1
    assert found.geometry == read().geometry


def _halves(hexagon: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """A hexagon divided from top to bottom."""
    top, upper_left, lower_left, bottom, lower_right, upper_right = hexagon
    return [top, upper_left, lower_left, bottom], [top, bottom, lower_right, upper_right]


def test_a_kreis_that_was_divided_cannot_be_placed(read: Read) -> None:
    """Anhalt-Zerbst (15151) went to three Kreise in 2007."""
    found = read(more=[feature("15151", [(600_000, 5_700_000), (610_000, 5_700_000), (610_000, 5_710_000)])])
    assert "Anhalt-Zerbst (bis 30.06.2007) (15151)" in told(found)["split"]
    assert found.geometry == read().geometry


def test_unknown_keys_are_named_and_left_out(read: Read) -> None:
    found = read(more=[feature("06499", [(600_000, 5_700_000), (610_000, 5_700_000), (610_000, 5_710_000)])])
    assert told(found)["unknown"] == "warning: 1 Objekte gehören zu keinem bekannten Kreis: 06499."
    assert found.geometry == read().geometry


def test_a_missing_kreis_is_told_and_a_map_of_one_land_is_none(read: Read, catalogue: Catalogue) -> None:
    found = read(but=["05766"])
    assert told(found)["missing"] == "warning: 1 Kreise haben keine Grenze: Kreis Lippe (05766)."
    assert found.geometry is not None
    assert "05766" not in found.geometry.kreise
    bavaria = read(but=[key for key in catalogue.regions if not key.startswith("09")])
    assert bavaria.refusal == "Die Datei enthält nur 96 von 400 Kreisen."
    assert bavaria.geometry is None


def test_areas_that_do_not_fit_are_noted_or_warned_of(read: Read, catalogue: Catalogue) -> None:
    half = _halves(corners(catalogue.regions["05766"]))[0]
    x, y = corners(catalogue.regions["05766"])[3]
    third = [(x, y), (x + 500, y + 500), (x - 500, y + 500)]
    assert told(read(but=["05766"], more=[feature("05766", half)]))["area"].startswith("note: 1 Kreise")
    assert told(read(but=["05766"], more=[feature("05766", third)]))["area"].startswith("warning: 1 Kreise")


def test_broken_empty_and_open_outlines_are_told(read: Read, catalogue: Catalogue) -> None:
    lippe = corners(catalogue.regions["05766"])
    line = feature("05766", lippe, [(0, 0), (1, 1)])
    empty = {"type": "Feature", "properties": {"AGS": "05762"}, "geometry": None}
    left_open = feature("05758", corners(catalogue.regions["05758"]))
    left_open["geometry"]["coordinates"][0].pop()  # type: ignore[index]
    found = read(but=["05766", "05762", "05758"], more=[line, empty, left_open])
    assert {key: said.partition(":")[0] for key, said in told(found).items()} == {
        "broken": "warning", "empty": "warning", "unclosed": "note", "missing": "warning"}  # fmt: skip
    assert found.geometry is not None
    assert "05758" in found.geometry.kreise


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (collection([{"type": "Feature", "properties": {"name": "Lippe"}, "geometry": None}]), "keine Spalte"),
        (collection([feature("05766", [(0, 0), (1, 0), (1, 1)])]), "nicht in Deutschland"),
        (collection([feature("05766", [(8.0, 52.0), (9.0, 52.0), (9.0, 53.0)])]), "nicht in Deutschland"),
        (collection([feature("05766", [(8, 52), (9, 52), (9, 53)], GF=1)]), "als Land gekennzeichnet"),
        (collection([feature("05766", [(8, 52), (9, 52), (9, 53)])], "EPSG:31467"), "nicht bekannt: EPSG:31467"),
        (collection([]), "keine Spalte"),
    ],
    ids=["no-key", "elsewhere", "degrees-as-metres", "only-water", "gauss-krueger", "nothing"],
)
def test_a_file_that_is_no_map_is_refused_as_a_whole(data: bytes, word: str, catalogue: Catalogue) -> None:
    found = read_geometry(data, "x.geojson", SOURCE, catalogue)
    assert word in found.refusal
    assert found.geometry is None
    assert found.findings[-1].severity == "error"
    assert found.findings[-1].repair


def test_neighbours_have_the_very_same_border_after_simplification() -> None:
    """Two squares with a jagged border: what is left of it is one arc, walked in both directions."""
    jagged = [(10_000 + (n % 7) * 300 - (n % 3) * 200, n * 100) for n in range(1, 400)]
    west = [(0, 0), (10_000, 0), *jagged, (10_000, 40_000), (0, 40_000)]
    east = [(10_000, 0), (30_000, 0), (30_000, 40_000), (10_000, 40_000), *jagged[::-1]]
    held = fitted({"05766": [west], "05762": [east]}, SOURCE, most=600)
    mine, other = held.kreise["05766"][0], held.kreise["05762"][0]
    assert {~number for number in mine} & set(other)
    shared = next(number for number in mine if ~number in other)
    assert 2 < len(points(held.arcs[shared if shared >= 0 else ~shared])) < 100
    assert drawn(held, "05766") + drawn(held, "05762") == pytest.approx(1200)


def test_a_city_inside_its_kreis_is_the_hole_of_it() -> None:
    around = [(0, 0), (20_000, 0), (20_000, 20_000), (0, 20_000)]
    city = [(5_000, 5_000), (10_000, 5_000), (10_000, 10_000), (5_000, 10_000)]
    held = fitted({"05766": [around, city[::-1]], "05711": [city]}, SOURCE)
    assert (drawn(held, "05766"), drawn(held, "05711")) == (375.0, 25.0)
    assert set(held.kreise["05711"][0]) == {~number for number in held.kreise["05766"][1]}


def test_rings_that_touch_themselves_are_divided_where_they_do() -> None:
    eight = [(0, 0), (10, 0), (10, 10), (20, 10), (20, 20), (10, 20), (10, 10), (0, 10)]
    found = dissolved([eight])
    assert sorted(area(ring) for ring in found) == [100, 100]
    arcs, chains = cut({"a": found})
    assert sum(area(walked(ring, arcs)) for ring in chains["a"]) == 200


def test_no_kreis_is_lost_however_few_points_are_left(catalogue: Catalogue) -> None:
    regions = current(catalogue.regions.values())
    held = fitted({one.key: [corners(one)] for one in regions}, SOURCE, most=1)
    arcs = [points(arc) for arc in held.arcs]
    assert len(held.kreise) == 400
    assert all(abs(area(walked(ring, arcs))) > 0 for rings in held.kreise.values() for ring in rings)


@pytest.fixture(scope="module")
def real(realdata: Path, live: Snapshot) -> GeometryReport:
    return read_geometry((realdata / REAL).read_bytes(), REAL, BKG, live.catalogue)


def test_the_real_boundaries_are_all_400_kreise_with_a_note_on_the_coarse_ones(real: GeometryReport) -> None:
    assert real.refusal == ""
    assert real.geometry is not None
    assert len(real.geometry.kreise) == 400
    assert list(told(real)) == ["area"]
    assert told(real)["area"].startswith("note: 5 Kreise weichen in der Fläche um mehr als 5 % ab: Bremerhaven −26")


def test_the_real_map_stays_small_and_keeps_its_areas(real: GeometryReport, realdata: Path) -> None:
    held = real.geometry
    assert held is not None
    assert 80_000 < real.path <= MOST_PATH
    before = {
        one.columns["ags"]: sum(area([utm32(place) for place in ring]) for ring in one.rings) / 1e6
        for one in opened((realdata / REAL).read_bytes(), REAL).features
    }
    assert sum(drawn(held, key) for key in held.kreise) == pytest.approx(sum(before.values()), rel=0.001)
    for key, size in before.items():
        assert drawn(held, key) == pytest.approx(size, rel=0.06), key


def test_in_the_real_map_every_inner_border_has_two_sides(real: GeometryReport) -> None:
    """A border that only one Kreis has is the outer one of Germany or of an island: no gaps, no slivers."""
    held = real.geometry
    assert held is not None
    sides = Counter(
        number if number >= 0 else ~number for rings in held.kreise.values() for ring in rings for number in ring
    )
    assert set(sides.values()) == {1, 2}
    directions = Counter(number for rings in held.kreise.values() for ring in rings for number in ring)
    assert set(directions.values()) == {1}
    inland = [number for number, count in sides.items() if count == 1 and _inside(held, number)]
    assert inland == []


def _inside(held: Geometry, number: int) -> bool:
    """Whether an arc lies in the middle of Germany: Thüringen and around, far from every outer border."""
    return all(2600 < x < 3900 and 3900 < y < 4600 for x, y in points(held.arcs[number]))


def test_hexagons_of_the_tests_are_a_sound_map_too(catalogue: Catalogue) -> None:
    held = hexagons(catalogue.regions.values())
    assert len(held.kreise) == 400
    assert max(len(points(arc)) for arc in held.arcs) <= 7 * 40
