"""Our own template: what a data officer types, with the slips people make."""

from __future__ import annotations

import pytest

from cockpit.store import Store
from tests.etl.conftest import Take, about, number, value

RATE = "arbeitslosenquote"


def test_a_value_in_the_template_is_stored(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n", indicator=RATE)
    assert (report.form, report.new, report.refusal) == ("tidy", 1, "")
    assert report.revision == store.revision().id
    assert number(store, RATE, "05766", 2020) == 6.4


def test_a_file_named_after_its_indicator_needs_no_option(store: Store, take: Take) -> None:
    assert take("ags;jahr;wert\n05766;2020;6.4\n", "arbeitslosenquote.csv").new == 1
    assert number(store, RATE, "05766", 2020) == 6.4


def test_without_an_indicator_the_report_says_what_to_give(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n", "meine-zahlen.csv")
    assert "Indikator" in report.refusal
    assert "--indicator" in report.refusal
    assert report.asks == ("indicator",)
    assert store.series(RATE).empty


def test_an_unknown_indicator_is_answered_with_similar_ones(take: Take) -> None:
    assert "arbeitslosenquote" in take("ags;jahr;wert\n05766;2020;6.4\n", indicator="arbeitslosenqote").refusal


def test_a_computed_indicator_cannot_be_uploaded(take: Take, store: Store) -> None:
    computed = next(one for one in store.catalogue().indicators.values() if one.formula)
    assert "berechnet" in take("ags;jahr;wert\n05766;2020;6.4\n", indicator=computed.id).refusal


def test_one_file_may_hold_several_indicators(store: Store, take: Take) -> None:
    report = take("ags;indikator;jahr;wert\n05766;arbeitslosenquote;2020;6,4\n05766;bevoelkerung;2020;346700\n")
    assert report.indicators == ("arbeitslosenquote", "bevoelkerung")
    assert number(store, RATE, "05766", 2020) == 6.4
    assert number(store, "bevoelkerung", "05766", 2020) == 346700


def test_an_unknown_indicator_in_a_column_costs_only_its_rows(take: Take) -> None:
    report = take("ags;indikator;jahr;wert\n05766;arbeitslosenquote;2020;6,4\n05766;glueck;2020;7\n")
    assert (report.new, report.refused) == (1, 1)
    assert about(report, "glueck").line == 3


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_every_usual_delimiter_is_read(store: Store, take: Take, mark: str) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n05762;2020;5.5\n".replace(";", mark), indicator=RATE)
    assert report.delimiter == mark
    assert number(store, RATE, "05762", 2020) == 5.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "cp850"])
def test_umlauts_in_a_status_column_survive_every_usual_encoding(store: Store, take: Take, encoding: str) -> None:
    report = take(
        "ags;jahr;wert;status\n05766;2020;6,4;geschätzt\n05762;2020;5,5;vorläufig\n".encode(encoding), indicator=RATE
    )
    assert report.refused == 0, report.findings
    assert value(store, RATE, "05766", 2020) == (6.4, "estimated")
    assert value(store, RATE, "05762", 2020) == (5.5, "provisional")


