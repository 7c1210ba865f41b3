"""Uploads by programs: the same counts as the command line, problems in German, and no way around the rights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cockpit.base.settings import settings
from cockpit.drafts import worker
from cockpit.store import Store
from cockpit.web.staff import api
from tests.conftest import ROOT
from tests.drafts.conftest import changed_by_hand, value
from tests.staff.conftest import UPLOADS, Program

Programs = Callable[..., Program]
FIELDS = {"indicator": "bevoelkerung", "column": "3", "year": "2021"}
LIPPE_AND_HERFORD = b"ags;indikator;jahr;wert\n05766;bevoelkerung;2021;347000\n05758;bevoelkerung;2021;251000\n"
HERFORD = b"ags;indikator;jahr;wert\n05758;bevoelkerung;2021;251000\n"


def by_command(file: Path, store: Store, *more: str) -> dict[str, object]:
    """What ``cockpit import --dry-run --json`` prints for the same store."""
    command = [sys.executable, "-m", "cockpit.cli", "import", str(file), "--dry-run", "--json", *more]
    environment = {**os.environ, "COCKPIT_DATABASE_URL": str(store.database.url)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT, check=False)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_upload_publish_and_withdraw_with_the_counts_of_the_command_line(
    program: Programs, staff_store: Store, file_05: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "05_geaendert.csv"
    file.write_bytes(changed_by_hand(file_05))
    caller = program()
    before = value(staff_store, "bevoelkerung", "05766", 2021)
    answer = caller.upload(file.read_bytes(), file.name, **FIELDS)
    assert answer.status_code == 201, answer.text
    told = answer.get_json()
    expected = by_command(file, staff_store, "--indicator", "bevoelkerung", "--column", "3", "--year", "2021")
    assert {name: told[name] for name in expected} == expected
    assert told["values"] == {"new": 0, "changed": 3, "unchanged": 414, "refused": 0}
    assert answer.headers["Location"] == told["address"] == f"{UPLOADS}/{told['id']}"
    assert caller.get(told["address"]).get_json()["values"] == told["values"]
    assert value(staff_store, "bevoelkerung", "05766", 2021) == before
    done = caller.post(told["address"] + "/publish", note="Probe")
    assert done.status_code == 200, done.text
    revision = done.get_json()["revision"]
    assert staff_store.revision(revision).note == "Probe"
    assert value(staff_store, "bevoelkerung", "05766", 2021) == 347151
    again = caller.post(told["address"] + "/publish")
    assert (again.status_code, again.get_json()["revision"]) == (200, revision), "publishing twice is publishing once"
    back = caller.post(f"/api/v1/revisions/{revision}/withdraw", reason="war nur eine Probe")
    assert back.status_code == 200, back.text
    assert back.get_json()["returned"] == 3
    assert value(staff_store, "bevoelkerung", "05766", 2021) == before


def test_each_real_file_has_the_counts_of_the_command_line(
    program: Programs, staff_store: Store, realdata: Path
) -> None:
    caller = program()
    files = [
        "02_regio_12411-01-01-4_2018.csv",
        "07_inkar_2017_kreise.csv",
        "08_inkar.xls",
        "15_genesis_12411-0013_laender.csv",
    ]
    for name in files:
        answer = caller.upload((realdata / name).read_bytes(), name)
        told = answer.get_json()
        report = told if answer.status_code == 201 else told["report"]
        expected = by_command(realdata / name, staff_store)
        assert {one: report[one] for one in expected} == expected, name


def test_a_refusal_is_a_problem_with_the_report_inside(program: Programs) -> None:
    answer = program().upload(b"ags;jahr;wert\n05766;2024;1\n", "zahlen.csv")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    told = answer.get_json()
    assert told["status"] == 422
    assert "Indikator" in told["detail"]
    assert told["report"]["findings"][-1]["severity"] == "error"
    assert told["report"]["id"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"year": "neulich"}, "Jahr"), ({"indicator": "gibt-es-nicht"}, "gibt-es-nicht")],
)
def test_wrong_fields_are_named(program: Programs, fields: dict[str, str], said: str) -> None:
    answer = program().upload(HERFORD, "werte.csv", **fields)
    assert 400 <= answer.status_code < 500
    assert answer.mimetype == "application/problem+json"
    assert said in answer.text


def test_an_upload_without_file_or_with_an_empty_one_is_told(program: Programs) -> None:
    caller = program()
    assert caller.client.post(UPLOADS, data={}, headers=caller.headers).status_code == 400
    answer = caller.upload(b"", "leer.csv")
    assert (answer.status_code, answer.get_json()["title"]) == (400, "Die Datei ist leer.")


def test_withdrawing_needs_a_reason(program: Programs) -> None:
    answer = program().post("/api/v1/revisions/3/withdraw", reason="  ")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_without_or_with_a_forged_token_nothing_is_taken(program: Programs) -> None:
    caller = program()
    address = caller.upload(HERFORD, "werte.csv").get_json()["address"]
    for headers in ({}, {"Authorization": "Bearer kc_erfunden"}, {"Authorization": "Basic YTpi"}):
        for call in (caller.client.post(UPLOADS, headers=headers), caller.client.get(address, headers=headers)):
            assert (call.status_code, call.mimetype) == (401, "application/problem+json")


def test_an_officer_of_lippe_publishes_nothing_for_herford(program: Programs, staff_store: Store) -> None:
    caller = program(kreise=("05766",))
    before = value(staff_store, "bevoelkerung", "05758", 2021)
    told = caller.upload(LIPPE_AND_HERFORD, "werte.csv").get_json()
    assert told["values"]["refused"] == 1
    assert caller.post(told["address"] + "/publish").status_code == 200
    assert value(staff_store, "bevoelkerung", "05766", 2021) == 347000
    assert value(staff_store, "bevoelkerung", "05758", 2021) == before
    assert caller.upload(HERFORD, "werte.csv").status_code == 422


def test_an_officer_of_lippe_takes_nothing_of_others_back_and_sees_no_draft_of_theirs(
    program: Programs, staff_store: Store
) -> None:
    all_of_them = program(name="alle")
    told = all_of_them.upload(LIPPE_AND_HERFORD, "werte.csv").get_json()
    lippe = program(kreise=("05766",), name="lippe")
    assert lippe.get(told["address"]).status_code == 403
    assert lippe.post(told["address"] + "/publish").status_code == 403
    revision = all_of_them.post(told["address"] + "/publish").get_json()["revision"]
    answer = lippe.post(f"/api/v1/revisions/{revision}/withdraw", reason="gehört mir nicht")
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert value(staff_store, "bevoelkerung", "05758", 2021) == 251000


def test_a_conflict_is_told_with_its_cells(program: Programs) -> None:
    first, second = program(name="eins"), program(name="zwei")
    mine = first.upload(HERFORD, "werte.csv").get_json()
    hers = second.upload(HERFORD.replace(b"251000", b"252000"), "werte.csv").get_json()
    assert first.post(mine["address"] + "/publish").status_code == 200
    answer = second.post(hers["address"] + "/publish")
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    (cell,) = answer.get_json()["conflicts"]
    assert (cell["key"], cell["live"], cell["fresh"], cell["by"]) == ("05758", 251000, 252000, "eins")


def test_with_a_second_pair_of_eyes_a_program_must_say_what_it_looked_at(
    program: Programs, staff_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCKPIT_SECOND_EYES", "true")
    settings.cache_clear()
    mine, eyes = program(), program("freigabe", name="augen")
    address = mine.upload(HERFORD, "werte.csv").get_json()["address"]
    assert mine.post(address + "/publish").get_json()["state"] == "approval"
    seen = eyes.get(address).get_json()["seen"]
    assert eyes.post(address + "/publish").status_code == 409
    assert mine.post(address + "/publish", note="noch einmal vorgelegt").status_code == 200
    answer = eyes.post(address + "/publish", seen=seen)
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert value(staff_store, "bevoelkerung", "05758", 2021) != 251000
    assert eyes.post(address + "/publish", seen=eyes.get(address).get_json()["seen"]).status_code == 200
    assert value(staff_store, "bevoelkerung", "05758", 2021) == 251000


def test_a_check_that_takes_long_is_answered_with_its_address(
    program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = program()
    assert api.PATIENCE <= 10, "a call must not hold a process of the server for long"
    monkeypatch.setattr(api, "PATIENCE", 0.2)
    monkeypatch.setattr(worker, "start", lambda _store, _draft: None)
    answer = caller.upload(HERFORD, "werte.csv")
    assert answer.status_code == 202
    assert answer.headers["Location"] == answer.get_json()["address"]


def test_unknown_drafts_and_revisions_are_not_found(program: Programs) -> None:
    caller = program()
    assert caller.get(f"{UPLOADS}/0000000000000000").status_code == 404
    assert caller.post("/api/v1/revisions/999999/withdraw", reason="gibt es nicht").status_code == 404
