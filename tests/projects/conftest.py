"""A second programme in a copied data folder, taken over into a store of its own, and the pages over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.base.settings import settings
from cockpit.catalogue import load
from cockpit.progress import assess
from cockpit.query import Snapshot, snapshot
from cockpit.store import Store
from cockpit.web.page import Page, match
from cockpit.web.server import create_server
from tests.conftest import ROOT, TODAY
from tests.web.pages.reading import request_for

SECOND = Path(__file__).parent / "second"
Ask = Callable[..., Page]


def pages_of(snap: Snapshot) -> Ask:
    """``ask(path, **arguments)`` is the page of that address."""

    def ask(path: str, **args: str) -> Page:
        module, _ = match(path)
        return module.page(request_for(snap, path, args))

    return ask


@pytest.fixture(scope="session")
def ask(live: Snapshot) -> Ask:
    """Pages over what ships."""
    return pages_of(live)


@pytest.fixture(scope="session")
def two_file(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped store after a second folder of a programme was dropped in."""
    folder = tmp_path_factory.mktemp("two")
    data = Path(shutil.copytree(ROOT / "data", folder / "data"))
    shutil.copytree(SECOND, data / "catalogue" / "programmes" / "modernisierung")
    file = Path(shutil.copy(shipped_file, folder / "c.sqlite"))
    store = Store.open(f"sqlite:///{file}")
    store.sync(load(data), at=datetime(2026, 11, 22, 9, tzinfo=UTC), by="Test", judge=assess)
    store.close()
    return file


@pytest.fixture(scope="session")
def ask_two(two_file: Path) -> Iterator[Ask]:
    """Pages over two programmes."""
    store = Store.open(f"sqlite:///{two_file}")
    yield pages_of(snapshot(store, None, TODAY))
    store.close()


@pytest.fixture
def two_client(two_file: Path) -> Iterator[FlaskClient]:
    """The server over two programmes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{two_file}")
        patch.setenv("COCKPIT_TODAY", TODAY.isoformat())
        settings.cache_clear()
        yield create_server().test_client()
    settings.cache_clear()
