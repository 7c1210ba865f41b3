"""A real store with the real catalogue, and a short way to hand it a file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cockpit.catalogue import load
from cockpit.etl import Finding, Report, Request, run
from cockpit.store import Store
from tests.conftest import ROOT

AT = datetime(2026, 11, 22, tzinfo=UTC)
EXCERPTS = Path(__file__).parent / "excerpts"
Take = Callable[..., Report]


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every shipped declaration and no value."""
    path = tmp_path_factory.mktemp("etl") / "synced.sqlite"
    store = Store.open(f"sqlite:///{path}")
    store.migrate()
    store.sync(load(ROOT / "data"), at=AT, by="Test")
    store.close()
    return path


@pytest.fixture
def store(synced: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "cockpit.sqlite"
    shutil.copy(synced, path)
    store = Store.open(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture
def take(store: Store) -> Take:
    """``take("ags;jahr;wert…")`` with text, bytes, the name of an excerpt or a path; the rest as in a Request."""

    def taken(source: str | bytes | Path, name: str = "werte.csv", **wishes: object) -> Report:
        if isinstance(source, str) and source.endswith((".csv", ".xls", ".xlsx")):
            source = EXCERPTS / source
        if isinstance(source, Path):
            source, name = source.read_bytes(), source.name
        data = source.encode() if isinstance(source, str) else source
        repairs = frozenset(wishes.pop("repairs", ()))  # type: ignore[call-overload]
        return run(store, Request(data, name, by="Test", repairs=repairs, **wishes), at=AT)  # type: ignore[arg-type]

    return taken


def value(store: Store, indicator: str, key: str, year: int) -> tuple[float, str] | None:
    """The stored number and status of one cell, ``None`` when there is no row."""
    rows = store.series(indicator, [key])
    rows = rows[rows["year"] == year]
    return None if rows.empty else (float(rows["value"].iloc[0]), str(rows["status"].iloc[0]))


def number(store: Store, indicator: str, key: str, year: int) -> float | None:
    found = value(store, indicator, key, year)
    return None if found is None else found[0]


def about(report: Report, words: str) -> Finding:
    """The one finding that contains these words."""
    found = [finding for finding in report.findings if words in finding.problem]
    assert len(found) == 1, [finding.problem for finding in report.findings]
    return found[0]
