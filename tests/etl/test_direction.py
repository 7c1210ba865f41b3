"""The wrong column of the right table: every value off the same way is told, true revisions are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cockpit.etl import Request, prepare
from cockpit.etl.report import Finding
from cockpit.store import Store
from tests.etl.conftest import AT, Take

RATE, PEOPLE, INCOME = "arbeitslosenquote", "bevoelkerung", "haushaltseinkommen"
ALL, EMPLOYED = "Arbeitslosenquote bez. auf alle zivile Erwerbsp.", "Arbeitslosenquote bez. abh. zivile Erwerbspers."
UNEMPLOYMENT = "regiostat2021_13211-02-05-4.csv"


def told(
    store: Store, data: bytes, indicator: str, care: Callable[[str], bool] | None = None, column: str | None = None
) -> list[Finding]:
    """The warnings that the column may be a wrong one."""
    report, _ = prepare(store, Request(data, "werte.csv", indicator, column=column), at=AT, care=care)
    return [one for one in report.findings if one.code == "check.direction"]


@pytest.fixture
def kreise(store: Store) -> list[str]:
    return [one.key for one in store.catalogue().regions.values() if one.level == "kreis" and one.is_current][:40]


def lines(kreise: list[str], say: Callable[[int], float]) -> str:
    """A tidy file with what ``say`` answers for each Kreis."""
    return "\n".join(["ags;jahr;wert", *(f"{key};2020;{say(n):.1f}" for n, key in enumerate(kreise))])


def test_the_wrong_rate_is_told_to_an_officer_of_one_kreis(store: Store, take: Take, realdata: Path) -> None:
    data = (realdata / UNEMPLOYMENT).read_bytes()
    take(data, UNEMPLOYMENT, indicator=RATE, column=ALL)
    assert told(store, data, RATE, lambda key: key == "05766", ALL) == []
    (wrong,) = told(store, data, RATE, lambda key: key == "05766", EMPLOYED)
    assert wrong.severity == "warning"
    assert wrong.problem == (
        "„Arbeitslosenquote“: alle 2.509 vergleichbaren Werte weichen in dieselbe Richtung ab (meist um 11 %)"
        " – ist es die richtige Spalte?"
    )


def test_men_instead_of_all_people_are_told(store: Store, take: Take, realdata: Path) -> None:
    data = (realdata / "02_regio_12411-01-01-4_2018.csv").read_bytes()
    take(data, "b.csv", indicator=PEOPLE, column="Insgesamt")
    assert len(told(store, data, PEOPLE, column="männlich")) == 1


def test_two_editions_of_the_same_source_are_no_wrong_column(store: Store, take: Take, realdata: Path) -> None:
    take(realdata / UNEMPLOYMENT, indicator=RATE, column=ALL)
    take(realdata / "02_regio_12411-01-01-4_2018.csv", indicator=PEOPLE, column="Insgesamt")
    assert told(store, (realdata / "01_genesis_12411-0015_kreise.csv").read_bytes(), PEOPLE) == []
    assert told(store, (realdata / "08_inkar.xls").read_bytes(), RATE) == []


def test_a_revision_by_one_per_cent_is_no_wrong_column(store: Store, take: Take, kreise: list[str]) -> None:
    take(lines(kreise, lambda n: 1000 + n), indicator=INCOME)
    assert told(store, lines(kreise, lambda n: (1000 + n) * 0.99).encode(), INCOME) == []
    assert len(told(store, lines(kreise, lambda n: (1000 + n) * 0.97).encode(), INCOME)) == 1


def test_corrections_of_half_of_the_kreise_are_no_wrong_column(store: Store, take: Take, kreise: list[str]) -> None:
    take(lines(kreise, lambda n: 1000 + n), indicator=INCOME)
    assert told(store, lines(kreise, lambda n: (1000 + n) * (1.1 if n % 2 else 1.0)).encode(), INCOME) == []
    assert told(store, lines(kreise, lambda n: (1000 + n) * (1.1 if n % 2 else 0.9)).encode(), INCOME) == []


def test_a_few_kreise_off_the_same_way_may_be_a_correction(store: Store, take: Take, kreise: list[str]) -> None:
    take(lines(kreise[:19], lambda n: 1000 + n), indicator=INCOME)
    assert told(store, lines(kreise[:19], lambda n: (1000 + n) * 1.1).encode(), INCOME) == []
