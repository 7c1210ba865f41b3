"""``cockpit geometry``: a file becomes a map or is refused in German, and the map can be removed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cockpit.query import Snapshot
from cockpit.store import Store
from tests.boundaries import SOURCE, collection, feature, whole_map

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cockpit(tmp_path: Path, shipped_file: Path) -> Run:
    """Run a command against a copy of the initialised store."""
    shutil.copy(shipped_file, tmp_path / "cockpit.sqlite")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        held = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{tmp_path / 'cockpit.sqlite'}"}
        command = [sys.executable, "-m", "cockpit.cli", "geometry", *arguments]
        return subprocess.run(command, env=held, capture_output=True, text=True, check=False, cwd=ROOT)

    return run


@pytest.fixture
def held(tmp_path: Path) -> Callable[[], int | None]:
    """How many Kreise the stored map has."""

    def count() -> int | None:
        store = Store.open(f"sqlite:///{tmp_path / 'cockpit.sqlite'}")
        found = store.catalogue().geometry
        store.close()
        return len(found.kreise) if found else None

    return count


@pytest.fixture
def file(tmp_path: Path, live: Snapshot) -> str:
    path = tmp_path / "kreise.geojson"
    path.write_bytes(whole_map(live.catalogue.regions.values()))
    return str(path)


def test_a_dry_run_tells_all_and_stores_nothing(cockpit: Run, held: Callable[[], int | None], file: str) -> None:
    done = cockpit("import", file, "--source", SOURCE, "--dry-run")
    assert done.returncode == 0
    assert "400 Objekte, 2.400 Stützpunkte" in done.stdout
    assert "Probelauf" in done.stdout
    assert "weichen in der Fläche" in done.stderr
    assert held() is None


def test_an_import_is_a_datenstand_and_the_second_one_is_nothing_new(
    cockpit: Run, held: Callable[[], int | None], file: str
) -> None:
    document = json.loads(cockpit("import", file, "--source", SOURCE, "--json").stdout)
    assert (document["kreise"], document["source"], document["system"]) == (400, SOURCE, "EPSG:25832")
    assert isinstance(document["revision"], int)
    assert held() == 400
    again = cockpit("import", file, "--source", SOURCE)
    assert again.returncode == 0
    assert "Nichts Neues" in again.stdout


def test_removing_needs_a_reason_and_leaves_the_tiles(cockpit: Run, held: Callable[[], int | None], file: str) -> None:
    cockpit("import", file, "--source", SOURCE)
    assert cockpit("remove", "--reason", " ").returncode == 2
    assert held() == 400
    done = cockpit("remove", "--reason", "Neuer Zuschnitt")
    assert (done.returncode, held()) == (0, None)
    assert "nur noch die Kachelkarte" in done.stdout
    assert cockpit("remove", "--reason", "Noch einmal").returncode == 2


def test_without_a_source_line_nothing_is_taken(cockpit: Run, held: Callable[[], int | None], file: str) -> None:
    done = cockpit("import", file)
    assert done.returncode == 2
    assert "Quellenvermerk" in done.stderr
    assert held() is None


def test_what_is_no_map_is_refused_with_exit_code_three(
    cockpit: Run, held: Callable[[], int | None], tmp_path: Path
) -> None:
    path = tmp_path / "fremd.geojson"
    path.write_bytes(collection([feature("05766", [(8, 52), (9, 52), (9, 53)])], "EPSG:3857"))
    done = cockpit("import", str(path), "--source", SOURCE)
    assert done.returncode == 3
    assert "Nicht übernommen: Das Koordinatensystem der Datei ist nicht bekannt: EPSG:3857." in done.stderr
    assert cockpit("import", str(tmp_path / "fehlt.zip"), "--source", SOURCE).returncode == 2
    assert held() is None
