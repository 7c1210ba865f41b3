"""Accounts: made by name, role and Kreise, changed and closed, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import pytest

from cockpit import people
from cockpit.base.errors import Forbidden, NotFound, Refused, SignInNeeded, UsageFault
from cockpit.people import passwords
from cockpit.store import Store

from .conftest import ADDRESS, AT, PASSWORD, hired, later


def test_an_account_gets_a_one_time_password_that_must_be_changed(store: Store) -> None:
    account, once = people.add(store, "Anna", "datenpflege", ["01001"], by="Kommandozeile", at=AT)
    assert (account.name, account.kreise, account.must_change) == ("anna", ("01001",), True)
    assert people.authenticate(store, "anna", once, ADDRESS, AT).must_change
    changed = people.change_password(store, account, once, PASSWORD, ADDRESS, AT)
    assert not changed.must_change
    assert people.authenticate(store, "ANNA ", PASSWORD, ADDRESS, AT) == changed
    with pytest.raises(SignInNeeded):
        people.authenticate(store, "anna", once, ADDRESS, AT)


def test_two_one_time_passwords_are_never_the_same(store: Store) -> None:
    words = {people.add(store, f"p{n}", "datenpflege", by="Test", at=AT)[1] for n in range(3)}
    assert len(words) == 3
    assert all(len(word.replace("-", "")) == 20 for word in words)


def test_passwords_are_kept_as_argon2id_of_at_least_19_mib_and_two_rounds(store: Store) -> None:
    hired(store, "anna")
    kept = people.find(store, "anna").password_hash
    method, version, costs = kept.split("$")[1:4]
    assert (method, version) == ("argon2id", "v=19")
    assert int(costs.split(",")[0].removeprefix("m=")) >= 19 * 1024
    assert "t=2" in costs
    assert PASSWORD not in kept


def test_a_hash_of_older_costs_is_renewed_when_its_owner_signs_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(passwords, "MEMORY_KIB", 8 * 1024)
        passwords._hasher.cache_clear()
        hired(store, "anna")
        weak = people.find(store, "anna").password_hash
    passwords._hasher.cache_clear()
    assert "m=8192" in weak
    people.authenticate(store, "anna", PASSWORD, ADDRESS, AT)
    assert f"m={passwords.MEMORY_KIB}" in people.find(store, "anna").password_hash


@pytest.mark.parametrize(
    ("name", "role", "kreise", "words"),
    [
        ("a b", "datenpflege", [], "kein Name"),
        ("", "datenpflege", [], "kein Name"),
        ("../etc", "datenpflege", [], "kein Name"),
        ("anna", "chef", [], "möglich sind datenpflege, freigabe oder verwaltung"),
        ("anna", "datenpflege", ["99999"], "„99999“"),
        ("anna", "datenpflege", ["01001", "5766"], "„5766“"),
        ("anna", "datenpflege", ["01"], "„01“"),
    ],
)
def test_what_cannot_be_an_account_is_refused_in_german(
    store: Store, name: str, role: str, kreise: list[str], words: str
) -> None:
    with pytest.raises(UsageFault, match=words):
        people.add(store, name, role, kreise, by="Test", at=AT)
    assert people.listed(store) == ()
    assert people.protocol(store, 10) == ()


def test_a_name_is_given_once_even_when_its_account_is_closed(store: Store) -> None:
    hired(store, "anna")
    people.disable(store, "anna", by="Test", at=AT)
    with pytest.raises(UsageFault, match="gibt es schon"):
        people.add(store, "Anna", "datenpflege", by="Test", at=AT)


def test_the_last_administrator_cannot_be_closed_or_demoted(store: Store) -> None:
    hired(store, "chef", "verwaltung")
    with pytest.raises(UsageFault, match="letzte offene Konto"):
        people.disable(store, "chef", by="chef", at=AT)
    with pytest.raises(UsageFault, match="letzte offene Konto"):
        people.change(store, "chef", role="freigabe", kreise=(), display_name="", email="", by="chef", at=AT)
    hired(store, "zweite", "verwaltung")
    people.disable(store, "chef", by="zweite", at=AT)
    assert people.find(store, "chef").disabled_at == AT


def test_role_and_kreise_can_be_changed_and_the_log_tells_before_and_after(store: Store) -> None:
    hired(store, "anna", "datenpflege", ("01001",))
    people.change(store, "anna", role="freigabe", kreise=[], display_name="Anna", email="a@kreis.de", by="chef", at=AT)
    held = people.find(store, "anna").account
    assert (held.role, held.kreise, held.email, held.must_change) == ("freigabe", (), "a@kreis.de", False)
    entry = people.protocol(store, 1)[0]
    assert (entry.who, entry.action, entry.subject) == ("chef", "account.change", "anna")
    assert (entry.before, entry.after) == ("Datenpflege, 01001", "Freigabe, alle Kreise, Anna, a@kreis.de")


def test_a_closed_account_can_neither_sign_in_nor_use_its_tokens(store: Store) -> None:
    account = hired(store, "anna")
    secret = people.token(store, account, "Export", 30, ["upload"], AT)
    people.disable(store, "anna", by="Test", at=AT)
    with pytest.raises(SignInNeeded):
        people.authenticate(store, "anna", PASSWORD, ADDRESS, AT)
    with pytest.raises(SignInNeeded):
        people.by_token(store, secret, "upload", AT)
    people.enable(store, "anna", by="Test", at=later(minutes=5))
    assert people.authenticate(store, "anna", PASSWORD, ADDRESS, later(minutes=5)).name == "anna"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kurz", "mindestens 12"),
        ("x" * 201, "höchstens 200"),
        ("abababababab", "zu wenigen verschiedenen"),
        ("meine-Anna-2026!", "Namen des Kontos"),
        (PASSWORD, "ist das alte"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(store: Store, password: str, words: str) -> None:
    account = hired(store, "anna")
    with pytest.raises(Refused, match=words):
        people.change_password(store, account, PASSWORD, password, ADDRESS, AT)
    assert people.authenticate(store, "anna", PASSWORD, ADDRESS, AT)


def test_a_password_changes_only_with_the_old_one(store: Store) -> None:
    account = hired(store, "anna")
    with pytest.raises(SignInNeeded):
        people.change_password(store, account, "geraten", "ein anderes gutes Kennwort", ADDRESS, AT)


def test_an_unknown_account_is_named(store: Store) -> None:
    with pytest.raises(NotFound, match="„niemand“"):
        people.find(store, "niemand")


def test_a_new_one_time_password_ends_every_token_and_the_log_says_so(store: Store) -> None:
    account = hired(store, "anna")
    secrets = [people.token(store, account, name, 30, ["upload"], AT) for name in ("Export", "Nachts")]
    once = people.reset_password(store, "anna", by="chef", at=AT)
    for secret in secrets:
        with pytest.raises(SignInNeeded):
            people.by_token(store, secret, "upload", AT)
    told = [(one.who, one.action, one.subject) for one in people.protocol(store, 2)]
    assert told == [
        ("chef", "token.revoke", f"anna/{number} {name}") for number, name in ((1, "Export"), (2, "Nachts"))
    ]
    people.change_password(store, account, once, f"{PASSWORD} 2", ADDRESS, later(minutes=5))
    with pytest.raises(SignInNeeded):
        people.by_token(store, secrets[0], "upload", later(minutes=6))
    assert people.check_protocol(store) == ()


def test_tokens_of_an_account_with_a_one_time_password_do_not_count_yet(store: Store) -> None:
    account, once = people.add(store, "anna", "datenpflege", by="Test", at=AT)
    secret = people.token(store, account, "Export", 30, ["upload"], AT)
    with pytest.raises(Forbidden, match="Einmalkennwort"):
        people.by_token(store, secret, "upload", AT)
    changed = people.change_password(store, account, once, PASSWORD, ADDRESS, AT)
    assert people.by_token(store, secret, "upload", AT) == changed
