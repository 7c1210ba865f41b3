"""A real server over a copy of the shipped store, and a way to open another one beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.base.settings import settings
from cockpit.web.server import create_server

Open = Callable[..., FlaskClient]


@contextmanager
def serving(file: Path, today: str = "2026-11-22") -> Iterator[FlaskClient]:
    """A client of a server over the SQLite ``file`` on the day ``today``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{file}")
        patch.setenv("COCKPIT_TODAY", today)
        settings.cache_clear()
        yield create_server(settings()).test_client()
    settings.cache_clear()


@pytest.fixture(scope="module")
def client(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The server over the shipped data."""
    copy = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("walk") / "cockpit.sqlite"))
    with serving(copy) as found:
        yield found
