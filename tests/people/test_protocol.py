"""The audit log finds whatever is done to it behind the program's back."""

from __future__ import annotations

import pytest

from cockpit import people
from cockpit.store import Store
from cockpit.store.people import audit

from .conftest import AT, hired, later


@pytest.fixture
def told(store: Store) -> Store:
    """A store whose log holds 2 + 8 entries."""
    hired(store, "chef", "verwaltung")
    for number in range(8):
        people.record(
            store, who="chef", action="value.block", subject=f"Wert {number}", before=str(number), after="", at=AT
        )
    return store


def run(store: Store, *statements: str) -> None:
    """Change the log as someone with the database could."""
    with store.database.writing() as writer:
        for statement in statements:
            writer.run(statement)


def test_an_untouched_log_is_whole(told: Store) -> None:
    assert people.check_protocol(told) == ()
    assert [entry.id for entry in people.protocol(told, 3)] == [10, 9, 8]
    assert [entry.id for entry in people.protocol(told, 3, 8)] == [7, 6, 5]
    assert [entry.action for entry in people.protocol(told, 9, who="Test")] == ["account.add"]
    assert len(people.protocol(told, 99, action="value.block")) == 8
    assert people.actions(told) == ("account.add", "account.password", "value.block")


def test_every_entry_says_who_what_before_and_after(told: Store) -> None:
    entry = people.protocol(told, 1)[0]
    assert (entry.who, entry.action, entry.subject, entry.before, entry.after) == (
        "chef",
        "value.block",
        "Wert 7",
        "7",
        "",
    )
    assert entry.moment == AT
    assert entry.previous == people.protocol(told, 2)[1].hash


def test_an_empty_log_is_whole(store: Store) -> None:
    assert people.check_protocol(store) == ()


@pytest.mark.parametrize("field", ["at", "who", "action", "subject", "before", "after"])
def test_a_changed_field_is_found(told: Store, field: str) -> None:
    run(told, f"UPDATE audit SET {field} = 'anders' WHERE audit_id = 6")
    assert people.check_protocol(told) == ("Eintrag 6 des Protokolls wurde nachträglich verändert.",)
    assert people.protocol(told, 10)


def test_a_changed_entry_with_a_fitting_digest_breaks_the_chain(told: Store) -> None:
    forged = next(entry for entry in people.protocol(told, 10) if entry.id == 6)
    digest = audit._digest(forged.previous, 6, forged.at, "jemand", *forged.words[1:])
    run(told, f"UPDATE audit SET who = 'jemand', hash = '{digest}' WHERE audit_id = 6")
    assert any("Eintrag 7" in fault for fault in people.check_protocol(told))


def test_a_deleted_entry_is_found(told: Store) -> None:
    run(told, "DELETE FROM audit WHERE audit_id = 6")
    assert people.check_protocol(told) == ("Im Protokoll fehlt Eintrag 6.",)


def test_deleted_entries_are_found_when_the_rest_is_numbered_anew(told: Store) -> None:
    run(
        told,
        "DELETE FROM audit WHERE audit_id IN (6, 7)",
        *(f"UPDATE audit SET audit_id = {number - 2} WHERE audit_id = {number}" for number in (8, 9, 10)),
    )
    assert any("Eintrag 6 des Protokolls schließt nicht" in fault for fault in people.check_protocol(told))


def test_a_missing_end_is_found(told: Store) -> None:
    run(told, "DELETE FROM audit WHERE audit_id > 7")
    assert people.check_protocol(told) == (
        "Das Protokoll endet mit Eintrag 7, das Siegel nennt 10: am Ende wurde gelöscht oder verändert.",
    )


def test_a_missing_end_is_still_found_after_the_next_entry(told: Store) -> None:
    run(told, "DELETE FROM audit WHERE audit_id > 7")
    people.record(told, who="chef", action="value.block", subject="danach", at=AT)
    assert any("Eintrag 8 des Protokolls schließt nicht" in fault for fault in people.check_protocol(told))


def test_a_log_cut_off_together_with_its_seal_betrays_itself_by_what_it_made(told: Store) -> None:
    hired(told, "anna")
    run(
        told,
        "DELETE FROM audit WHERE audit_id = 0 OR audit_id > 10",
        "INSERT INTO audit (audit_id, at, who, action, subject, before, after, previous, hash)"
        " SELECT 0, at, '', 'seal', '10', '', '', '', hash FROM audit WHERE audit_id = 10",
    )
    assert people.check_protocol(told) == ("Das Konto „anna“ steht in keinem Eintrag des Protokolls.",)


def test_a_token_smuggled_in_is_found(told: Store) -> None:
    run(
        told,
        "INSERT INTO token (token_id, account_id, name, hash, scopes, created_at, expires_at)"
        " SELECT 1, account_id, 'x', 'y', 'upload', created_at, created_at FROM account",
    )
    assert people.check_protocol(told) == (
        "Zugangsschlüssel 1 des Kontos „chef“ steht in keinem Eintrag des Protokolls.",
    )


def test_an_emptied_log_is_found(told: Store) -> None:
    run(told, "DELETE FROM audit")
    assert people.check_protocol(told) == ("Das Konto „chef“ steht in keinem Eintrag des Protokolls.",)
    people.record(told, who="chef", action="value.block", subject="danach", at=later(days=1))
    assert people.check_protocol(told) == ("Das Konto „chef“ steht in keinem Eintrag des Protokolls.",)


def test_fields_cannot_be_shifted_into_each_other(store: Store) -> None:
    people.record(store, who="a", action="b", subject="c", before="1:d", after="", at=AT)
    run(store, "UPDATE audit SET before = '', after = '1:d' WHERE audit_id = 1")
    assert len(people.check_protocol(store)) == 1
