"""Names instead of keys: a name with its kind is unique, a name alone is often not; every guess is shown."""

from __future__ import annotations

import pytest

from cockpit.etl.kreis_names import NameBook
from cockpit.model.draft import Choices
from cockpit.store import Store
from tests.etl.conftest import Take, about, number

RATE = "arbeitslosenquote"


@pytest.fixture(scope="module")
def book(synced: object) -> NameBook:
    store = Store.open(f"sqlite:///{synced}")
    return NameBook(store.catalogue().regions)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Lippe", "05766"),
        ("Kreis Lippe", "05766"),
        ("Lippe, Kreis", "05766"),
        ("  HÖXTER ", "05762"),
        ("Osnabrück, Stadt", "03404"),
        ("Osnabrück, Landkreis", "03459"),
        ("LK Kassel", "06633"),
        ("Kassel, documenta-Stadt", "06611"),
        ("München, Landeshauptstadt", "09162"),
        ("Lübeck, Hansestadt, Kreisfreie Stadt", "01003"),
        ("Mülheim a.d. Ruhr", "05117"),
        ("Oldenburg (Oldb), Stadt", "03403"),
        ("Hamburg", "02000"),
        ("Hessen", "06"),
        ("Heidekreis", "03358"),
    ],
)
def test_a_name_that_can_mean_one_kreis_only_is_that_kreis(book: NameBook, written: str, key: str) -> None:
    assert (book.meaning(written).how, book.meaning(written).key) == ("exact", key)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("Osnabrück", {"03404", "03459"}),
        ("Oldenburg", {"03403", "03458"}),
        ("Frankfurt", {"06412", "12053"}),
        ("Bremen", {"04011", "04"}),
    ],
)
def test_a_name_that_can_mean_two_is_never_guessed(book: NameBook, written: str, keys: set[str]) -> None:
    found = book.meaning(written)
    assert found.key == ""
    assert keys <= {key for key, _ in found.proposals}


def test_all_22_double_names_are_open_without_their_kind_and_clear_with_it(book: NameBook) -> None:
    kreise = [one for one in book.regions.values() if one.level == "kreis" and one.is_current]
    double = [one for one in kreise if sum(other.name == one.name for other in kreise) == 2]
    assert len(double) == 44
    for one in double:
        assert book.meaning(one.name).key == "", one.name
        kind = "Stadt" if one.is_city else "Landkreis"
        assert book.meaning(f"{kind} {one.name}").key == one.key


def test_every_kreis_is_found_by_its_displayed_name(book: NameBook) -> None:
    kreise = [one for one in book.regions.values() if one.level == "kreis" and one.is_current]
    wrong = {one.display_name for one in kreise if book.meaning(one.display_name).key not in ("", one.key)}
    assert wrong == set()
    open_names = {one.display_name for one in kreise if book.meaning(one.display_name).key == ""}
    assert open_names == {"Bremen"}


def test_a_table_of_names_is_read_and_says_so(store: Store, take: Take) -> None:
    report = take("Kreis;2019;2020\nLippe;5,8;6,4\nHöxter;4,4;5,2\n", indicator=RATE)
    assert report.new == 4
    assert about(report, "an ihrem Namen erkannt").code == "key.by_name"
    assert number(store, RATE, "05762", 2020) == 5.2
    reason = next(one.reason for one in report.guesses if one.field == "key")
    assert "kein Schlüssel" in reason


def test_a_misspelled_name_is_proposed_and_taken_only_when_ticked(store: Store, take: Take) -> None:
    lines = "Kreis;2020\nLippe;6,4\nHöxtr;5,2\n"
    report = take(lines, indicator=RATE, dry_run=True)
    finding = about(report, "Höxtr")
    assert (finding.code, finding.fix, finding.line) == ("key.name_near", "accept_names", 3)
    assert report.names[0][:2] == ("Höxtr", "05762")
    assert (report.new, report.refused) == (1, 1)
    assert take(lines, indicator=RATE, repairs=["accept_names"]).new == 2
    assert number(store, RATE, "05762", 2020) == 5.2


def test_an_open_name_may_be_decided(store: Store, take: Take) -> None:
    lines = "Kreis;2020\nLippe;6,4\nOsnabrück;5,2\n"
    report = take(lines, indicator=RATE, dry_run=True)
    assert about(report, "nicht eindeutig").code == "key.name_ambiguous"
    take(lines, indicator=RATE, choices=Choices(names=(("Osnabrück", "03404"),)))
    assert number(store, RATE, "03404", 2020) == 5.2


def test_a_list_of_things_by_kreis_is_no_table_of_kreise(take: Take) -> None:
    report = take("Anlage;Kreis;kW\nA;Lippe;5\nB;Lippe;7\nC;Lippe;9\n", indicator="pv-leistung", year=2021)
    assert "AGS" in report.refusal
    assert "mehrere Zeilen je Kreis" in report.refusal
