"""Two pairs of eyes: an approver publishes what he saw and nothing he changed, and the log knows who did what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from cockpit import drafts, people
from cockpit.base.errors import Forbidden
from cockpit.base.settings import settings
from cockpit.drafts import Overtaken, worker
from cockpit.model.draft import Choices, Draft
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from tests.drafts.conftest import Person, checked, here, hired, later, value, worked
from tests.drafts.test_pages import opened

__all__ = ["here"]
People = Callable[..., Person]
TWO_COLUMNS = b"ags;jahr;a;b\n05766;2021;347000;340000\n"
LIPPE = b"ags;indikator;jahr;wert\n05766;bevoelkerung;2021;347000\n"
SEEN = re.compile(r'name="gesehen" value="([^"]+)"')


@pytest.fixture
def two_pairs(monkeypatch: pytest.MonkeyPatch, staff_store: Store) -> Iterator[None]:
    """A house where nobody publishes alone."""
    assert staff_store.is_current()
    monkeypatch.setenv("COCKPIT_SECOND_EYES", "true")
    settings.cache_clear()
    yield
    settings.cache_clear()


def submitted(officer: Person) -> str:
    """A draft whose first column was chosen, waiting for approval."""
    address = opened(officer, TWO_COLUMNS)
    officer.post(f"{address}/zuordnung", address, indicator="bevoelkerung", column="3: a")
    officer.post(f"{address}/veroeffentlichen", address, notiz="erste Spalte")
    return address


def shown(person: Person, address: str) -> str:
    found = SEEN.search(person.get(address).text)
    assert found, "the page says which state of the draft it shows"
    return found[1]


@pytest.mark.usefixtures("here", "two_pairs")
def test_what_was_changed_after_the_approver_looked_is_not_published(signed_in: People, staff_store: Store) -> None:
    officer, eyes = signed_in(), signed_in("freigabe", (), "eyes")
    before = value(staff_store, "bevoelkerung", "05766", 2021)
    address = submitted(officer)
    seen = shown(eyes, address)
    officer.post(f"{address}/zuordnung", address, indicator="bevoelkerung", column="4: b")
    officer.post(f"{address}/veroeffentlichen", address, notiz="zweite Spalte")
    answer = eyes.post(f"{address}/veroeffentlichen", address, notiz="geprüft", gesehen=seen)
    assert answer.status_code == 409
    assert "wurde geändert, nachdem er Ihnen gezeigt wurde" in answer.text
    assert "Prüfung: werte.csv" in answer.text
    assert value(staff_store, "bevoelkerung", "05766", 2021) == before
    eyes.post(f"{address}/veroeffentlichen", address, gesehen=shown(eyes, address), notiz="noch einmal angesehen")
    assert value(staff_store, "bevoelkerung", "05766", 2021) == 340000


@pytest.mark.usefixtures("here", "two_pairs")
def test_an_approver_who_sends_nothing_of_what_he_saw_publishes_nothing(signed_in: People, staff_store: Store) -> None:
    address = submitted(signed_in())
    before = value(staff_store, "bevoelkerung", "05766", 2021)
    assert signed_in("freigabe", (), "eyes").post(f"{address}/veroeffentlichen", "/konto").status_code == 409
    assert value(staff_store, "bevoelkerung", "05766", 2021) == before


@pytest.mark.usefixtures("here", "two_pairs")
def test_an_administrator_publishes_no_draft_he_changed_himself(signed_in: People, staff_store: Store) -> None:
    officer, boss = signed_in(), signed_in("verwaltung", (), "boss")
    before = value(staff_store, "bevoelkerung", "05766", 2021)
    address = submitted(officer)
    boss.post(f"{address}/zuordnung", address, indicator="bevoelkerung", column="4: b")
    page = boss.get(f"{address}?schritt=wirkung").text
    assert "Zur Freigabe vorlegen" in page
    boss.post(f"{address}/veroeffentlichen", address, gesehen=shown(boss, f"{address}?schritt=wirkung"))
    officer.post(f"{address}/veroeffentlichen", address, notiz="so auch gut")
    answer = boss.post(f"{address}/veroeffentlichen", "/konto", gesehen=drafts.seen(_draft(staff_store, address)))
    assert answer.status_code == 403
    assert value(staff_store, "bevoelkerung", "05766", 2021) == before
    eyes = signed_in("freigabe", (), "eyes")
    eyes.post(f"{address}/veroeffentlichen", address, gesehen=shown(eyes, address))
    assert value(staff_store, "bevoelkerung", "05766", 2021) == 340000


@pytest.mark.usefixtures("here", "two_pairs")
def test_an_administrator_publishes_nothing_that_was_not_submitted(signed_in: People, staff_store: Store) -> None:
    officer, boss = signed_in(), signed_in("verwaltung", (), "boss")
    address = opened(officer, LIPPE)
    assert "noch nicht zur Freigabe vorgelegt" in boss.get(f"{address}?schritt=wirkung").text
    seen = drafts.seen(_draft(staff_store, address))
    assert boss.post(f"{address}/veroeffentlichen", address, gesehen=seen).status_code == 403
    assert value(staff_store, "bevoelkerung", "05766", 2021) != 347000


def _draft(store: Store, address: str) -> Draft:
    return wip.find(store.database, address.rpartition("/")[2])


def test_the_comparison_with_what_was_shown_is_made_when_the_draft_is_taken(store: Store) -> None:
    """Between the look at the draft and the decision it changes, although the decision holds the old draft."""
    anna, eyes = hired(store, "anna"), hired(store, "clara", "freigabe")
    data = b"ags;jahr;wert\n05766;2024;9200\n"
    draft = checked(store, anna, data, choices=Choices(indicator="arbeitslose"))
    held = drafts.publish(store, draft, anna, "", later(hours=1), second=True)
    changed = worked(store, drafts.choose(store, held, replace_year(held.choices), later(hours=2)), anna)
    drafts.publish(store, changed, anna, "", later(hours=3), second=True)
    with pytest.raises(Overtaken):
        drafts.publish(store, held, eyes, "", later(hours=4), second=True, shown=drafts.seen(held))
    with pytest.raises(Forbidden):
        drafts.publish(store, held, hired(store, "berta"), "", later(hours=4), second=True, shown=drafts.seen(held))


def replace_year(choices: Choices) -> Choices:
    return Choices(indicator=choices.indicator, year=2024)


def test_every_deed_on_a_draft_is_in_the_log_with_what_was_chosen(store: Store) -> None:
    anna = hired(store, "anna")
    data = b"ags;jahr;wert\n05766;2024;9200\n"
    draft = checked(store, anna, data)
    for chosen in ("arbeitslose", "arbeitslose"):
        draft = drafts.choose(store, draft, Choices(indicator=chosen), later(hours=1), mapping="Markt", by="vera")
        draft = worked(store, draft, anna)
    draft = worked(store, drafts.repair(store, draft, "pad_zero", later(hours=2)), anna)
    drafts.discard(store, draft, "anna", later(hours=3))
    found = [one for one in people.protocol(store, 50) if one.action.startswith(("draft.", "mapping."))][::-1]
    assert [one.action for one in found] == [
        "draft.upload", "draft.mapping", "mapping.remember", "draft.mapping", "mapping.remember", "draft.repair",
        "draft.discard",
    ]  # fmt: skip
    assert {one.subject for one in found} == {f"werte.csv ({draft.id})"}
    upload, mapping, remembered, *_ = found
    assert (upload.who, mapping.who, remembered.who) == ("anna", "vera", "vera")
    assert (mapping.before, mapping.after) == ("", '{"indicator": "arbeitslose"}')
    assert remembered.after == 'Markt: {"indicator": "arbeitslose"}'
    assert found[5].after == "pad_zero"
    assert people.check_protocol(store) == ()


def test_a_remembered_mapping_acts_on_the_files_of_nobody_else(store: Store) -> None:
    anna, berta = hired(store, "anna"), hired(store, "berta")
    data = b"ags;jahr;Strom;Gas\n05766;2021;9000;5\n"
    draft = checked(store, anna, data, "energie.csv")
    chosen = Choices(indicator="arbeitslose", column="4")
    worked(store, drafts.choose(store, draft, chosen, later(hours=1), mapping="Energie"), anna)
    assert checked(store, berta, data, "energie.csv", at=2).state == "mapping"
    assert checked(store, anna, data, "energie.csv", at=3).report["mapping"] == "Energie"


def test_two_files_of_one_account_are_worked_on_at_a_time_and_those_of_others_beside_them(store: Store) -> None:
    anna, berta = hired(store, "anna"), hired(store, "berta")
    first, second, third = (
        drafts.create(store, anna, LIPPE, f"{n}.csv", Choices(), at=later(minutes=n)) for n in range(3)
    )
    other = drafts.create(store, berta, LIPPE, "andere.csv", Choices(), at=later(minutes=4))
    with wip.beating(store.database, first.id), wip.beating(store.database, second.id):
        assert worker.start(store, third.id) is None
        drafts.work(store, third.id)
        assert wip.find(store.database, third.id).state == "working", "it waits for its turn"
        drafts.work(store, other.id)
        assert wip.find(store.database, other.id).state != "working"
    drafts.work(store, third.id)
    assert wip.find(store.database, third.id).state != "working"
