"""What Excel does to figures: zeros eaten, numbers kept as text, years with a decimal, dates, empty edges."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from odf import opendocument, table, text

from cockpit.store import Store
from tests.etl.conftest import Take, about, number, value

LED, RATE = "led-strassenbeleuchtung", "arbeitslosenquote"
Sheets = Callable[..., bytes]


@pytest.fixture
def book() -> Sheets:
    """``book(Blatt=[[…], …])`` as XLSX bytes; dates stay dates, numbers numbers, text text."""

    def written(**sheets: list[list[object]]) -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy"}) as workbook:
            for name, rows in sheets.items():
                page = workbook.add_worksheet(name)
                for place, row in enumerate(rows):
                    page.write_row(place, 0, row)
        return file.getvalue()

    return written


def test_keys_that_became_numbers_get_their_zero_back(store: Store, take: Take, book: Sheets) -> None:
    report = take(book(Daten=[["AGS", "Jahr", "Wert"], [5766, 2024.0, 64.6], [1001, 2024.0, 50.25]]), indicator=LED)
    assert "5766 → 05766" in about(report, "führende Null").problem
    assert [number(store, LED, key, 2024) for key in ("05766", "01001")] == [64.6, 50.25]


def test_numbers_of_a_sheet_have_neither_delimiter_nor_encoding_nor_decimal_mark(take: Take, book: Sheets) -> None:
    printed = take(book(Daten=[["AGS", "Jahr", "Wert"], ["05766", 2024, 64.6]]), indicator=LED).as_json()
    assert [printed[name] for name in ("encoding", "delimiter", "decimal")] == [None, None, None]


def test_a_column_of_numbers_kept_as_text_is_read_in_their_notation(store: Store, take: Take, book: Sheets) -> None:
    report = take(book(D=[["AGS", "Jahr", "Wert"], ["05766", "2024", "64,6"], ["01001", "2024", "50"]]), indicator=LED)
    assert report.as_json()["decimal"] == ","
    assert number(store, LED, "05766", 2024) == 64.6


def test_text_numbers_beside_real_ones_are_read_where_they_are_clear(store: Store, take: Take, book: Sheets) -> None:
    rows = [["AGS", "Jahr", "Wert"], ["05766", 2024, "1.064,6"], ["01001", 2024, 50.25], ["05762", 2024, "3.500"]]
    take(book(Daten=rows), indicator="arbeitslose")
    found = [number(store, "arbeitslose", key, 2024) for key in ("05766", "01001", "05762")]
    assert found == [1064.6, 50.25, 3500]


def test_a_thousands_point_beside_a_decimal_comma_is_told(take: Take, book: Sheets) -> None:
    head = ["AGS", "Jahr", "Wert"]
    texts: list[list[object]] = [["05766", 2023, "142,5"], ["05762", 2023, "1.392"]]
    for rows in (texts, [*texts, ["01001", 2023, 50.25]], [*texts, ["01001", 2023, 1.392]]):
        report = take(book(Daten=[head, *rows]), indicator="arbeitslose", dry_run=True)
        finding = about(report, "Tausenderpunkt")
        assert (finding.severity, finding.line, finding.column, finding.cell) == ("note", 3, "Wert", "1.392")
        assert "1.392 als 1392" in finding.problem
        assert finding.rows == 1


def test_points_without_a_comma_beside_them_are_not_told(take: Take, book: Sheets) -> None:
    rows: list[list[object]] = [["AGS", "Jahr", "Wert"], ["05766", 2023, "1.392.100"], ["05762", 2023, "1.392"]]
    report = take(book(Daten=rows), indicator="bevoelkerung")
    assert [one for one in report.findings if "Tausenderpunkt" in one.problem] == []


def test_a_text_file_may_have_points_and_commas(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2023;142,5\n05762;2023;1.392\n", indicator="arbeitslose")
    assert [one for one in report.findings if "Tausenderpunkt" in one.problem] == []


def test_a_finding_shows_the_cell_as_it_stands_in_the_workbook(take: Take, book: Sheets) -> None:
    tidy = book(D=[["AGS", "Jahr", "Wert"], ["05766", 2024, "142,5"], ["01001", 2024, 50.25]])
    wide = book(D=[[], ["", "AGS", "Name", 2024], ["", "05766", "Lippe", "142,5"], ["", "01001", "Flensburg", 50.25]])
    for data, line in ((tidy, 2), (wide, 3)):
        finding = about(take(data, indicator=LED, dry_run=True), "größten")
        assert (finding.line, finding.cell) == (line, "142,5")
        assert finding.problem.startswith("142,5 liegt über")
    unclear = book(D=[["AGS", "Jahr", "Wert"], ["05766", 2024, "6,400"], ["01001", 2024, 50.25]])
    assert about(take(unclear, indicator=LED, dry_run=True), "keine Zahl").cell == "6,400"


def test_a_text_number_that_may_mean_two_things_is_refused(store: Store, take: Take, book: Sheets) -> None:
    rows = [["AGS", "Jahr", "Wert"], ["05766", 2024, "6,400"], ["01001", 2024, 50.25]]
    report = take(book(Daten=rows), indicator="arbeitslose")
    assert (report.new, report.refused) == (1, 1)
    assert about(report, "keine Zahl").line == 2
    assert number(store, "arbeitslose", "05766", 2024) is None


def test_dates_in_a_column_or_in_the_header_are_years(store: Store, take: Take, book: Sheets) -> None:
    take(book(D=[["AGS", "Stichtag", "Wert"], ["05766", date(2023, 12, 31), 60.0]]), indicator=LED)
    take(book(D=[["AGS", "Name", date(2024, 12, 31)], ["05766", "Lippe", 64.6]]), indicator=LED)
    assert [number(store, LED, "05766", year) for year in (2023, 2024)] == [60.0, 64.6]


def test_years_as_numbers_in_the_header_are_years(store: Store, take: Take, book: Sheets) -> None:
    report = take(book(D=[["AGS", "Name", 2019.0, 2020.0], ["05766", "Lippe", 5.8, 6.4]]), indicator=RATE)
    assert report.periods == (2019, 2020)
    assert number(store, RATE, "05766", 2020) == 6.4


def test_the_template_may_stand_on_the_second_sheet_below_a_title(store: Store, take: Take, book: Sheets) -> None:
    rows: list[list[object]] = [["LED-Anteil"], [], ["AGS", "Jahr", "Wert", "Status"], ["05766", 2024, "", "geheim"]]
    report = take(book(Hinweise=[["Stand Mai"]], Daten=rows), indicator=LED)
    assert report.form == "tidy"
    assert value(store, LED, "05766", 2024)[1] == "suppressed"  # type: ignore[index]


def test_empty_columns_and_rows_at_the_edge_are_nothing(take: Take, book: Sheets) -> None:
    report = take(book(D=[["AGS", "Jahr", "Wert", " "], ["05766", 2024, 64.6, " "], [" ", " "]]), indicator=LED)
    assert (report.rows_read, report.new, report.refused) == (1, 1, 0)


def test_shares_of_one_under_a_per_cent_indicator_are_told(take: Take, book: Sheets) -> None:
    rows = [["AGS", "Jahr", "Wert"], ["05766", 2024, 0.646], ["01001", 2024, 0.5]]
    finding = about(take(book(Daten=rows), indicator=LED), "zwischen 0 und 1")
    assert (finding.severity, finding.line) == ("warning", 2)
    mixed = take(book(Daten=[*rows, ["05762", 2024, 60]]), indicator=LED)
    assert not [one for one in mixed.findings if "zwischen 0 und 1" in one.problem]


def test_a_formula_is_never_computed(store: Store, take: Take) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        page = workbook.add_worksheet("Daten")
        page.write_row(0, 0, ["AGS", "Jahr", "Wert"])
        page.write_row(1, 0, ["05766", 2024])
        page.write_formula(1, 2, "=60+4.6", value=61.5)
        page.write_row(2, 0, ["05762", 2024])
        page.write_formula(2, 2, '=HYPERLINK("http://example.org";"60")', value="Klick")
    report = take(file.getvalue(), "x.xlsx", indicator=LED)
    assert number(store, LED, "05766", 2024) == 61.5
    assert about(report, "keine Zahl").cell == "Klick"


def test_a_column_of_text_that_may_mean_two_things_is_not_guessed(store: Store, take: Take, book: Sheets) -> None:
    rows = [["AGS", "Jahr", "Wert"], ["05766", "2024", "6.400"], ["01001", "2024", "5.100"]]
    for repairs in ([], ["decimal_comma"]):
        report = take(book(Daten=rows), indicator="arbeitslose", repairs=repairs)
        assert (report.new, report.refused) == (0, 2)
    assert store.series("arbeitslose").empty


def test_a_ticked_notation_never_changes_the_numbers_of_a_sheet(store: Store, take: Take, book: Sheets) -> None:
    rows = [["AGS", "Jahr", "Wert"], ["05766", 2024, 1.598], ["01001", 2024, 2.077]]
    take(book(Daten=rows), "x.xlsx", indicator=RATE, repairs=["decimal_comma"])
    assert number(store, RATE, "05766", 2024) == 1.598


def test_an_opendocument_sheet_is_read_like_any_other(store: Store, take: Take) -> None:
    found = opendocument.OpenDocumentSpreadsheet()
    page = table.Table(name="Daten")
    for cells in (["ags", "jahr", "wert"], ["05766", 2024, 64.6], ["01001", 2024, "geheim"]):
        row = table.TableRow()
        for cell in cells:
            kind = {"valuetype": "string"} if isinstance(cell, str) else {"valuetype": "float", "value": cell}
            one = table.TableCell(**kind)
            one.addElement(text.P(text=str(cell)))
            row.addElement(one)
        row.addElement(table.TableCell(numbercolumnsrepeated=1000))
        page.addElement(row)
    found.spreadsheet.addElement(page)
    file = io.BytesIO()
    found.save(file)
    report = take(file.getvalue(), "werte.ods", indicator=LED)
    assert (report.form, report.new, report.refused) == ("tidy", 1, 1)
    assert number(store, LED, "05766", 2024) == 64.6
