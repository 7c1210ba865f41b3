"""What an account of some Kreise is told of the Kreise it has in its care – and of no others."""

from __future__ import annotations

import pytest

from cockpit.etl import Report, Request, prepare
from cockpit.store import Store
from tests.etl.conftest import AT, Take

LED = "led-strassenbeleuchtung"


def gaps(report: Report) -> list[str]:
    """What is said about missing Kreise."""
    return [one.problem for one in report.findings if one.code in ("check.few", "check.missing")]


def prepared(store: Store, lines: list[str], care: list[str] | None) -> Report:
    data = "\n".join(["ags;jahr;wert", *lines]).encode()
    return prepare(store, Request(data, "werte.csv", LED), at=AT, care=care.__contains__ if care else None)[0]


@pytest.fixture
def kreise(store: Store) -> list[str]:
    return [one.key for one in store.catalogue().regions.values() if one.level == "kreis" and one.is_current][:20]


def test_a_refused_value_is_not_counted_as_there(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2023;61,0\n", indicator=LED)
    report = prepared(store, ["05766;2023;6,1", "05762;2023;60", "05758;2023;55"], None)
    assert report.refused == 1
    assert gaps(report) == ["„Straßenleuchten mit LED“ 2023: Werte für 2 von 400 Kreisen."]


def test_gaps_are_counted_among_the_own_kreise(store: Store, kreise: list[str]) -> None:
    report = prepared(store, [f"{key};2023;60" for key in [*kreise[:8], "05766"]], kreise)
    assert gaps(report) == ["„Straßenleuchten mit LED“ 2023: Werte für 8 Ihrer 20 Kreise."]
    report = prepared(store, [f"{key};2023;60" for key in kreise[1:]], kreise)
    assert gaps(report) == ["„Straßenleuchten mit LED“ 2023: ohne Wert 1 Ihrer 20 Kreise (Flensburg)."]
    assert gaps(prepared(store, [f"{key};2023;60" for key in kreise], kreise)) == []


def test_an_account_of_few_kreise_is_not_told_which_it_left_out(store: Store, kreise: list[str]) -> None:
    assert gaps(prepared(store, [f"{kreise[0]};2023;60"], kreise[:4])) == []


def test_rows_outside_the_care_leave_no_year_behind(store: Store) -> None:
    report = prepared(store, ["05766;2023;60", "05762;2022;50"], ["05766"])
    assert (report.periods, report.new, report.refused) == ((2023,), 1, 1)
