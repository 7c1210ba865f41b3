"""Start data are taken once: a later correction stays, a new file or a newly known fault is taken over."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.catalogue import load
from cockpit.etl import load_start
from cockpit.store import Store
from tests.conftest import ROOT
from tests.etl.conftest import AT, Take, number, value

RATE = "arbeitslosenquote"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped catalogue with one small start file."""
    place = tmp_path / "data"
    (place / "start").mkdir(parents=True)
    for name in ("catalogue", "regions", "texts"):
        (place / name).symlink_to(ROOT / "data" / name)
    (place / "start" / f"{RATE}.csv").write_text("ags;jahr;wert;status\n05766;2024;6;\n05762;2024;5;\n")
    return place


def loaded(store: Store, folder: Path) -> int:
    return load_start(store, folder, at=AT, step=lambda *_: None)


def test_a_correction_is_not_undone_by_the_start_data(store: Store, take: Take, folder: Path) -> None:
    assert loaded(store, folder) == 1
    take("ags;jahr;wert\n05766;2024;6.1\n", indicator=RATE)
    assert loaded(store, folder) == 0
    assert number(store, RATE, "05766", 2024) == 6.1


def test_a_new_version_of_a_start_file_is_taken(store: Store, folder: Path) -> None:
    loaded(store, folder)
    (folder / "start" / f"{RATE}.csv").write_text("ags;jahr;wert;status\n05766;2024;6.2;\n")
    assert loaded(store, folder) == 1
    assert number(store, RATE, "05766", 2024) == 6.2
    assert number(store, RATE, "05762", 2024) == 5


def test_a_newly_known_fault_reaches_start_data_taken_before(store: Store, folder: Path) -> None:
    loaded(store, folder)
    (folder / "catalogue").unlink()
    (folder / "catalogue").mkdir()
    for part in (ROOT / "data" / "catalogue").iterdir():
        if part.name != "peculiarities.csv":
            (folder / "catalogue" / part.name).symlink_to(part)
    known = (ROOT / "data" / "catalogue" / "peculiarities.csv").read_text(encoding="utf-8")
    more = f"{known.rstrip()}\n{RATE};05766;2024;2024;missing;Probe\n"
    (folder / "catalogue" / "peculiarities.csv").write_text(more, encoding="utf-8")
    store.sync(load(folder), at=AT, by="Test")
    assert loaded(store, folder) == 1
    assert value(store, RATE, "05766", 2024)[1] == "missing"  # type: ignore[index]
