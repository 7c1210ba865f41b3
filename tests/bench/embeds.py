"""Milliseconds for a line chart, a map, a PNG from disk, and an embed over HTTP beside a static file behind nginx."""

from __future__ import annotations

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from cockpit.base.settings import settings
from cockpit.outputs.svg import indicator_svg
from cockpit.query import selection, snapshot
from cockpit.store import Store
from tests.bench.pages import _free_port, _wait

ROUNDS = 40
LIMITS = {"SVG line chart": 20.0, "SVG map": 40.0, "PNG from disk": 10.0}
ASKED = {"SVG line chart": {"kreise": "lippe"}, "SVG map": {"kreise": "lippe", "ansicht": "karte"}}
EMBED = "/einbetten/indikator/beschaeftigtenquote?kreise=lippe"
NGINX = """
{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  proxy_cache_path {folder}/kept keys_zone=kept:1m;
  server {{
    listen 127.0.0.1:{port};
    location = /fest.html {{ root {folder}; }}
    location / {{ proxy_pass http://127.0.0.1:{upstream}; proxy_cache kept; proxy_set_header Host $http_host; }}
  }}
}}
"""


def compare() -> None:
    """Print medians; the static file is the very same document, so that only the road differs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}"}
        subprocess.run(
            [sys.executable, "-m", "cockpit.cli", "init"], env=environment, check=True, stderr=subprocess.DEVNULL
        )
        found = _painting(folder / "bench.sqlite", environment) | _over_http(folder, environment)
    for label, milliseconds in found.items():
        limit = f"  limit {LIMITS[label]:.0f} ms" if label in LIMITS else ""
        print(f"{label:46} {milliseconds:8.2f} ms{limit}")
    if "embed behind nginx" in found:
        print(f"{'embed behind nginx : static file':46} {found['embed behind nginx'] / found['static file']:8.2f} x")


def _painting(file: Path, environment: dict[str, str]) -> dict[str, float]:
    store = Store.open(f"sqlite:///{file}")
    snap = snapshot(store, None, date.today())
    found = {}
    for label, args in ASKED.items():
        chosen = selection(snap, args, indicator="beschaeftigtenquote")
        found[label] = _median(lambda chosen=chosen: indicator_svg(snap, chosen))  # type: ignore[misc]
    stand = snap.revision.id
    store.close()
    return found | _from_disk(stand, environment)


def _from_disk(stand: int, environment: dict[str, str]) -> dict[str, float]:
    """Inside the process: what a request costs without the network."""
    os.environ |= {"COCKPIT_DATABASE_URL": environment["COCKPIT_DATABASE_URL"]}
    settings.cache_clear()
    from cockpit.web.server import create_server  # noqa: PLC0415 - reads the settings when loaded

    client = create_server(settings()).test_client()
    address = f"/indikator/beschaeftigtenquote.png?kreise=lippe&stand={stand}"
    if client.get(f"{address}&thema=druck").status_code != http.HTTPStatus.OK:
        raise SystemExit(address)
    first = _median(lambda: client.get(address), 1)
    return {"PNG painted": first, "PNG from disk": _median(lambda: client.get(address))}


def _over_http(folder: Path, environment: dict[str, str]) -> dict[str, float]:
    with _running([sys.executable, "-m", "cockpit.cli", "serve", "--port", "{port}"], "/healthz", environment) as port:
        found = {"embed, gunicorn": _asked(port, EMBED)}
        if shutil.which("nginx") is None:
            print("nginx is missing: no static file to compare with")
            return found
        (folder / "fest.html").write_bytes(_get(port, EMBED))
        (folder / "kept").mkdir()
        place = _free_port()
        # Started by root, nginx reads as somebody else, who may not look into our folder.
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder, port=place, upstream=port))
        command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
        with _running(command, "/fest.html", environment, place) as front:
            return found | {"static file": _asked(front, "/fest.html"), "embed behind nginx": _asked(front, EMBED)}


@contextmanager
def _running(command: list[str], probe: str, environment: dict[str, str], port: int = 0) -> Iterator[int]:
    port = port or _free_port()
    process = subprocess.Popen([part.format(port=port) for part in command], env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}{probe}")
        yield port
    finally:
        process.terminate()
        process.wait()


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse().read()


def _asked(port: int, path: str) -> float:
    """Median over one kept connection, after the first answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask() -> None:
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path}: {answer.status}")

    ask()
    return _median(ask)


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    if rounds > 1:
        work()
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    compare()
