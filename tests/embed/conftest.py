"""A real cockpit, and beside it the server of somebody else, whose pages embed what the cockpit offers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from tests.browser.conftest import RULES, TODAY, _free_port, _wait_for
from tests.walks.conftest import serving

OWN_STYLE = "body { margin: 8px } img { max-width: 100%; height: auto }"
"""What nearly every site has in its own style sheet."""


@dataclass
class Foreign:
    """Another origin: pages with a policy of their own, and which hosts they were asked under."""

    port: int
    pages: dict[str, tuple[bytes, str, str]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def stranger(self) -> str:
        """The same pages under a name that the cockpit was not told."""
        return f"http://localhost:{self.port}"

    def page(self, name: str, body: str, policy: str) -> str:
        """Puts a page up and tells its path."""
        document = (
            '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Zeitung</title>'
            '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
            f'<link rel="stylesheet" href="/eigen.css"></head><body><p>Davor</p>{body}<p>Danach</p></body></html>'
        )
        self.pages[f"/{name}"] = (document.encode(), "text/html; charset=utf-8", policy)
        return f"/{name}"


@pytest.fixture(scope="session")
def foreign() -> Iterator[Foreign]:
    found = Foreign(0)
    found.pages["/eigen.css"] = (OWN_STYLE.encode(), "text/css", "")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content, kind, policy = found.pages.get(self.path, (b"", "text/plain", ""))
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", kind)
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()


@pytest.fixture(scope="session")
def cockpit(shipped_file: Path, foreign: Foreign, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server that lets only the one foreign origin frame its charts."""
    folder = tmp_path_factory.mktemp("embed")
    copy = shutil.copy(shipped_file, folder / "cockpit.sqlite")
    environment = {
        **os.environ,
        "COCKPIT_DATABASE_URL": f"sqlite:///{copy}",
        "COCKPIT_TODAY": TODAY,
        "COCKPIT_FRAME_ANCESTORS": foreign.origin,
    }
    port, log = _free_port(), folder / "log.txt"
    with log.open("wb") as file:
        run = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(run, env=environment, stdout=file, stderr=file)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture
def client(shipped_file: Path, tmp_path: Path) -> Iterator[FlaskClient]:
    """A server in this process over a copy of its own."""
    with serving(Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite"))) as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window of that width; everything that goes wrong is kept in ``page.said``."""
    contexts = []

    def opened(address: str, width: int = 1280, **wishes: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="de-DE", **wishes)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.asked = []
        page.on("console", lambda one: page.said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address, wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """Runs axe (WCAG 2.2 A and AA) and names what it finds with the place."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    def run(page: Page) -> list[str]:
        found = Axe().run(page, options=RULES).response["violations"]
        return [f"{item['id']}: {node['target']}" for item in found for node in item["nodes"]]

    return run


class _Codes(HTMLParser):
    """Collects the text of every ``textarea`` by its id."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "textarea":
            self._open = dict(attrs)["id"] or ""
            self.codes[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == "textarea" else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.codes[self._open] += data


def snippets(address: str) -> dict[str, str]:
    """What a person copies from the page "Weitergeben": image, static, frame, fitting, short, long, …"""
    parser = _Codes()
    with urllib.request.urlopen(address, timeout=30) as answer:
        parser.feed(answer.read().decode())
    return {name.removeprefix("code-"): code for name, code in parser.codes.items()}
