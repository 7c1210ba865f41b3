"""Whole files as published, with spot checks read off by eye, and a plain second parser that must agree."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from cockpit.etl import inspect
from cockpit.etl.material import read
from cockpit.etl.recognise import recognise
from cockpit.etl.table import lengthen
from cockpit.store import Store
from tests.etl.conftest import Take, about, number, value

RATE_COLUMN = "Arbeitslosenquote bez. auf alle zivile Erwerbsp."


def test_population_on_five_days(store: Store, take: Take, realdata: Path) -> None:
    report = take(realdata / "01_genesis_12411-0015_kreise.csv", indicator="bevoelkerung")
    assert report.periods == (2014, 2015, 2016, 2017, 2018)
    assert report.rows_read == 476
    assert number(store, "bevoelkerung", "05766", 2014) == 345127
    assert number(store, "bevoelkerung", "11000", 2018) == 3644826
    assert about(report, "Ein Strich").cell == "-"
    assert number(store, "bevoelkerung", "03159", 2018) is None


def test_population_by_sex(store: Store, take: Take, realdata: Path) -> None:
    report = take(realdata / "02_regio_12411-01-01-4_2018.csv", indicator="bevoelkerung", column="Insgesamt")
    rows = store.map("bevoelkerung", 2018)
    kreise = rows[rows["key"].str.len() == 5]
    assert len(kreise) == 401
    assert kreise["value"].sum() == number(store, "bevoelkerung", "DG", 2018) == 83019213
    assert [number(store, "bevoelkerung", key, 2018) for key in ("02000", "11000")] == [1841179, 3644826]
    assert report.refused == 0


def test_two_publications_of_the_same_census_agree(take: Take, realdata: Path) -> None:
    take(realdata / "01_genesis_12411-0015_kreise.csv", indicator="bevoelkerung")
    again = take(realdata / "02_regio_12411-01-01-4_2018.csv", indicator="bevoelkerung", column="Insgesamt")
    assert (again.changed, again.unchanged) == (0, 400)


def test_population_without_a_year(store: Store, take: Take, realdata: Path) -> None:
    path = realdata / "05_regio_12411-01-01-4_2021_kopf_ersetzt.csv"
    assert take(path, indicator="bevoelkerung", column="total").asks == ("year",)
    take(path, indicator="bevoelkerung", column="total", year=2021)
    assert number(store, "bevoelkerung", "05766", 2021) == 346151
    assert len(store.map("bevoelkerung", 2021).query("key.str.len() == 5")) == 400


def test_hospitals_and_beds_are_offered_with_all_their_header_levels(realdata: Path) -> None:
    name = "04_regio_23111-01-04-4_krankenhaeuser_2017.csv"
    report = inspect((realdata / name).read_bytes(), name)
    assert report.columns[:2] == (
        "4: Krankenhäuser / Anzahl",
        "5: aufgestellte Betten in Krankenhäusern (JD) / Anzahl",
    )
    assert len(report.columns) == 17
    assert report.periods == (2017,)


def test_unemployment_by_year(store: Store, take: Take, realdata: Path) -> None:
    path = realdata / "regiostat2021_13211-02-05-4.csv"
    report = take(path, indicator="arbeitslosenquote", column=RATE_COLUMN)
    assert (report.decimal, report.periods) == (",", (2015, 2016, 2017, 2018, 2019, 2020))
    assert number(store, "arbeitslosenquote", "05766", 2020) == 6.4
    assert number(store, "arbeitslosenquote", "05766", 2015) == 7.3
    assert number(store, "arbeitslosenquote", "02000", 2020) is not None
    again = take(path, indicator="arbeitslosenquote", column=RATE_COLUMN)
    assert again.nothing_new
    assert again.unchanged == report.new
    assert again.revision is None


def test_industrial_energy_with_its_secret_values(store: Store, take: Take, realdata: Path) -> None:
    path = realdata / "regiostat2017_43531-01-02-4.csv"
    report = take(path, indicator="industrie-energieverbrauch", column="insgesamt")
    assert report.refused == 0
    assert number(store, "industrie-energieverbrauch", "05766", 2015) == 6642322
    assert value(store, "industrie-energieverbrauch", "05766", 2008) == (19141059, "limited")
    secret = value(store, "industrie-energieverbrauch", "01002", 2015)
    assert secret is not None
    assert math.isnan(secret[0])
    assert secret[1] == "suppressed"
    assert number(store, "industrie-energieverbrauch", "03159", 2015) is None
    assert number(store, "industrie-energieverbrauch", "03152", 2015) == 2875275


def test_inkar_with_thousands_points_and_decimal_commas(store: Store, take: Take, realdata: Path) -> None:
    path = realdata / "07_inkar_2017_kreise.csv"
    take(path, indicator="haushaltseinkommen")
    assert number(store, "haushaltseinkommen", "05766", 2017) == 1891
    take(path, indicator="arbeitslosenquote")
    assert number(store, "arbeitslosenquote", "05766", 2017) == 6.6
    assert number(store, "arbeitslosenquote", "16056", 2017) is not None


def test_inkar_in_old_excel(store: Store, take: Take, realdata: Path) -> None:
    take(realdata / "08_inkar.xls", indicator="arbeitslosenquote")
    assert number(store, "arbeitslosenquote", "05766", 2017) == 6.6
    report = take(realdata / "inkar2024_A_ArbeitslosigkeitKreis.xls", indicator="arbeitslose")
    assert report.periods == tuple(range(1995, 2022))
    assert number(store, "arbeitslose", "05766", 1995) == 12398
    assert number(store, "arbeitslose", "05766", 2021) == 10579
    assert number(store, "arbeitslose", "02000", 2020) == 80677


def test_the_power_register_counts_every_kreis_once(store: Store, take: Take, realdata: Path) -> None:
    report = take(realdata / "11_localzero_mastr_ee_2021.csv", indicator="pv-leistung", column="pv", year=2021)
    assert report.rows_read == 11323
    rows = store.map("pv-leistung", 2021)
    kreise = rows[rows["key"].str.len() == 5]
    assert len(kreise) == 401
    assert kreise["value"].sum() == pytest.approx(60096526.835, rel=1e-6)
    assert number(store, "pv-leistung", "05766", 2021) == 180467.443


def test_charging_points_have_no_key_and_are_refused(store: Store, take: Take, realdata: Path) -> None:
    report = take(realdata / "10_ladesaeulenregister_koeln_2022.csv", indicator="arbeitslosenquote", year=2022)
    assert "AGS" in report.refusal
    assert store.series("arbeitslosenquote").empty


def test_a_table_of_laender_is_refused(store: Store, take: Take, realdata: Path) -> None:
    report = take(realdata / "15_genesis_12411-0013_laender.csv", indicator="bevoelkerung")
    assert "keine Kreise" in report.refusal
    assert store.series("bevoelkerung").empty


def test_buildings_under_a_header_of_thirteen_names_are_refused_with_the_line(
    store: Store, take: Take, realdata: Path
) -> None:
    # the published header has 25 names and fits; passed on with only its first 13 it must not be taken
    head, _, rest = (realdata / "12_localzero_gebaeude_zensus.csv").read_text().partition("\n")
    report = take(",".join(head.split(",")[:13]) + "\n" + rest, indicator="arbeitslose", column="2", year=2011)
    assert "Zeile 2" in report.refusal
    assert "13 Namen" in report.refusal
    assert "25 Felder" in report.refusal
    assert store.series("arbeitslose").empty


def test_a_map_is_no_table(take: Take, realdata: Path) -> None:
    assert take(realdata / "kreise_vg5000_2021-07-01.geojson", indicator="arbeitslose", year=2021).refusal


def plain(path: Path, key: int, first_value: int) -> Iterator[tuple[str, int, str]]:
    """Key, column and cell of every body row, read the plain way: csv module, nothing clever."""
    data = path.read_bytes()
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = data.decode("cp1252")
    for row in csv.reader(content.splitlines(), delimiter=";"):
        if row and row[0].startswith("____"):
            return
        if len(row) > first_value and (row[key] in ("DG", "0") or row[key].isdigit()):
            for place, cell in enumerate(row[first_value:], start=first_value):
                yield row[key], place, cell


@pytest.mark.parametrize(
    ("name", "key", "first_value"),
    [
        ("01_genesis_12411-0015_kreise.csv", 0, 2),
        ("02_regio_12411-01-01-4_2018.csv", 0, 2),
        ("04_regio_23111-01-04-4_krankenhaeuser_2017.csv", 1, 3),
        ("05_regio_12411-01-01-4_2021_kopf_ersetzt.csv", 0, 2),
        ("regiostat2017_43531-01-02-4.csv", 1, 3),
        ("regiostat2021_13211-02-05-4.csv", 1, 3),
    ],
)
def test_a_plain_parser_reads_the_same_cells(realdata: Path, name: str, key: int, first_value: int) -> None:
    table = recognise(read((realdata / name).read_bytes(), name))
    read_here = {column.position: lengthen(table, (column,)) for column in table.values}
    plainly: dict[int, list[tuple[str, str]]] = {}
    for ags, place, cell in plain(realdata / name, key, first_value):
        plainly.setdefault(place, []).append((ags, cell))
    assert sorted(read_here) == sorted(plainly)
    for place, frame in read_here.items():
        assert list(zip(frame["raw_key"], frame["cell"], strict=True)) == plainly[place]


def test_a_plain_parser_reads_the_same_numbers(store: Store, take: Take, realdata: Path) -> None:
    path = realdata / "regiostat2021_13211-02-05-4.csv"
    take(path, indicator="arbeitslosenquote", column=RATE_COLUMN)
    stored = {(row.key, row.year): row.value for row in store.series("arbeitslosenquote").itertuples()}
    rows = csv.reader(path.read_text("cp1252").splitlines(), delimiter=";")
    expected = {
        (row[1], int(row[0])): float(row[11].replace(",", "."))
        for row in rows
        if len(row) > 11 and row[0].isdigit() and row[11] not in "-." and len(row[1]) in (2, 5)
    }
    cities = {(key + "000", year): cell for (key, year), cell in expected.items() if key in ("02", "11")}
    assert stored == expected | cities
