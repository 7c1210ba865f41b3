"""``cockpit downgrade``: possible without loss, refused with one, and ``cockpit init`` leads back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cockpit.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cockpit(shipped_file: Path, tmp_path: Path) -> Run:
    """The real command over a copy of the start data."""
    file = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite"))
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}"}
    command = [sys.executable, "-m", "cockpit.cli"]
    return lambda *words: subprocess.run(
        [*command, *words], env=environment, capture_output=True, text=True, check=False
    )


def test_back_to_an_older_version_and_forward_again(cockpit: Run) -> None:
    checked = cockpit("downgrade", "0001", "--check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "von Stand 0005 auf Stand 0001 ist möglich" in checked.stdout
    assert "welche Originaldatei welche Werte enthält" in checked.stdout
    done = cockpit("downgrade", "0001")
    assert "von Stand 0005 auf Stand 0001" in done.stdout
    assert "ältere Version des Programms" in done.stdout
    assert "cockpit init" in cockpit("verify").stderr
    assert cockpit("init").returncode == 0
    assert cockpit("verify").returncode == 0


def test_what_would_be_lost_is_named_and_stays(cockpit: Run, tmp_path: Path) -> None:
    done = cockpit("downgrade", "0003")
    assert done.returncode == 0
    store = Store.open(f"sqlite:///{tmp_path / 'cockpit.sqlite'}")
    store.migrate()
    store.close()
    refused = cockpit("downgrade", "0001")
    assert refused.returncode == 3
    assert "Einträge im Protokoll: 1." in refused.stderr  # the downgrade before is in the audit log
    assert "bis Stand 0002" in refused.stderr


def test_the_same_version_is_nothing_to_do_and_an_unknown_one_a_wrong_call(cockpit: Run) -> None:
    assert "Nichts zu tun" in cockpit("downgrade", "0005").stdout
    unknown = cockpit("downgrade", "7")
    assert unknown.returncode == 2
    assert "Bekannt sind 0001, 0002, 0003, 0004 oder 0005" in unknown.stderr
