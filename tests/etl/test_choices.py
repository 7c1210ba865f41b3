"""What a person says about a file wins over what was recognised; every guess names its reason."""

from __future__ import annotations

import io

import openpyxl
import pytest

from cockpit.etl import Request, inspect, prepare, run
from cockpit.model.draft import Choices
from cockpit.store import Store
from tests.etl.conftest import AT, EXCERPTS, Take, about, number

RATE, COUNT = "arbeitslosenquote", "arbeitslose"
TABLE = "Ort;Nummer;wann;was;Anmerkung\nLippe;05766;2020;6,4;p\nHöxter;05762;2020;5,5;\n"


def book(**sheets: list[list[object]]) -> bytes:
    found = openpyxl.Workbook()
    found.remove(found.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        page = found.create_sheet(name)
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    found.save(file)
    return file.getvalue()


def test_every_guess_has_a_reason(store: Store) -> None:
    catalogue = store.catalogue()
    for path in sorted(EXCERPTS.glob("*.csv")):
        report = inspect(path.read_bytes(), path.name, catalogue)
        assert all(one.reason for one in report.guesses)
        if not report.refusal:
            fields = [one.field for one in report.guesses]
            assert {"form", "encoding", "delimiter", "decimal", "header_row", "key", "period", "column"} <= set(fields)


def test_columns_may_be_chosen_by_their_numbers(store: Store, take: Take) -> None:
    chosen = Choices(key=2, period=3, status=5, column="4")
    report = take(TABLE, indicator=RATE, choices=chosen)
    assert (report.new, report.refusal) == (2, "")
    assert number(store, RATE, "05762", 2020) == 5.5
    assert store.series(RATE, ["05766"])["status"].tolist() == ["provisional"]
    reasons = {one.field: one.reason for one in report.guesses}
    assert reasons["key"] == reasons["period"] == reasons["column"] == "so gewählt"


def test_a_column_that_does_not_exist_is_told(take: Take) -> None:
    report = take(TABLE, indicator=RATE, choices=Choices(key=9))
    assert "Eine Spalte 9 gibt es nicht" in report.refusal


def test_the_notation_may_be_chosen(store: Store, take: Take) -> None:
    lines = "ags;jahr;wert\n05766;2020;1.598\n05762;2020;2.077\n"
    assert take(lines, indicator=COUNT, dry_run=True).refusal
    take(lines, indicator=COUNT, choices=Choices(decimal=","))
    assert number(store, COUNT, "05766", 2020) == 1598


def test_the_encoding_may_be_chosen_and_must_fit(take: Take) -> None:
    data = "ags;jahr;wert;status\n05766;2020;6,4;geschätzt\n".encode("cp850")
    assert take(data, indicator=RATE, choices=Choices(encoding="cp850")).encoding == "cp850"
    assert "utf-8" in take(data, indicator=RATE, choices=Choices(encoding="utf-8")).refusal
    assert "rot13" in take(data, indicator=RATE, choices=Choices(encoding="rot13")).refusal


def test_the_sheet_may_be_chosen(store: Store, take: Take) -> None:
    head: list[object] = ["ags", "jahr", "wert"]
    data = book(Alt=[head, ["05766", 2020, 6.1]], Neu=[head, ["05766", 2020, 6.4]])
    report = take(data, "x.xlsx", indicator=RATE, choices=Choices(sheet="Neu"))
    assert next(one.offers for one in report.guesses if one.field == "sheet") == ("Alt", "Neu")
    assert number(store, RATE, "05766", 2020) == 6.4
    assert "Alt" in take(data, "x.xlsx", indicator=RATE, choices=Choices(sheet="Mai")).refusal


def test_the_form_may_be_chosen(take: Take) -> None:
    lines = "ags;jahr;wert\n05766;2020;6,4\n"
    assert take(lines, indicator=RATE, dry_run=True, choices=Choices(form="wide")).form == "wide"
    assert "pdf" in take(lines, indicator=RATE, choices=Choices(form="pdf")).refusal


def test_the_header_row_may_be_chosen(take: Take) -> None:
    lines = "Bericht;2020;x\nAGS;Name;Quote\n05766;Lippe;6,4\n05762;Höxter;5,5\n"
    report = take(lines, indicator=RATE, year=2020, choices=Choices(header_row=2), dry_run=True)
    assert report.columns == ("3: Quote",)
    assert report.new == 2


def test_lines_may_be_left_out(store: Store, take: Take) -> None:
    lines = "ags;jahr;wert\n05766;2020;6,4\n05766;2020;4,6\n05762;2020;5,5\n"
    report = take(lines, indicator=RATE, choices=Choices(ignored=(3,)))
    assert (report.new, report.refused) == (2, 0)
    assert about(report, "wie gewählt ausgelassen").line == 3
    assert number(store, RATE, "05766", 2020) == 6.4


def test_what_the_request_names_wins_over_the_choices(take: Take) -> None:
    chosen = Choices(indicator="bevoelkerung", year=2019)
    report = take("ags;wert\n05766;6,4\n", indicator=RATE, year=2020, choices=chosen, dry_run=True)
    assert (report.indicators, report.periods) == ((RATE,), (2020,))
    report = take("ags;wert\n05766;346000\n", choices=chosen, dry_run=True)
    assert (report.indicators, report.periods) == (("bevoelkerung",), (2019,))


LINES = b"ags;jahr;wert\n05766;2020;6,4\n05758;2020;5,5\n05;2020;7,0\n"


def test_the_road_without_publishing_counts_like_the_road_with_it(store: Store) -> None:
    request = Request(LINES, "werte.csv", RATE, by="Test")
    seen: list[tuple[str, int, int]] = []
    report, publication = prepare(store, request, at=AT, step=lambda *told: seen.append(told))
    assert publication is not None
    assert [name for name, *_ in seen] == ["Lesen", "Erkennen", "Zuordnen", "Prüfen", "Vergleichen"]
    assert [done for _, done, _ in seen] == [0, 1, 2, 3, 4]
    assert store.series(RATE).empty
    done = run(store, request, at=AT)
    assert (done.new, done.changed, done.findings) == (report.new, report.changed, report.findings)
    assert run(store, request, at=AT).nothing_new
    assert prepare(store, request, at=AT)[1] is None


def test_the_rows_taken_come_with_what_they_change(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2019;5,8\n05766;2020;6,1\n", indicator=RATE)
    report, _ = prepare(store, Request(LINES, "werte.csv", RATE), at=AT)
    assert report.cells is not None
    assert list(report.cells.columns) == [
        "indicator", "key", "year", "value", "status", "state", "stored", "before", "line", "column",
    ]  # fmt: skip
    lippe = report.cells[report.cells["key"] == "05766"].iloc[0]
    assert (lippe["value"], lippe["state"], lippe["stored"], lippe["before"], lippe["line"]) == (
        6.4, "changed", 6.1, 5.8, 2,
    )  # fmt: skip


def test_an_officer_of_lippe_writes_lippe_only(store: Store) -> None:
    request = Request(LINES, "werte.csv", RATE)
    report, publication = prepare(store, request, at=AT, care=lambda key: key == "05766")
    assert publication is not None
    assert publication.rows["key"].tolist() == ["05766"]
    assert (report.new, report.refused) == (1, 2)
    finding = about(report, "eigenen Kreise")
    assert (finding.severity, finding.code, finding.rows, finding.lines) == ("note", "care.outside", 2, (3, 4))


def test_an_officer_of_nowhere_writes_nothing(store: Store) -> None:
    report, publication = prepare(store, Request(LINES, "werte.csv", RATE), at=AT, care=lambda _: False)
    assert publication is None
    assert "Keine Zeile" in report.refusal


@pytest.mark.parametrize("field", ["key", "period", "status", "indicator_column", "header_row"])
def test_any_number_may_be_chosen_without_harm(take: Take, field: str) -> None:
    for number_chosen in (1, 2, 3, 40, -1):
        for lines in (TABLE, "ags;jahr;wert\n05766;2020;6,4\n"):
            report = take(lines, indicator=RATE, dry_run=True, choices=Choices(**{field: number_chosen}))  # type: ignore[arg-type]
            assert report.refusal or report.new + report.refused > 0
