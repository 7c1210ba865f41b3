"""Possible but unlikely: a factor of ten needs a tick, jumps and tiny counts are told."""

from __future__ import annotations

import pytest

from cockpit.store import Store
from tests.etl.conftest import Take, about, number, value

COUNT, RATE = "arbeitslose", "arbeitslosenquote"


def test_a_change_by_a_factor_of_ten_waits_for_a_tick(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;11899\n05762;2020;4000\n", indicator=COUNT)
    wrong = "ags;jahr;wert\n05766;2020;118990\n05762;2020;4100\n"
    report = take(wrong, indicator=COUNT)
    finding = about(report, "Zehnfache")
    assert (finding.severity, finding.line, finding.cell) == ("warning", 2, "118990")
    assert finding.repair == "Bestätigen mit --repair accept_factor_ten."
    assert (report.changed, report.refused) == (1, 1)
    assert number(store, COUNT, "05766", 2020) == 11899
    assert number(store, COUNT, "05762", 2020) == 4100
    ticked = take(wrong, indicator=COUNT, repairs=["accept_factor_ten"])
    assert (ticked.changed, ticked.refused) == (1, 0)
    assert number(store, COUNT, "05766", 2020) == 118990


def test_a_value_that_shrinks_to_a_tenth_waits_too(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;6,4\n", indicator=RATE)
    report = take("ags;jahr;wert\n05766;2020;0,6\n", indicator=RATE)
    assert (report.changed, report.refused) == (0, 1)
    assert number(store, RATE, "05766", 2020) == 6.4


def test_a_new_value_ten_times_the_year_before_is_told_and_taken(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2019;1078\n05766;2020;11899\n", indicator=COUNT)
    assert about(report, "Vorjahr").severity == "warning"
    assert report.new == 2


def test_a_change_by_nearly_ten_is_told_and_taken(take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;139,2\n05762;2020;140,5\n", indicator="haushaltseinkommen")
    report = take("ags;jahr;wert\n05766;2020;1361,0\n05762;2020;980,0\n", indicator="haushaltseinkommen")
    finding = about(report, "fast das Zehnfache")
    assert (finding.code, finding.severity, finding.line) == ("check.nearly_tenfold", "warning", 2)
    assert finding.problem == "1.361 statt bisher 139: Änderung um fast das Zehnfache."
    assert (report.changed, report.refused) == (2, 0)


@pytest.mark.parametrize(("value", "code"), [("6,9", ""), ("7", "nearly_tenfold_new"), ("10", "factor_ten_new")])
def test_a_new_value_is_told_from_seven_times_the_year_before(take: Take, value: str, code: str) -> None:
    report = take(f"ags;jahr;wert\n05766;2019;1,0\n05766;2020;{value}\n", indicator=RATE)
    assert [one.code for one in report.findings if one.severity == "warning"] == ([f"check.{code}"] if code else [])
    assert report.new == 2


def test_a_corrected_value_is_held_against_the_year_before_too(take: Take) -> None:
    take("ags;jahr;wert\n05766;2019;1,0\n05766;2020;2,0\n", indicator=RATE)
    assert about(take("ags;jahr;wert\n05766;2020;8,5\n", indicator=RATE), "im Vorjahr").line == 2
    assert about(take("ags;jahr;wert\n05766;2020;12,5\n", indicator=RATE), "im Vorjahr").line == 2


def test_eight_deaths_after_one_are_no_lost_comma(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2019;1\n05766;2020;8\n", indicator="verkehrstote")
    assert [one for one in report.findings if "Zehnfache" in one.problem] == []


def test_from_none_to_three_is_no_factor_of_ten(take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;0\n", indicator="verkehrstote")
    assert take("ags;jahr;wert\n05766;2020;3\n", indicator="verkehrstote").changed == 1


def test_a_jump_against_all_other_kreise_is_told(store: Store, take: Take) -> None:
    kreise = sorted(one.key for one in store.catalogue().regions.values() if one.level == "kreis" and one.is_current)
    before = [f"{key};2019;{1000 + 7 * n}" for n, key in enumerate(kreise[:60])]
    after = [f"{key};2020;{round((1000 + 7 * n) * (1.02 + n % 5 / 100))}" for n, key in enumerate(kreise[:59])]
    report = take("\n".join(["ags;jahr;wert", *before, *after, f"{kreise[59]};2020;4000"]), indicator=COUNT)
    finding = about(report, "Sprung")
    assert (finding.severity, finding.cell) == ("warning", "4000")


def test_counts_of_one_or_two_raise_a_secrecy_warning(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;2\n05762;2020;40\n", indicator=COUNT)
    assert about(report, "Geheimhaltung").line == 2


def test_a_known_fault_of_the_source_is_kept_out(store: Store, take: Take) -> None:
    peculiarity = next(
        one for one in store.catalogue().peculiarities if one.kind == "missing" and one.indicator == "breitband-50mbit"
    )
    key = peculiarity.keys[0]
    report = take(
        f"ags;jahr;wert\n{key};{peculiarity.first};50\n05766;{peculiarity.first};60\n", indicator="breitband-50mbit"
    )
    assert about(report, "Fehler der Quelle").line == 2
    assert value(store, "breitband-50mbit", key, peculiarity.first)[1] == "missing"  # type: ignore[index]


def test_a_known_limited_value_is_marked_and_changes_nothing_the_second_time(store: Store, take: Take) -> None:
    line = "ags;jahr;wert\n05766;2008;19141059\n"
    take(line, indicator="industrie-energieverbrauch")
    assert value(store, "industrie-energieverbrauch", "05766", 2008) == (19141059, "limited")
    assert take(line, indicator="industrie-energieverbrauch").nothing_new
