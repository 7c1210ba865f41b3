"""What an officer takes away: the list of findings, the file with its cells marked, the template to fill in."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from cockpit.etl import Report, Request, marked, prepare, template
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.store import Store
from tests.etl.conftest import AT, Take

RATE = "arbeitslosenquote"
FILE = b'ags;jahr;wert\n1001;2023;6,4\n05762;2023;"=HYPERLINK(""http://example.org"")"\n05758;2031;-5,5\n@x;2023;5\n'


@pytest.fixture
def report(store: Store) -> Report:
    return prepare(store, Request(FILE, "werte.csv", RATE), at=AT)[0]


def test_the_list_has_a_row_for_every_finding(report: Report) -> None:
    rows = list(csv.reader(marked(FILE, "werte.csv", report, "csv").decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:6] == ["Schwere", "Zeile", "Spalte", "In der Datei", "Befund", "Vorschlag"]
    assert len(rows) == len(report.findings) + 1
    errors = {tuple(row[1:4]) for row in rows if row[0] == "Fehler"}
    assert errors == {("5", "ags", "'@x"), ("4", "jahr", "2031"), ("3", "wert", '\'=HYPERLINK("http://example.org")')}


def test_no_cell_that_is_taken_away_begins_like_a_formula(report: Report) -> None:
    rows = csv.reader(marked(FILE, "werte.csv", report, "csv").decode("utf-8-sig").splitlines(), delimiter=";")
    cells = [cell for row in rows for cell in row]
    book = openpyxl.load_workbook(io.BytesIO(marked(FILE, "werte.csv", report, "xlsx")))
    cells += [str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\N{MINUS SIGN}"))] == []
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_the_copy_marks_each_cell_in_question_where_it_stood(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(marked(FILE, "werte.csv", report, "xlsx")))
    assert book.sheetnames == ["Befunde", "Datei mit Befunden"]
    comments = {
        cell.coordinate: cell.comment.text
        for row in book["Datei mit Befunden"].iter_rows()
        for cell in row
        if cell.comment is not None
    }
    assert comments.keys() == {"A2", "A5", "B4", "C3"}
    assert "führende Null" in comments["A2"]
    assert "Zukunft" in comments["B4"]
    fill = book["Datei mit Befunden"]["C3"].fill.fgColor.rgb
    assert str(fill).endswith("F7D4D0")


def test_a_file_that_cannot_be_opened_still_has_its_list(store: Store) -> None:
    report = prepare(store, Request(b"PK\x03\x04kaputt", "x.xlsx", RATE), at=AT)[0]
    book = openpyxl.load_workbook(io.BytesIO(marked(b"PK\x03\x04kaputt", "x.xlsx", report, "xlsx")))
    assert book.sheetnames == ["Befunde"]
    assert "beschädigt" in str(book["Befunde"]["E2"].value)


@pytest.fixture
def kreise(store: Store) -> list[Region]:
    return [one for one in store.catalogue().regions.values() if one.level == "kreis" and one.is_current]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_template_filled_in_needs_no_mapping(store: Store, take: Take, kreise: list[Region], kind: str) -> None:
    indicator = store.catalogue().indicators[RATE]
    data = template(indicator, kreise, kind)  # type: ignore[arg-type]
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        page = book["Daten"]
        row = next(row for row in page.iter_rows() if row[0].value == "05766")
        row[2].value, row[3].value = 2023, 6.4
        file = io.BytesIO()
        book.save(file)
        data = file.getvalue()
    else:
        data = data.replace(b"05766;Kreis Lippe;;;", b"05766;Kreis Lippe;2023;6,4;")
    report = take(data, f"vorlage.{kind}", indicator=RATE)
    assert (report.form, report.rows_read, report.new, report.refused) == ("tidy", 400, 1, 0)
    assert store.series(RATE, ["05766"])["value"].tolist() == [6.4]


def test_the_general_template_names_the_indicator_in_a_column(take: Take, kreise: list[Region]) -> None:
    data = template(None, kreise[:1], "csv").decode("utf-8-sig")
    assert data.splitlines()[0] == "ags;name;indikator;jahr;wert;status"
    filled = data.splitlines()[0] + "\n01001;Flensburg;arbeitslosenquote;2023;7,9;vorläufig\n"
    assert take(filled).new == 1


def test_the_template_tells_unit_and_range(store: Store, kreise: list[Region]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(store.catalogue().indicators[RATE], kreise)))
    notes = " ".join(str(row[0].value) for row in book["Hinweise"].iter_rows())
    assert "Arbeitslosenquote, Einheit: %." in notes
    assert "Möglich ist: 0 bis 100." in notes
    assert book["Daten"]["A2"].number_format == "@"
    assert book["Daten"].data_validations.dataValidation


def hints(indicator: Indicator) -> list[str]:
    """The lines of the sheet of hints."""
    book = openpyxl.load_workbook(io.BytesIO(template(indicator, [])))
    return [str(row[0].value) for row in book["Hinweise"].iter_rows()]


@pytest.mark.parametrize(
    ("low", "high", "line"),
    [
        (0, None, "Möglich ist: mindestens 0."),
        (None, 1500, "Möglich ist: höchstens 1.500."),
        (-2.5, 0.25, "Möglich ist: −2,5 bis 0,25."),
    ],
)
def test_the_template_tells_open_ranges_in_words(
    store: Store, low: float | None, high: float | None, line: str
) -> None:
    indicator = replace(store.catalogue().indicators[RATE], minimum=low, maximum=high)
    assert hints(indicator)[1] == line


def test_the_template_says_nothing_of_a_range_without_limits(store: Store) -> None:
    indicator = replace(store.catalogue().indicators[RATE], minimum=None, maximum=None)
    assert not [line for line in hints(indicator) if line.startswith("Möglich")]


def test_the_unit_of_an_index_is_named_as_its_unit(store: Store) -> None:
    assert "(GISD), Einheit: Index 0–1." in hints(store.catalogue().indicators["gisd-score"])[0]


def test_the_copy_shows_cells_as_they_stand_in_the_workbook(store: Store) -> None:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    page = book.create_sheet("Daten", 0)
    page.append(["AGS", "Jahr", "Wert"])
    for row in (["05766", 2023, "142,5"], ["05762", 2023, 50.25], ["05758", 2023, "6,400"]):
        page.append(row)
    book.save(file)
    report = prepare(store, Request(file.getvalue(), "x.xlsx", RATE), at=AT)[0]
    copy = openpyxl.load_workbook(io.BytesIO(marked(file.getvalue(), "x.xlsx", report, "xlsx")))
    assert [copy["Datei mit Befunden"][f"C{line}"].value for line in (2, 3, 4)] == ["142,5", "50.25", "6,400"]


@pytest.mark.parametrize("several", [False, True])
def test_the_filled_in_template_of_one_kreis_raises_no_remark(
    store: Store, kreise: list[Region], *, several: bool
) -> None:
    lippe = [one for one in kreise if one.key == "05766"]
    empty = template(None if several else store.catalogue().indicators[RATE], lippe, "csv").decode("utf-8-sig")
    named = f"{RATE};" if several else ""
    filled = f"{empty.splitlines()[0]}\n05766;Kreis Lippe;{named}2023;6,4;\n"
    request = Request(filled.encode(), "vorlage.csv", None if several else RATE)
    report, _ = prepare(store, request, at=AT, care=lambda key: key == "05766")
    assert (report.new, report.findings) == (1, ())
