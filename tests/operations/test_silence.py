"""Connections that die in the midst of a request, straight at the program."""

from __future__ import annotations

import shutil
import socket
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.operations.conftest import sqlite
from tests.operations.pair import Application

HEAD = b"GET / HTTP/1.1\r\nHost: kreis.example\r\n"
BODY = (
    b"POST /anmelden HTTP/1.1\r\nHost: kreis.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 1000\r\n\r\nname="
)
SECONDS, MORE_THAN_THREADS = 5, 10


@pytest.mark.parametrize("said", [HEAD, BODY], ids=["head", "body"])
def test_connections_that_fall_silent_do_not_hold_the_server(
    said: bytes, shipped_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUNICORN_CMD_ARGS", f"--timeout {SECONDS}")
    file = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite"))
    server = Application(tmp_path / "server", sqlite(file))
    server.start()
    try:
        server.await_ready()
        with ExitStack() as silent:
            for _ in range(MORE_THAN_THREADS):
                gone = silent.enter_context(socket.create_connection(("127.0.0.1", server.port)))
                gone.sendall(said)
            time.sleep(1)
            with urllib.request.urlopen(f"{server.base}/healthz", timeout=6 * SECONDS) as answer:
                assert answer.status == 200
    finally:
        server.kill()
