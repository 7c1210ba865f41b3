"""Programs and officers at a server over the start data; work on drafts is done in this process."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cockpit import people
from cockpit.base.clock import now
from cockpit.store import Store
from tests.drafts.conftest import file_05, here
from tests.people.conftest import Person, hired, server, signed_in, someone, staff_store

__all__ = ["Person", "file_05", "here", "hired", "server", "signed_in", "someone", "staff_store"]
UPLOADS = "/api/v1/uploads"


@dataclass
class Program:
    """A program with a token, as ``curl`` would call."""

    client: FlaskClient
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def upload(self, data: bytes, name: str, **fields: str) -> TestResponse:
        return self.client.post(UPLOADS, data={"file": (io.BytesIO(data), name), **fields}, headers=self.headers)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, headers=self.headers)

    def post(self, path: str, **fields: Any) -> TestResponse:
        return self.client.post(path, json=fields, headers=self.headers)


@pytest.fixture
def program(request: pytest.FixtureRequest, server: Flask, staff_store: Store) -> Callable[..., Program]:
    """Makes an account with a token for uploads; the work on drafts is done in this process."""
    request.getfixturevalue("here")

    def make(role: str = "datenpflege", kreise: tuple[str, ...] = (), name: str = "programm") -> Program:
        account = hired(staff_store, name, role, kreise)
        token = people.token(staff_store, account, "Test", 30, ["upload"], now())
        return Program(server.test_client(), token)

    return make
