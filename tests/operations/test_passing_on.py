"""A server dies over a request: what only reads is asked of the next one, what changes something never twice."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from .front import HOST, missing
from .pair import before

pytestmark = pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nda"
BODY = b"werte" * 50_000


@dataclass
class Server:
    """A plain server; one that ``dies`` takes the beginning of a request and then its line is cut."""

    dies: bool
    asked: list[str] = field(default_factory=list)
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def serve(self) -> None:
        """Until it is closed."""
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            with line:
                begun = line.recv(1 << 16)
                self.asked.append(begun.split(b" ")[0].decode())
                if not self.dies:
                    self._take_all(line, begun)
                    line.sendall(ANSWER)

    @staticmethod
    def _take_all(line: socket.socket, begun: bytes) -> None:
        """What is left unread when a line is closed is told as an error, not as an end."""
        while b"\r\n\r\n" not in begun:
            begun += line.recv(1 << 16)
        head, _, body = begun.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        lacking = int(length[1]) - len(body) if length else 0
        while lacking > 0:
            lacking -= len(line.recv(1 << 16)) or lacking


@contextmanager
def served(*servers: Server) -> Iterator[None]:
    for one in servers:
        threading.Thread(target=one.serve, daemon=True).start()
    try:
        yield
    finally:
        for one in servers:
            one.listening.shutdown(socket.SHUT_RDWR)
            one.listening.close()


@pytest.fixture(autouse=True)
def programs() -> None:
    if missing():
        pytest.skip(f"Das Programm {missing()} ist nicht installiert.")


def asked(folder: Path, method: str, path: str, *servers: Server) -> requests.Response:
    """The answer of nginx before these servers, the first of which is asked first."""
    with served(*servers):
        return through_nginx(folder, method, path, *(one.port for one in servers))


def through_nginx(folder: Path, method: str, path: str, *ports: int) -> requests.Response:
    with before(folder, *ports) as port:
        body = BODY if method == "POST" else None
        return requests.request(
            method,
            f"https://127.0.0.1:{port}{path}",
            headers={"Host": HOST},
            data=body,
            verify=False,  # noqa: S501 - our own certificate
            timeout=30,
        )


@pytest.mark.parametrize(
    "path", ["/kreis/lippe", "/konto", "/api/v1/uploads/abc", "/kreis/lippe.pdf", "/daten/hochladen"]
)
def test_what_only_reads_is_answered_by_the_next_server(tmp_path: Path, path: str) -> None:
    dying, other = Server(dies=True), Server(dies=False)
    answer = asked(tmp_path, "GET", path, dying, other)
    assert (answer.status_code, answer.text) == (200, "da")
    assert (dying.asked, other.asked) == (["GET"], ["GET"])


@pytest.mark.parametrize(
    "path", ["/anmelden", "/api/v1/uploads", "/daten/hochladen", "/daten/pruefung/abc/veroeffentlichen"]
)
def test_what_changes_something_is_never_repeated(tmp_path: Path, path: str) -> None:
    dying, other = Server(dies=True), Server(dies=False)
    answer = asked(tmp_path, "POST", path, dying, other)
    assert answer.status_code == 503
    assert "Das Cockpit antwortet gerade nicht" in answer.text
    assert (dying.asked, other.asked) == (["POST"], [])


def test_what_changes_something_goes_to_the_next_server_where_nobody_listens(tmp_path: Path) -> None:
    gone, other = Server(dies=True), Server(dies=False)
    port = gone.port
    gone.listening.close()
    with served(other):
        answer = through_nginx(tmp_path, "POST", "/anmelden", port, other.port)
    assert (answer.status_code, other.asked) == (200, ["POST"])
