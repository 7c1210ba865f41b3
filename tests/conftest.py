"""What all tests share: the folder of real files, and one store initialised from the shipped data."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from cockpit.query import Snapshot, snapshot
from cockpit.store import Store

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 22)
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Real, messy files; they are not shipped with the product."""
    folder = ROOT.parent / "shared" / "realdata"
    if not folder.is_dir():
        pytest.skip("the real files are not shipped; they are expected in ../shared/realdata")
    return folder


@pytest.fixture(scope="session")
def start_folder() -> Path:
    """The start values that ship with the product."""
    return ROOT / "data" / "start"


@pytest.fixture(scope="session")
def shipped_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file made by ``cockpit init`` once for all processes of the run; copy it before writing."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "initialised"
    folder.mkdir(exist_ok=True)
    made = folder / "cockpit.sqlite"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _initialise(folder / "unfinished.sqlite").rename(made)
    return Path(shutil.copy(made, tmp_path_factory.mktemp("shipped") / "cockpit.sqlite"))


@pytest.fixture(scope="session")
def shipped_store(shipped_file: Path) -> Iterator[Store]:
    """The initialised store, for reading."""
    store = Store.open(f"sqlite:///{shipped_file}")
    yield store
    store.close()


@pytest.fixture(scope="session")
def live(shipped_store: Store) -> Snapshot:
    """The newest Datenstand on 22.11.2026."""
    return snapshot(shipped_store, None, TODAY)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of the session: Playwright allows no second one beside it."""
    if not CHROMIUM.exists():
        pytest.skip(f"needs {CHROMIUM}")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


def _initialise(file: Path) -> Path:
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY.isoformat()}
    subprocess.run([sys.executable, "-m", "cockpit.cli", "init"], env=environment, check=True, cwd=ROOT)
    _fold_log(file)
    return file


def _fold_log(file: Path) -> None:
    """Fold the write-ahead log into the file, so that a plain copy of it is complete."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
