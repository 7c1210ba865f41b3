"""A server over a real store that holds the catalogue, with pages made for these tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cockpit import catalogue
from cockpit.base.settings import settings
from cockpit.store import Store
from cockpit.web.server import create_server

TRIAL = "trial_pages"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path_factory.mktemp('rahmen') / 'cockpit.sqlite'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        patch.setenv("COCKPIT_DATABASE_URL", url)
        patch.setenv("COCKPIT_TODAY", "2026-11-22")
        settings.cache_clear()
        store = Store.open(url)
        store.migrate()
        store.sync(catalogue.load(settings().data), at=datetime(2026, 11, 14, 8, tzinfo=UTC), by="Test")
        store.close()
        yield create_server(settings(), TRIAL)
    settings.cache_clear()


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()
