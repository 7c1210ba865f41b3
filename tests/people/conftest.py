"""People at a store with the small catalogue, and at a server over the start data."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cockpit import people
from cockpit.base.settings import settings
from cockpit.model.account import Account
from cockpit.store import Store
from cockpit.web.server import create_server
from tests.conftest import TODAY
from tests.store.conftest import catalogue, postgresql, store, url

__all__ = ["catalogue", "postgresql", "store", "url"]
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ADDRESS = "192.0.2.7"
PASSWORD = "vier gute Wörter hintereinander"  # noqa: S105 - made up here
FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def later(**span: float) -> datetime:
    """A moment after 22.11.2026, 9 o'clock."""
    return AT + timedelta(**span)


def hired(store: Store, name: str, role: str = "datenpflege", kreise: tuple[str, ...] = ()) -> Account:
    """An account with a password of its own."""
    account, once = people.add(store, name, role, kreise, by="Test", at=AT)
    return people.change_password(store, account, once, PASSWORD, ADDRESS, AT)


@dataclass
class Person:
    """Someone at a browser, who sends forms as pages hold them."""

    client: FlaskClient
    name: str = ""

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def token(self, page: str = "/konto") -> str:
        """The form token of a page."""
        found = FORM_TOKEN.search(self.client.get(page).text)
        assert found, page
        return found[1]

    def post(self, path: str, page: str = "/konto", **words: str) -> TestResponse:
        """Send a form with the token that ``page`` gave."""
        return self.client.post(path, data={**words, "csrf_token": self.token(page)})

    def sign_in(self, name: str, password: str = PASSWORD, onward: str = "") -> TestResponse:
        return self.post("/anmelden", "/anmelden", name=name, kennwort=password, weiter=onward)


@pytest.fixture
def staff_store(shipped_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A store with the start data of its own, as the server of this test uses it."""
    file = tmp_path / "cockpit.sqlite"
    shutil.copy(shipped_file, file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{file}")
        patch.setenv("COCKPIT_TODAY", TODAY.isoformat())
        settings.cache_clear()
        opened = Store.open(settings().database_url)
        yield opened
        opened.close()
    settings.cache_clear()


@pytest.fixture
def server(staff_store: Store) -> Flask:
    """The server over it."""
    assert staff_store.is_current()
    return create_server()


@pytest.fixture
def someone(server: Flask) -> Person:
    """Someone who has not signed in."""
    return Person(server.test_client())


@pytest.fixture
def signed_in(server: Flask, staff_store: Store) -> Callable[..., Person]:
    """Makes an account and signs it in."""

    def make(role: str = "datenpflege", kreise: tuple[str, ...] = ("05766",), name: str = "") -> Person:
        name = name or f"person.{role}"
        hired(staff_store, name, role, kreise)
        person = Person(server.test_client(), name)
        assert person.sign_in(name).status_code == 303
        return person

    return make
