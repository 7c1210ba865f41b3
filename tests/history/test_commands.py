"""The history on the command line: listed, taken back, blocked – the same deeds as in the browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cockpit import people
from cockpit.store import Store
from tests.conftest import ROOT, TODAY

QUOTE = "arbeitslosenquote"


@pytest.fixture
def file(shipped_file: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "cockpit.sqlite"
    shutil.copy(shipped_file, copied)
    return copied


def cockpit(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command over the store in ``file``."""
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY.isoformat()}
    run = [sys.executable, "-m", "cockpit.cli", *words]
    return subprocess.run(run, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_publish_withdraw_and_see_the_old_value_again(file: Path, tmp_path: Path) -> None:
    source = tmp_path / "eigene.csv"
    source.write_text("ags;jahr;wert\n05766;2020;4,4\n", encoding="utf-8")
    done = cockpit(file, "import", str(source), "--indicator", QUOTE, "--json")
    number = json.loads(done.stdout)["revision"]
    answer = cockpit(file, "withdraw", str(number), "--reason", "Falsche Datei")
    assert answer.returncode == 0, answer.stderr
    assert "1 Werte auf dem früheren Stand" in answer.stdout
    listed = json.loads(cockpit(file, "revisions", "--json").stdout)["datenstaende"]
    assert (listed[0]["kind"], listed[0]["note"]) == ("withdrawal", "Falsche Datei")
    assert (listed[1]["id"], listed[1]["withdrawn_by"]) == (number, listed[0]["id"])
    again = cockpit(file, "withdraw", str(number), "--reason", "Noch einmal")
    assert again.returncode == 3
    assert "bereits" in again.stderr
    store = Store.open(f"sqlite:///{file}")
    assert people.protocol(store, 1, None)[0].action == "withdraw"
    assert people.check_protocol(store) == ()
    store.close()


def test_revisions_for_people_are_one_line_each(file: Path) -> None:
    lines = cockpit(file, "revisions", "--limit", "5").stdout.splitlines()
    assert len(lines) == 5
    assert all("Startdaten" in line for line in lines)


def test_a_block_is_for_good_and_named(file: Path) -> None:
    answer = cockpit(file, "block", QUOTE, "05766", "2020", "--reason", "Geheimhaltung")
    assert answer.returncode == 0, answer.stderr
    assert f"Gesperrt: {QUOTE} 05766 2020" in answer.stdout
    store = Store.open(f"sqlite:///{file}")
    assert [(one.key, one.year) for one in store.blocks()] == [("05766", 2020)]
    assert store.verify() == ()
    store.close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("withdraw", "999", "--reason", "x"), 2),
        (("withdraw", "1", "--reason", "x"), 3),
        (("withdraw", "5", "--reason", " "), 2),
        (("withdraw", "5"), 2),
        (("withdraw", "nein", "--reason", "x"), 2),
        (("block", QUOTE, "99999", "2020", "--reason", "x"), 2),
        (("block", QUOTE, "05766", "1950", "--reason", "x"), 3),
    ],
)
def test_wrong_calls_say_so_in_german(file: Path, words: tuple[str, ...], code: int) -> None:
    answer = cockpit(file, *words)
    assert answer.returncode == code, answer.stderr
    assert answer.stderr.strip()
    assert "Traceback" not in answer.stderr
