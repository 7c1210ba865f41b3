"""A store with some history, the commands that keep it safe, and a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cockpit.store import Store
from tests.conftest import ROOT
from tests.store.conftest import catalogue, postgresql, store, url
from tests.store.example import KREISE, published, withdrawn

__all__ = ["catalogue", "postgresql", "store", "url"]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cockpit() -> Command:
    """Run a command of the product against the store at an address."""

    def run(address: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        held = {**os.environ, "COCKPIT_DATABASE_URL": address}
        command = [sys.executable, "-m", "cockpit.cli", *map(str, arguments)]
        return subprocess.run(command, env=held, capture_output=True, text=True, check=False, cwd=ROOT)

    return run


def lived_in(store: Store) -> Store:
    """Two years for every Kreis with an original file, a correction, and one Datenstand taken back."""
    cells = [(code, key, year, 100.5 + 7 * number + year) for code in ("bevoelkerung", "arbeitslose")
             for number, key in enumerate(KREISE) for year in (2019, 2020)]  # fmt: skip
    published(store, *cells, file=b"ags;jahr;wert\n")
    published(store, ("arbeitslose", "05766", 2020, 1 / 3), ("arbeitslose", "09162", 2020, None, "suppressed"))
    wrong = published(store, ("arbeitslose", "05334", 2019, 4.0))
    withdrawn(store, wrong)
    return store


def contents(store: Store) -> dict[str, tuple[int, str]]:
    """Rows and digest of every table, as the store itself would tell them."""
    from cockpit.store.portable.rows import digests, holding  # noqa: PLC0415 - only where compared

    with holding(store.database) as held:
        return {found.table: (found.n, found.sha256) for found in digests(held)}


def sqlite(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{path}"
