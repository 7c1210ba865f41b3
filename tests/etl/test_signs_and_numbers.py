"""Signs of official statistics and ways to write numbers: never a number from a sign, never a guessed notation."""

from __future__ import annotations

import math

import pytest

from cockpit.store import Store
from tests.etl.conftest import Take, about, number, value

RATE, COUNT, INCOME = "arbeitslosenquote", "arbeitslose", "haushaltseinkommen"


@pytest.mark.parametrize(
    ("sign", "status"),
    [(".", "suppressed"), ("...", "pending"), ("…", "pending"), ("/", "unreliable"), ("x", "not_applicable")],
)
def test_a_sign_is_a_status_and_never_a_number(store: Store, take: Take, sign: str, status: str) -> None:
    take(f"ags;jahr;wert\n05766;2020;{sign}\n05762;2020;5.5\n", indicator=RATE)
    found = value(store, RATE, "05766", 2020)
    assert found is not None
    assert math.isnan(found[0])
    assert found[1] == status


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("(6,4)", (6.4, "limited")),
        ("6,4p", (6.4, "provisional")),
        ("6,4 r", (6.4, "revised")),
        ("6,4s", (6.4, "estimated")),
        ("6,4e", (6.4, "final")),
        ("6,4 %", (6.4, "")),
        ("0", (0.0, "")),
        ("-", (0.0, "")),
    ],
)
def test_a_remark_beside_a_number_keeps_the_number(
    store: Store, take: Take, cell: str, expected: tuple[float, str]
) -> None:
    take(f"ags;jahr;wert\n05766;2020;{cell}\n05762;2020;5,5\n", indicator=RATE)
    assert value(store, RATE, "05766", 2020) == expected


def test_a_status_of_a_missing_value_beside_a_number_is_a_contradiction(take: Take) -> None:
    report = take("ags;jahr;wert;status\n05766;2020;6,4;geheim\n05762;2020;;geheim\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 1)
    assert about(report, "fehlenden Wert").cell == "6,4"


def test_an_unknown_status_is_refused(take: Take) -> None:
    report = take("ags;jahr;wert;status\n05766;2020;6,4;prima\n05762;2020;5,5;p\n", indicator=RATE)
    assert (report.new, report.refused) == (1, 1)
    assert "prima" in about(report, "Status").problem


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1.598", "1.077,3"), 1598.0),
        (("1,598", "1,077.3"), 1598.0),
        (("1.598", "12.75"), 1.598),
        (("1,598", "12,75"), 1.598),
        (("1.598", "1.234.567"), 1598.0),
        (("1.598", "0.123"), 1.598),
        (("1.598", "18576.986"), 1.598),
        (("1\u00a0598", "1\u202f234"), 1598.0),
        (("1 598", "12,5"), 1598.0),
        (("+1598", "2"), 1598.0),
        (("1.598e3", "2.5"), 1598.0),
    ],
)
def test_the_notation_of_a_column_is_decided_from_evidence(
    store: Store, take: Take, cells: tuple[str, str], expected: float
) -> None:
    take(f"ags;jahr;wert\n05766;2020;{cells[0]}\n05762;2020;{cells[1]}\n", indicator=COUNT)
    assert number(store, COUNT, "05766", 2020) == expected


def test_a_number_without_evidence_is_asked_for_not_guessed(store: Store, take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;1.598\n05762;2020;2.077\n", indicator=INCOME)
    assert "1.598" in report.refusal
    assert "decimal_comma" in report.refusal
    assert store.series(INCOME).empty


def test_the_notation_may_be_ticked(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;1.598\n05762;2020;2.077\n", indicator=INCOME, repairs=["decimal_comma"])
    assert number(store, INCOME, "05766", 2020) == 1598


def test_a_cell_in_another_notation_than_its_column_is_refused(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;6,4\n05762;2020;5,5\n05758;2020;2.5\n", indicator=RATE)
    assert (report.new, report.refused) == (2, 1)
    assert about(report, "Schreibweise").cell == "2.5"


def test_a_sign_that_appears_later_overrides_the_number_it_withdraws(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05766;2020;6,4\n", indicator=RATE)
    assert take("ags;jahr;wert\n05766;2020;.\n", indicator=RATE).changed == 1
    assert value(store, RATE, "05766", 2020)[1] == "suppressed"  # type: ignore[index]
