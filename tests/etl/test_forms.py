"""Files as offices publish them, in excerpts: what is recognised, what is asked for, what is refused and why."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from cockpit.etl import inspect
from cockpit.etl.recognise import known_forms
from cockpit.store import Store
from tests.etl.conftest import EXCERPTS, Take, about, number, value

RATE = "arbeitslosenquote"
RATE_COLUMN = "Arbeitslosenquote bez. auf alle zivile Erwerbsp."


@pytest.mark.parametrize(
    ("name", "form", "encoding", "delimiter", "periods"),
    [
        ("genesis_bevoelkerung_stichtage.csv", "genesis", "cp1252", ";", (2014, 2015, 2016, 2017, 2018)),
        ("genesis_bevoelkerung_2018.csv", "genesis", "cp1252", ";", (2018,)),
        ("genesis_arbeitslosenquote.csv", "genesis", "cp1252", ";", (2019, 2020)),
        ("genesis_energie.csv", "genesis", "utf-8", ";", (2007, 2015)),
        ("inkar_2017.csv", "inkar", "utf-8-sig", ";", (2016, 2017)),
        ("mastr_gemischte_schluessel.csv", "wide", "utf-8", ",", ()),
        ("kopf_ersetzt.csv", "genesis", "cp1252", ";", ()),
    ],
)
def test_what_a_file_is(name: str, form: str, encoding: str, delimiter: str, periods: tuple[int, ...]) -> None:
    report = inspect((EXCERPTS / name).read_bytes(), name)
    assert (report.form, report.encoding, report.delimiter, report.periods) == (form, encoding, delimiter, periods)
    assert report.refusal == ""


def test_every_form_is_found_by_the_name_of_its_file() -> None:
    assert set(known_forms()) == {path.stem for path in Path("cockpit/etl/forms").glob("[a-z]*.py")}


def test_days_in_the_header_are_years_of_the_values(store: Store, take: Take) -> None:
    take("genesis_bevoelkerung_stichtage.csv", indicator="bevoelkerung")
    assert number(store, "bevoelkerung", "05766", 2016) == 348933
    assert number(store, "bevoelkerung", "03152", 2015) == 255653
    assert number(store, "bevoelkerung", "03152", 2016) is None
    assert number(store, "bevoelkerung", "03159", 2016) == 327065
    assert number(store, "bevoelkerung", "03159", 2015) is None
    assert number(store, "bevoelkerung", "03159", 2018) is None


def test_one_day_above_several_columns_asks_which_column(take: Take) -> None:
    report = take("genesis_bevoelkerung_2018.csv", indicator="bevoelkerung")
    assert report.columns == ("3: Insgesamt", "4: männlich", "5: weiblich")
    assert report.asks == ("column",)
    assert all(name in report.refusal for name in report.columns)


@pytest.mark.parametrize("column", ["3", "Insgesamt", "insges"])
def test_a_column_may_be_named_by_number_header_or_part(store: Store, take: Take, column: str) -> None:
    take("genesis_bevoelkerung_2018.csv", indicator="bevoelkerung", column=column)
    assert number(store, "bevoelkerung", "05766", 2018) == 348391
    assert number(store, "bevoelkerung", "DG", 2018) == 83019213
    assert number(store, "bevoelkerung", "02000", 2018) == 1841179
    assert number(store, "bevoelkerung", "11000", 2018) == 3644826
    assert number(store, "bevoelkerung", "15363", 2018) is None


def test_a_part_of_several_headers_is_answered_with_the_candidates(take: Take) -> None:
    report = take("genesis_arbeitslosenquote.csv", indicator=RATE, column="alle zivile")
    assert "passt auf mehrere Spalten" in report.refusal
    assert f"12: {RATE_COLUMN} / Prozent" in report.refusal
    assert "Arbeitslose / Anzahl" not in report.refusal


def test_the_header_without_its_unit_is_enough(store: Store, take: Take) -> None:
    report = take("genesis_arbeitslosenquote.csv", indicator=RATE, column=RATE_COLUMN)
    assert report.decimal == ","
    assert number(store, RATE, "05766", 2020) == 6.4
    assert number(store, RATE, "02000", 2020) == number(store, RATE, "02", 2020)


def test_an_unknown_column_is_answered_with_all_of_them(take: Take) -> None:
    report = take("genesis_arbeitslosenquote.csv", indicator=RATE, column="Bettenzahl")
    assert "Bettenzahl" in report.refusal
    assert "4: Arbeitslose / Anzahl" in report.refusal


def test_the_indicator_finds_the_column_that_bears_its_title(store: Store, take: Take) -> None:
    take("inkar_2017.csv", indicator="haushaltseinkommen")
    assert number(store, "haushaltseinkommen", "05766", 2017) == 1891


def test_secret_values_of_the_energy_table_stay_secret(store: Store, take: Take) -> None:
    take("genesis_energie.csv", indicator="industrie-energieverbrauch", column="insgesamt")
    assert number(store, "industrie-energieverbrauch", "05766", 2015) == 6642322
    assert value(store, "industrie-energieverbrauch", "01002", 2015)[1] == "suppressed"  # type: ignore[index]
    assert number(store, "industrie-energieverbrauch", "14511", 2007) == 2145431
    assert number(store, "industrie-energieverbrauch", "14161", 2015) is None


def test_a_year_that_stands_nowhere_is_asked_for(store: Store, take: Take) -> None:
    silent = take("kopf_ersetzt.csv", indicator="bevoelkerung", column="total")
    assert silent.asks == ("year",)
    assert "--year" in silent.refusal
    take("kopf_ersetzt.csv", indicator="bevoelkerung", column="total", year=2021)
    assert number(store, "bevoelkerung", "05766", 2021) == 346151
    assert number(store, "bevoelkerung", "DG", 2021) == 83237124


def test_a_year_given_for_a_file_with_years_takes_only_that_one(take: Take) -> None:
    report = take("genesis_arbeitslosenquote.csv", indicator=RATE, column=RATE_COLUMN, year=2019)
    assert report.periods == (2019,)
    assert "2018" in take("genesis_arbeitslosenquote.csv", indicator=RATE, column=RATE_COLUMN, year=2018).refusal


def test_mixed_keys_of_the_power_register_count_every_kreis_once(store: Store, take: Take) -> None:
    take("mastr_gemischte_schluessel.csv", indicator="pv-leistung", column="pv", year=2021)
    assert number(store, "pv-leistung", "05766", 2021) == 180467.443
    assert number(store, "pv-leistung", "01", 2021) == 2120468.205
    assert number(store, "pv-leistung", "02", 2021) == number(store, "pv-leistung", "02000", 2021) == 64978.524
    assert number(store, "pv-leistung", "11000", 2021) == 159127.502
    assert number(store, "pv-leistung", "DG", 2021) == 60096526.835


def test_a_file_without_keys_is_refused_with_the_reason(store: Store, take: Take) -> None:
    report = take("ohne_ags.csv", indicator=RATE, year=2022)
    assert "AGS" in report.refusal
    assert store.series(RATE).empty


def test_a_file_with_laender_side_by_side_is_refused_with_the_reason(store: Store, take: Take) -> None:
    report = take("genesis_laender.csv", indicator="bevoelkerung")
    assert "keine Kreise" in report.refusal
    assert store.series("bevoelkerung").empty


def test_rows_wider_than_the_header_refuse_the_file_with_the_line(store: Store, take: Take) -> None:
    lines = (EXCERPTS / "mastr_gemischte_schluessel.csv").read_text().splitlines()
    lines[0] = "ags,pv,wind_on"
    report = take("\n".join(lines), indicator="pv-leistung", column="pv", year=2021)
    assert "Zeile 2" in report.refusal
    assert "3 Namen" in report.refusal
    assert "5 Felder" in report.refusal
    assert store.series("pv-leistung").empty


Sheet = Callable[..., bytes]


@pytest.fixture
def sheet() -> Sheet:
    """``sheet(rows, merged=[…])`` as XLSX bytes; numbers stay numbers, text stays text."""

    def written(rows: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file) as book:
            page = book.add_worksheet("Daten")
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
            for span in merged:
                page.merge_range(span, rows[int(span[1]) - 1]["ABCDEFG".index(span[0])])
        return file.getvalue()

    return written


def test_a_sheet_with_title_years_and_footnotes(store: Store, take: Take, sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["Arbeitslosenquote der Kreise"],
        [],
        ["Schlüssel", "Name", 2019, 2020],
        ["05766", "Lippe", 5.8, 6.4],
        [5762, "Höxter", 4.4, 5.25],
        ["05758", "Herford", ".", 5],
        [],
        ["Quelle: eigene Erhebung 2021"],
    ]
    report = take(sheet(rows), "quoten.xlsx", indicator=RATE)
    assert (report.form, report.periods, report.new) == ("wide", (2019, 2020), 6)
    assert about(report, "führende Null").line == 5
    assert number(store, RATE, "05762", 2020) == 5.25
    assert value(store, RATE, "05758", 2019)[1] == "suppressed"  # type: ignore[index]


def test_a_number_of_excel_is_never_ambiguous(store: Store, take: Take, sheet: Sheet) -> None:
    take(sheet([["ags", "jahr", "wert"], ["05766", 2020, 1.598], ["05762", 2020, 2.077]]), "x.xlsx", indicator=RATE)
    assert number(store, RATE, "05766", 2020) == 1.598


def test_a_merged_header_speaks_for_all_its_columns(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["ags", "Name", "Arbeitslose", "", "Quote", ""],
        ["", "", 2019, 2020, 2019, 2020],
        ["05766", "Lippe", 10779, 11899, 5.8, 6.4],
        ["05762", "Höxter", 3300, 3500, 4.4, 5.2],
    ]
    report = inspect(sheet(rows, ("C1:D1", "E1:F1")), "x.xlsx")
    assert report.columns == ("3: Arbeitslose", "5: Quote")
    assert report.periods == (2019, 2020)


def test_a_zip_with_one_file_is_opened(store: Store, take: Take) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("werte.csv", "ags;jahr;wert\n05766;2020;6.4\n")
    take(file.getvalue(), "werte.zip", indicator=RATE)
    assert number(store, RATE, "05766", 2020) == 6.4


def test_a_bomb_is_refused_before_it_is_unpacked(take: Take) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    assert "60 MB" in take(file.getvalue(), "bombe.xlsx", indicator=RATE).refusal


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "leer"),
        (b"\x00\x01\x02" * 9, "Text"),
        (b"05766;" + b"9" * 2_000_000, "länger"),
        (b"nur ein Satz", "Trennzeichen"),
        (b"PK\x03\x04kaputt", "beschädigt"),
        (b"\xd0\xcf\x11\xe0kaputt", "Excel"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(take: Take, data: bytes, word: str) -> None:
    assert word in take(data, "datei.csv", indicator=RATE).refusal
