"""`cockpit user` and `cockpit token`: they never ask back, print secrets once, and say in German what is wrong."""

from __future__ import annotations

import re

import pytest

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.errors import Forbidden
from cockpit.cli import main
from cockpit.store import Store
from cockpit.store.people import accounts

from .conftest import ADDRESS


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and errors of a command."""
    with pytest.raises(SystemExit) as end:
        main(list(words))
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out, said.err


def test_the_first_administrator_comes_from_the_command_line(
    staff_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "user", "add", "chef", "--role", "verwaltung")
    assert code == 0
    once = re.search(r"Einmalkennwort, nur jetzt zu sehen: (\S+)", out)
    assert once
    account = people.authenticate(staff_store, "chef", once[1], ADDRESS, now())
    assert (account.role, account.kreise, account.must_change) == ("verwaltung", (), True)
    assert once[1] not in repr(staff_store.database.read("SELECT * FROM account"))


def test_kreise_are_named_one_by_one_and_unknown_ones_refused(
    staff_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "user", "add", "anna", "--role", "datenpflege", "--kreis", "05766", "--kreis", "05758")[0] == 0
    assert people.find(staff_store, "anna").account.kreise == ("05758", "05766")
    code, _, err = run(capsys, "user", "add", "berta", "--role", "datenpflege", "--kreis", "99999")
    assert code == 2
    assert "Diese Kreise gibt es nicht: „99999“." in err
    code, _, err = run(capsys, "user", "add", "berta", "--role", "datenpflege", "--kreis", "16056")  # dissolved 2021
    assert code == 2
    assert [held.account.name for held in people.listed(staff_store)] == ["anna"]


@pytest.mark.parametrize(
    "words",
    [
        ("user", "add", "anna"),
        ("user", "add", "anna", "--role", "chef"),
        ("user", "add", "anna", "--role", "datenpflege", "--oidc", "a@kreis.de"),
        ("user", "disable", "niemand"),
        ("user", "password", "niemand"),
        ("token", "create", "niemand", "--scope", "upload", "--days", "9"),
    ],
)
def test_a_call_that_cannot_be_done_ends_with_2_and_changes_nothing(
    staff_store: Store, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, _, err = run(capsys, *words)
    assert code == 2
    assert err.strip()
    assert people.protocol(staff_store, 9) == ()


def test_a_token_is_printed_alone_and_works(staff_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "user", "add", "maschine", "--role", "datenpflege", "--kreis", "05766")
    code, out, _ = run(capsys, "token", "create", "maschine", "--scope", "upload", "--days", "90")
    assert code == 0
    with pytest.raises(Forbidden, match="Einmalkennwort"):
        people.by_token(staff_store, out.strip(), "upload", now())
    with staff_store.database.writing() as writer:
        accounts.set_password(writer, people.find(staff_store, "maschine").account.id, "eigenes", must_change=False)
    assert people.by_token(staff_store, out.strip(), "upload", now()).name == "maschine"
    assert run(capsys, "token", "create", "maschine", "--scope", "alles", "--days", "90")[0] == 2
    assert run(capsys, "token", "create", "maschine", "--scope", "upload", "--days", "0")[0] == 2
    run(capsys, "user", "add", "chef", "--role", "verwaltung")
    assert run(capsys, "user", "disable", "maschine")[0] == 0
    assert run(capsys, "token", "create", "maschine", "--scope", "upload", "--days", "90")[0] == 2


@pytest.mark.usefixtures("staff_store")
def test_the_list_says_who_is_closed(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "user", "add", "anna", "--role", "datenpflege", "--kreis", "05766", "--display-name", "Anna Amt")
    run(capsys, "user", "disable", "anna")
    out = run(capsys, "user", "list")[1]
    assert re.search(r"^anna +Datenpflege, 05766, Anna Amt, geschlossen am 22\.11\.2026$", out, re.MULTILINE)


def test_verify_finds_a_log_that_was_tampered_with(staff_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "user", "add", "anna", "--role", "datenpflege")
    assert run(capsys, "verify")[0] == 0
    with staff_store.database.writing() as writer:
        writer.run("UPDATE audit SET after = 'Verwaltung' WHERE audit_id = 1")
    code, _, err = run(capsys, "verify")
    assert code == 4
    assert "Eintrag 1 des Protokolls wurde nachträglich verändert." in err
