"""All shipped content: sound, complete against the facts, sourced, within its bounds."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from cockpit.catalogue import check, start_files
from cockpit.model.catalogue import Catalogue, breaks_of, matches
from cockpit.model.status import WITHOUT_VALUE, Status

Cells = dict[tuple[str, int], tuple[float | None, str]]


def cells(path: Path) -> Cells:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = {
        (row["ags"], int(row["jahr"])): (float(row["wert"]) if row["wert"] else None, row["status"]) for row in rows
    }
    assert len(found) == len(rows), f"{path.name} names a cell twice"
    return found


def fact_names() -> list[str]:
    folder = Path(__file__).parents[3] / "shared" / "facts" / "start"
    return sorted(path.stem for path in folder.glob("*.csv"))


@pytest.fixture(scope="module")
def start(data: Path) -> dict[str, Cells]:
    return {file.indicator: cells(file.path) for file in start_files(data)}


def test_everything_shipped_is_sound(data: Path) -> None:
    assert check(data) == ()


@pytest.mark.parametrize("name", fact_names() or [pytest.param("", marks=pytest.mark.skip("no folder of facts"))])
def test_a_series_of_facts_is_shipped_with_exactly_its_values(name: str, facts: Path, shipped: Catalogue) -> None:
    series = name.replace("_", "-")
    assert series in shipped.indicators
    given = cells(Path(__file__).parents[2] / "data/start" / f"{series}.csv")
    with (facts / "start" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        expected = {(row["ags"], int(row["jahr"])): float(row["wert"]) for row in csv.DictReader(file)}
    kreise = {cell: value for cell, (value, _) in given.items() if len(cell[0]) == 5 and value is not None}
    assert kreise == expected


def test_all_thirty_six_series_of_facts_are_there(facts: Path, shipped: Catalogue) -> None:
    names = {path.stem.replace("_", "-") for path in (facts / "start").glob("*.csv")}
    assert len(names) == 36
    assert names <= set(shipped.indicators)


def test_every_indicator_has_a_source_with_attribution(shipped: Catalogue) -> None:
    for indicator in shipped.indicators.values():
        assert shipped.sources[indicator.source].attribution


def test_no_source_is_declared_in_vain(shipped: Catalogue) -> None:
    assert set(shipped.sources) == {indicator.source for indicator in shipped.indicators.values()}


def test_every_series_with_values_or_a_formula_is_shipped_and_gaps_are_empty(
    shipped: Catalogue, start: dict[str, Cells]
) -> None:
    without = {one.id for one in shipped.indicators.values() if one.id not in start and not one.formula}
    invited = {one.id for one in shipped.indicators.values() if one.kind in {"gap", "shares"}}
    assert without == invited | {"arbeitslose"}


def test_every_value_lies_in_the_range_of_its_indicator(shipped: Catalogue, start: dict[str, Cells]) -> None:
    for name, table in start.items():
        values = [value for value, _ in table.values() if value is not None]
        low, high = shipped.indicators[name].minimum, shipped.indicators[name].maximum
        assert low is None or min(values) >= low, name
        assert high is None or max(values) <= high, name


def test_a_cell_has_a_value_or_says_why_not(start: dict[str, Cells]) -> None:
    words = {str(status) for status in Status}
    for name, table in start.items():
        for cell, (value, status) in table.items():
            assert status in words, (name, cell)
            assert (value is None) == (status in WITHOUT_VALUE), (name, cell)


def test_every_key_is_a_known_region(shipped: Catalogue, start: dict[str, Cells]) -> None:
    for name, table in start.items():
        assert {key for key, _ in table} <= set(shipped.regions), name


def test_there_are_400_kreise_16_laender_one_bund_and_74_dissolved_kreise(shipped: Catalogue) -> None:
    counts = Counter((region.level, region.is_current) for region in shipped.regions.values())
    assert counts == {("bund", True): 1, ("land", True): 16, ("kreis", True): 400, ("kreis", False): 74}
    assert len({region.slug for region in shipped.regions.values()}) == len(shipped.regions)


def test_a_dissolved_kreis_ends_the_day_before_its_reform(shipped: Catalogue) -> None:
    osterode = shipped.regions["03156"]
    assert osterode.display_name == "Osterode am Harz (bis 31.10.2016)"
    assert osterode.land == "03"
    assert shipped.regions["03159"].valid_from is not None
    assert shipped.regions["16063"].valid_from is None


def test_a_land_is_as_large_and_as_populous_as_its_kreise(shipped: Catalogue) -> None:
    area: dict[str, float] = defaultdict(float)
    people: Counter[str] = Counter()
    for region in shipped.regions.values():
        if region.level == "kreis" and region.is_current:
            for key in ("DG", region.key[:2]):
                area[key] += region.area_km2 or 0
                people[key] += region.population or 0
    for key, total in area.items():
        assert shipped.regions[key].area_km2 == pytest.approx(total, abs=0.006)
        assert shipped.regions[key].population == people[key]


def test_population_of_the_bund_is_the_sum_of_the_kreise(start: dict[str, Cells]) -> None:
    table = start["bevoelkerung"]
    for year in (2018, 2021, 2022, 2023, 2024):
        kreise = sum(value or 0 for (key, of), (value, _) in table.items() if of == year and len(key) == 5)
        assert table["DG", year][0] == kreise


def test_the_shares_of_a_whole_do_not_exceed_one_hundred(shipped: Catalogue, start: dict[str, Cells]) -> None:
    wholes = [one for one in shipped.indicators.values() if one.kind == "shares"]
    assert wholes
    for whole in wholes:
        total: dict[tuple[str, int], float] = defaultdict(float)
        for part in whole.parts:
            for cell, (value, _) in start[part.indicator].items():
                total[cell] += value or 0
        assert len(total) == 400
        assert max(total.values()) <= 100.05  # parts are rounded to two decimals
        assert min(total.values()) > 80


def test_secret_values_of_industry_are_kept_as_such(start: dict[str, Cells]) -> None:
    assert start["industrie-energieverbrauch"]["01002", 2015] == (None, Status.SUPPRESSED)
    assert start["industrie-energieverbrauch"]["DG", 2015] == (4015557385.0, "")


def test_energy_per_euro_is_gigajoule_per_thousand_euro(shipped: Catalogue, start: dict[str, Cells]) -> None:
    formula = shipped.indicators["industrie-energieverbrauch-je-bip"].formula
    assert formula is not None
    energy = start["industrie-energieverbrauch"]["05766", 2021][0]
    euros = 1000 * (start["bip-je-einwohner"]["05766", 2021][0] or 0) * (start["bevoelkerung"]["05766", 2021][0] or 0)
    product = formula.factor * (energy or 0)
    for name in formula.denominator:
        product /= start[name]["05766", 2021][0] or 0
    assert product == pytest.approx(1000 * (energy or 0) / euros)  # 1 GJ = 1000 MJ


def test_what_must_not_be_judged_is_not(shipped: Catalogue) -> None:
    context = (
        "haushaltseinkommen bip-je-einwohner wohnflaeche-je-einwohner pkw-je-1000-einwohner anteil-65plus gisd-score"
    )
    for name in context.split():
        assert not shipped.indicators[name].judged
    assert not shipped.indicators["siedlungs-verkehrsflaeche-anteil"].level_judged
    assert shipped.indicators["arbeitslosenquote"].judged


def test_eisenach_breaks_the_series_of_the_wartburgkreis_also_where_it_is_computed(shipped: Catalogue) -> None:
    found = breaks_of(shipped, "industrie-energieverbrauch-je-einwohner")
    assert any(one.year == 2021 and matches(one.keys, "16063") for one in found)
    assert not any(one.year == 2021 and matches(one.keys, "05766") for one in found)


def test_a_known_fault_speaks_of_a_shipped_series(shipped: Catalogue, start: dict[str, Cells]) -> None:
    assert {known.indicator for known in shipped.peculiarities} <= set(start)
    assert all(known.reason for known in shipped.peculiarities)


def test_every_known_fault_of_the_facts_is_carried_over(facts: Path, shipped: Catalogue) -> None:
    kinds = {"fehlt": "missing", "auffaellig": "limited", "bruch": "break"}
    with (facts / "auffaellig.csv").open(encoding="utf-8", newline="") as file:
        given = {
            (
                row["indikator"].replace("_", "-"),
                tuple(row["ags"].split(";")),
                int(row["von"]),
                int(row["bis"]),
                kinds[row["art"]],
            )
            for row in csv.DictReader(file)
        }
    held = {(one.indicator, one.keys, one.first, one.last, one.kind) for one in shipped.peculiarities}
    assert given <= held
