"""Kreise come and go, keys of four levels stand in one file: nothing is counted twice, nothing wrong is kept."""

from __future__ import annotations

from cockpit.store import Store
from tests.etl.conftest import Take, about, number

RATE, COUNT, POWER = "arbeitslosenquote", "arbeitslose", "pv-leistung"


def test_a_dissolved_kreis_is_right_for_the_years_in_which_it_existed(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n03152;2015;6,1\n03156;2015;7,0\n", indicator=RATE)
    assert (report.new, report.refused) == (2, 0)
    assert number(store, RATE, "03152", 2015) == 6.1


def test_a_rate_of_a_dissolved_kreis_is_refused_and_never_added(store: Store, take: Take) -> None:
    lines = "ags;jahr;wert\n16056;2022;7,1\n16063;2022;4,5\n"
    for repairs in ([], ["add_dissolved"]):
        report = take(lines, indicator=RATE, repairs=repairs)
        finding = about(report, "Eisenach")
        assert (finding.severity, finding.line) == ("error", 2)
        assert "--repair" not in finding.repair
        assert report.refused == 1
    assert number(store, RATE, "16063", 2022) == 4.5


def test_a_count_of_a_dissolved_kreis_may_be_added_to_its_successor(store: Store, take: Take) -> None:
    lines = "ags;jahr;wert\n16056;2022;900\n16063;2022;2100\n"
    offered = take(lines, indicator=COUNT)
    assert about(offered, "Eisenach").repair == "Zuschlagen mit --repair add_dissolved."
    assert number(store, COUNT, "16063", 2022) == 2100
    ticked = take(lines, indicator=COUNT, repairs=["add_dissolved"])
    assert (ticked.changed, ticked.refused) == (1, 0)
    assert number(store, COUNT, "16063", 2022) == 3000
    assert number(store, COUNT, "16056", 2022) is None


def test_a_secret_part_makes_the_sum_secret(store: Store, take: Take) -> None:
    lines = "ags;jahr;wert\n16056;2022;900\n16063;2022;.\n"
    take(lines, indicator=COUNT, repairs=["add_dissolved"])
    rows = store.series(COUNT, ["16063"])
    assert rows["value"].isna().all()
    assert list(rows["status"]) == ["suppressed"]


def test_a_count_is_not_added_where_the_row_of_the_successor_is_missing(take: Take) -> None:
    report = take("ags;jahr;wert\n16056;2022;900\n05766;2022;9000\n", indicator=COUNT, repairs=["add_dissolved"])
    assert (report.new, report.refused) == (1, 1)
    assert "Zeile" in about(report, "Eisenach").problem


def test_a_split_kreis_is_never_added(take: Take) -> None:
    lines = "ags;jahr;wert\n13052;2015;900\n13071;2015;9000\n13075;2015;8000\n"
    report = take(lines, indicator=COUNT, repairs=["add_dissolved"])
    assert (report.new, report.refused) == (2, 1)
    assert "--repair" not in about(report, "Demmin").repair


def test_a_dash_of_a_kreis_that_did_not_exist_is_no_zero(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n03159;2015;-\n05766;2015;-\n16056;2022;-\n", indicator=COUNT)
    assert report.new == 1
    assert about(report, "nicht 0").line == 2
    assert number(store, COUNT, "05766", 2015) == 0
    assert number(store, COUNT, "03159", 2015) is None


def test_a_dash_after_a_real_value_is_no_zero_either_unless_someone_says_so(store: Store, take: Take) -> None:
    lines = "ags;jahr;wert\n03159;2017;5900\n03159;2018;-\n"
    report = take(lines, indicator=COUNT)
    assert about(report, "Ein Strich").repair == "Bestätigen mit --repair accept_factor_ten."
    assert number(store, COUNT, "03159", 2018) is None
    take(lines, indicator=COUNT, repairs=["accept_factor_ten"])
    assert number(store, COUNT, "03159", 2018) == 0


def test_hamburg_and_berlin_count_as_kreise_when_the_file_holds_kreise(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n02;2020;7,6\n11;2020;9,7\n05766;2020;6,4\n", indicator=RATE)
    assert report.new == 5
    assert [number(store, RATE, key, 2020) for key in ("02", "02000", "11", "11000")] == [7.6, 7.6, 9.7, 9.7]


def test_a_land_that_is_no_city_stays_a_land(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n04;2020;11,2\n04011;2020;10,9\n", indicator=RATE)
    assert number(store, RATE, "04", 2020) == 11.2
    assert number(store, RATE, "04012", 2020) is None


def test_a_regierungsbezirk_is_left_out_and_said(take: Take) -> None:
    report = take("ags;jahr;wert\n057;2020;6,0\n05766;2020;6,4\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 0)
    assert "Regierungsbezirk" in about(report, "Regierungsbezirk").problem


def test_gemeinden_are_not_counted_beside_their_kreis(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766000;2021;100\n05766004;2021;40\n05766008;2021;60\n", indicator=COUNT)
    assert number(store, COUNT, "05766", 2021) == 100


def test_gemeinden_make_the_kreis_where_it_has_no_row(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n05766004;2021;40\n05766008;2021;60\n05762000;2021;7\n", indicator=COUNT)
    assert number(store, COUNT, "05766", 2021) == 100
    assert number(store, COUNT, "05762", 2021) == 7
    assert about(report, "zusammengezählt").severity == "note"


def test_a_rate_is_never_summed_over_gemeinden(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766004;2021;4,5\n05766008;2021;6,5\n05762000;2021;7,5\n", indicator=RATE)
    assert number(store, RATE, "05766", 2021) is None
    assert number(store, RATE, "05762", 2021) == 7.5


def test_kreise_that_do_not_add_up_to_their_land_are_told(take: Take) -> None:
    saarland = [f"1004{n};2020;{1000 * n}" for n in range(1, 7)]
    good = take("\n".join(["ags;jahr;wert", *saarland, "10;2020;21000"]), indicator=COUNT)
    assert not [finding for finding in good.findings if "zusammen" in finding.problem]
    bad = take("\n".join(["ags;jahr;wert", *saarland, "10;2020;22000"]), indicator=COUNT)
    finding = about(bad, "zusammen")
    assert (finding.severity, finding.line) == ("warning", 8)
    assert "21.000" in finding.problem
    assert "22.000" in finding.problem


def test_missing_kreise_are_named(store: Store, take: Take) -> None:
    kreise = [one.key for one in store.catalogue().regions.values() if one.level == "kreis" and one.is_current]
    lines = [f"{key};2022;5,5" for key in sorted(kreise) if key != "05766"]
    report = take("\n".join(["ags;jahr;wert", *lines]), indicator=RATE)
    assert report.new == 399
    assert "Lippe" in about(report, "1 von 400").problem


def test_twelve_digits_are_the_same_gemeinden_and_never_counted_twice(store: Store, take: Take) -> None:
    lines = "ars;jahr;wert\n057660004004;2021;40\n057660008008;2021;60\n05766004;2021;40\n"
    report = take(lines, indicator=COUNT)
    assert number(store, COUNT, "05766", 2021) == 100
    assert about(report, "wiederhol").code == "duplicate.same"


def test_a_union_of_gemeinden_is_left_out_beside_its_gemeinden(store: Store, take: Take) -> None:
    lines = "ars;jahr;wert\n010510044044;2021;40\n010515163003;2021;60\n010515163000;2021;60\n"
    report = take(lines, indicator=COUNT)
    assert number(store, COUNT, "01051", 2021) == 100
    assert "Gemeindeverband" in about(report, "Gemeindeverband").problem


def test_a_regierungsbezirk_in_eight_digits_is_left_out(take: Take) -> None:
    report = take("ags;jahr;wert\n05700000;2021;900\n05766000;2021;40\n", indicator=COUNT)
    assert (report.new, report.refused) == (1, 0)
    assert about(report, "Regierungsbezirk").cell == "05700000"
