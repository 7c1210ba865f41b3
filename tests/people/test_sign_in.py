"""Guessing gets slower, strangers cannot lock anyone out, and nobody learns which names exist."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cockpit import people
from cockpit.base.errors import SignInNeeded, TooMany
from cockpit.people import passwords
from cockpit.people.delays import require_patience
from cockpit.store import Store

from .conftest import ADDRESS, AT, PASSWORD, hired, later

STRANGER = "203.0.113.9"


def guess(store: Store, name: str, at: datetime, address: str = STRANGER) -> int:
    """A wrong password: 0 when it was tried, else the seconds to wait."""
    try:
        people.authenticate(store, name, "geraten", address, at)
    except TooMany as error:
        return error.wait
    except SignInNeeded:
        return 0
    raise AssertionError


def wait_for(store: Store, name: str, at: datetime, address: str = STRANGER) -> int:
    """The seconds until the next password counts, without trying one."""
    try:
        require_patience(store, name, address, at)
    except TooMany as error:
        return error.wait
    return 0


def waits(store: Store, name: str, tries: int) -> list[int]:
    """The wait after each of so many wrong passwords, each tried as soon as it counts."""
    at, found = AT, []
    for _ in range(tries):
        assert guess(store, name, at) == 0
        wait = wait_for(store, name, at)
        found.append(wait)
        at += timedelta(seconds=wait)
    return found


def test_after_three_wrong_passwords_each_further_one_takes_twice_as_long(store: Store) -> None:
    hired(store, "anna")
    assert waits(store, "anna", 9) == [0, 0, 1, 2, 4, 8, 16, 30, 30]


def test_a_name_that_nobody_has_is_slowed_just_the_same(store: Store) -> None:
    assert waits(store, "niemand", 9) == [0, 0, 1, 2, 4, 8, 16, 30, 30]


def test_one_address_that_tries_many_names_is_slowed_too(store: Store) -> None:
    at, found = AT, []
    for number in range(20):
        assert guess(store, f"name{number}", at) == 0
        wait = wait_for(store, "other", at)
        found.append(wait)
        at += timedelta(seconds=wait)
    assert found[:9] == [0] * 9
    assert found[9:13] == [1, 2, 4, 8]
    assert max(found) == 300


def test_waiting_refuses_even_the_right_password(store: Store) -> None:
    hired(store, "anna")
    for second in range(3):
        guess(store, "anna", later(seconds=second))
    with pytest.raises(TooMany, match="Bitte warten Sie 1 Sekunden"):
        people.authenticate(store, "anna", PASSWORD, STRANGER, later(seconds=2))
    assert people.authenticate(store, "anna", PASSWORD, STRANGER, later(seconds=3))


def test_strangers_cannot_keep_the_owner_out(store: Store) -> None:
    hired(store, "anna")  # she chose her password at her own address
    waits(store, "anna", 8)
    assert wait_for(store, "anna", later(seconds=45)) > 0
    assert people.authenticate(store, "anna", PASSWORD, ADDRESS, later(seconds=45))


def test_an_hour_later_all_is_forgotten(store: Store) -> None:
    waits(store, "anna", 8)
    assert guess(store, "anna", later(hours=2)) == 0


def test_a_right_password_forgets_the_wrong_ones(store: Store) -> None:
    hired(store, "anna")
    guess(store, "anna", AT)
    guess(store, "anna", AT)
    people.authenticate(store, "anna", PASSWORD, STRANGER, AT)
    assert [guess(store, "anna", AT) for _ in range(3)] == [0, 0, 0]


def test_unknown_closed_and_wrong_cannot_be_told_apart(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    hired(store, "anna")
    hired(store, "berta")
    people.disable(store, "berta", by="Test", at=AT)
    people.add(store, "dienst", "datenpflege", by="Test", at=AT, email="d@kreis.de", local=False)
    work: list[str] = []
    verify = passwords._hasher().verify

    def counted(kept: str, password: str) -> bool:
        work.append(kept.split("$")[3])
        return verify(kept, password)

    class Counting:
        verify = staticmethod(counted)

    monkeypatch.setattr(passwords, "_hasher", lambda: Counting)
    said = []
    for name in ("anna", "berta", "dienst", "niemand"):
        with pytest.raises(SignInNeeded) as fault:
            people.authenticate(store, name, "geraten", ADDRESS, AT)
        said.append(str(fault.value))
    assert len(set(said)) == 1
    assert work == [f"m={passwords.MEMORY_KIB},t=2,p=1"] * 4


def test_the_table_of_attempts_names_neither_people_nor_addresses(store: Store) -> None:
    guess(store, "anna", AT)
    rows = store.database.read("SELECT bucket FROM attempt")
    assert len(rows) == 2
    assert all(len(bucket) == 32 and set(bucket) <= set("0123456789abcdef") for (bucket,) in rows)