def test_the_zero_that_excel_ate_is_put_back_and_said(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n5766;2020;6.4\n5762;2020;5.5\n", indicator=RATE)
    finding = about(report, "führende Null")
    assert (finding.line, finding.column, finding.cell) == (2, "ags", "5766")
    assert number(store, RATE, "05766", 2020) == 6.4


def test_an_unknown_key_is_refused_with_its_line(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n\n99999;2020;5.5\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 1)
    finding = about(report, "99999")
    assert (finding.severity, finding.line, finding.cell) == ("error", 4, "99999")


def test_a_word_that_is_no_number_is_refused_with_its_cell(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n05762;2020;viel\n", indicator=RATE)
    finding = about(report, "keine Zahl")
    assert (finding.line, finding.column, finding.cell) == (3, "wert", "viel")
    assert (report.new, report.refused) == (1, 1)


def test_a_value_outside_the_range_is_refused(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n05762;2020;640\n05758;2020;-3\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 2)
    assert about(report, "größten möglichen Wert").line == 3
    assert about(report, "kleinsten möglichen Wert").line == 4


def test_the_future_has_no_values(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n05766;2031;5.0\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 1)
    assert "Zukunft" in about(report, "2031").problem


def test_the_same_row_twice_counts_once(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n05766;2020;6.4\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 0)
    assert about(report, "wiederholt").severity == "note"


def test_two_values_for_one_cell_are_both_refused(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n5766;2020;4.6\n05762;2020;5.5\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 2)
    assert [finding.line for finding in report.findings if finding.severity == "error"] == [2, 3]
    assert number(store, RATE, "05766", 2020) is None


def test_a_row_with_too_many_fields_refuses_the_file_with_its_line(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6.4\n\n05762;2020;5.5;8;9\n", indicator=RATE)
    assert "Zeile 4" in report.refusal
    assert "3 Namen" in report.refusal
    assert "5 Felder" in report.refusal
    assert store.series(RATE).empty


def test_the_same_file_twice_is_nothing_new(store: Store, take: Take) -> None:
    first = take("ags;jahr;wert\n05766;2020;6.4\n", indicator=RATE)
    second = take("ags;jahr;wert\n05766;2020;6.4\n", indicator=RATE)
    assert not first.nothing_new
    assert second.nothing_new
    assert (second.unchanged, second.revision) == (1, None)
    assert store.revision().id == first.revision


def test_a_dry_run_counts_like_the_real_one_and_stores_nothing(store: Store, take: Take) -> None:
    dry = take("ags;jahr;wert\n05766;2020;6.4\n", indicator=RATE, dry_run=True)
    assert (dry.new, dry.revision) == (1, None)
    assert store.series(RATE).empty


def test_a_corrected_value_is_a_change(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;6.4\n05762;2020;5.5\n", indicator=RATE)
    report = take("ags;jahr;wert\n05766;2020;6.3\n05762;2020;5.5\n", indicator=RATE)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 1)
    assert number(store, RATE, "05766", 2020) == 6.3


def test_an_empty_field_does_not_erase_a_value(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;6.4\n05762;2020;5.5\n", indicator=RATE)
    report = take("ags;jahr;wert\n05766;2020;\n05762;2020;5.5\n", indicator=RATE)
    assert report.nothing_new
    assert "leeres Feld" in about(report, "leeres").problem
    assert number(store, RATE, "05766", 2020) == 6.4


def test_the_report_as_json_has_the_promised_shape(take: Take) -> None:
    printed = take("ags;jahr;wert\n5766;2020;6,4\n", indicator=RATE).as_json()
    assert list(printed)[:9] == [
        "form", "encoding", "delimiter", "decimal", "indicators", "periods", "rows_read", "values", "findings",
    ]  # fmt: skip
    assert printed["values"] == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}
    assert printed["decimal"] == ","
    assert list(printed["findings"][0]) == ["severity", "line", "column", "cell", "problem", "repair"]  # type: ignore[index]


@pytest.mark.parametrize(
    "lines",
    [
        "ags;jahr;wert;;\n05766;2024;64,6;;\n;;;;\n;;;;\n",
        "ags;jahr;wert\n05766;2024;64,6;;\n",
        "ags;jahr;wert;\n05766;2024;64,6\n",
        "AGS;JAHR;WERT\n05766;2024;64,6\n",
        "sep=;\nags;jahr;wert\n05766;2024;64,6\n",
        "LED-Anteil der Kreise\n\nags;jahr;wert\n05766;2024;64,6\n",
        "Kreisschlüssel;Jahr;Wert\n05766;2024;64,6\n",
        "Kennziffer;Jahr;Wert\n05766;2024;64,6\n",
        "Regionalschlüssel;Jahr;Wert\n05766;2024;64,6\n",
        "AGS (5-stellig);Name;Jahr;Wert\n05766;Lippe;2024;64,6\n",
        "ags;jahr;wert\n05766;2024;64,6 %\n",
        "ags;jahr;wert\n05766;2024;64,6\u00a0%\n",
    ],
)
def test_the_template_as_people_save_it(store: Store, take: Take, lines: str) -> None:
    report = take(lines, indicator="led-strassenbeleuchtung")
    assert (report.form, report.new, report.refused) == ("tidy", 1, 0)
    assert number(store, "led-strassenbeleuchtung", "05766", 2024) == 64.6


def test_a_per_cent_sign_does_not_hide_the_decimal_comma(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2024;64,6 %\n05762;2024;64 %\n", indicator="led-strassenbeleuchtung")
    assert (report.new, report.refused, report.decimal) == (2, 0, ",")


def test_german_powers_of_ten_are_numbers(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;1,25E+04\n05762;2020;3500,5\n", indicator="arbeitslose")
    assert [number(store, "arbeitslose", key, 2020) for key in ("05766", "05762")] == [12500, 3500.5]
