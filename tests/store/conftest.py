"""A store with the small catalogue, once on SQLite and once on a real PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cockpit.model.catalogue import Catalogue
from cockpit.store import Store

from . import servers
from .example import AT, judge, small_catalogue


@pytest.fixture
def catalogue() -> Catalogue:
    """The small catalogue."""
    return small_catalogue()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, once on each back end."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'cockpit.sqlite'}"
    else:
        yield from servers.fresh_database(request.getfixturevalue("postgresql"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server: the one given, or a temporary one."""
    given = os.environ.get("COCKPIT_TEST_POSTGRESQL")
    if given:
        yield given
    else:
        yield from servers.temporary_server()


@pytest.fixture
def store(url: str, catalogue: Catalogue) -> Iterator[Store]:
    """A store with the small catalogue and no values."""
    opened = Store.open(url)
    opened.migrate()
    opened.sync(catalogue, at=AT, by="init", judge=judge)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path, catalogue: Catalogue) -> Iterator[tuple[Store, Path]]:
    """The same on SQLite only, with the path of its file."""
    path = tmp_path / "cockpit.sqlite"
    opened = Store.open(f"sqlite:///{path}")
    opened.migrate()
    opened.sync(catalogue, at=AT, by="init", judge=judge)
    yield opened, path
    opened.close()
