"""The log tells what went wrong and where in the program, and nothing about who asked for what."""

from __future__ import annotations

import json

import pytest

from cockpit.base.settings import settings
from cockpit.store import Store
from cockpit.web.server import create_server
from tests.people.conftest import staff_store

__all__ = ["staff_store"]


def test_an_unforeseen_error_is_one_json_line_without_address_query_or_account(
    staff_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert staff_store.revision().id
    chosen = settings().model_copy(update={"env": "production", "secret_key": "x" * 40, "today": ""})
    server = create_server(chosen)

    def stumble() -> str:
        raise RuntimeError("Division durch null")

    server.view_functions["robots"] = stumble
    try:
        capsys.readouterr()
        asked = server.test_client().get(
            "/robots.txt?q=Erika+Mustermann",
            headers={"User-Agent": "Erikas Tablet", "Cookie": "cockpit=geheim", "Referer": "https://amt.example/erika"},
            environ_base={"REMOTE_ADDR": "203.0.113.9"},
        )
        lines = capsys.readouterr().err.splitlines()
    finally:
        create_server()  # the log of the other tests
    assert asked.status_code == 500
    [line] = lines
    told = json.loads(line)
    assert told["event"] == "unforeseen error"
    assert told["level"] == "error"
    assert told["timestamp"]
    assert "Division durch null" in told["exception"]
    assert told["number"] in asked.text
    for word in ("Erika", "203.0.113.9", "geheim", "amt.example", "q="):
        assert word not in line
