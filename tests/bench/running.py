"""Servers that run for one measurement: ours, a peer's, nginx in front – each with its process number and address."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import peers
from tests.bench.pages import _free_port, _wait

NGINX = """
{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; default_type application/octet-stream; sendfile on;
  proxy_cache_path {folder}/kept keys_zone=kept:1m;
  server {{
    listen 127.0.0.1:{port};
    location /fest/ {{ root {folder}; }}
    location / {{ proxy_pass http://127.0.0.1:{upstream}; proxy_cache kept; proxy_set_header Host $http_host; }}
  }}
}}
"""


@dataclass(frozen=True)
class Running:
    """The number of its first process and the port on 127.0.0.1 where it answers."""

    pid: int
    port: int

    def at(self, path: str) -> str:
        """The whole address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def ours(file: Path) -> Iterator[Running]:
    """Our server on an SQLite store, with a cache of its own beside it."""
    environment = {"COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": "2026-11-22"}
    port = _free_port()
    command = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)]
    with _started(command, port, "/readyz", environment) as running:
        yield running


@contextmanager
def datasette(file: Path) -> Iterator[Running]:
    """Datasette on an SQLite file that will not change, so that it may save itself every look; all rows allowed."""
    peers.version("datasette")
    port = _free_port()
    command = [
        peers.command("datasette"), "serve", "-i", str(file), "--port", str(port),
        "--setting", "max_returned_rows", "1000000", "--setting", "sql_time_limit_ms", "60000",
    ]  # fmt: skip
    with _started(command, port, "/-/versions.json") as running:
        yield running


@contextmanager
def nginx(upstream: Running, files: Mapping[str, bytes], folder: Path) -> Iterator[Running]:
    """nginx with a cache in front of ``upstream``, and ``files`` lying under /fest/."""
    if shutil.which("nginx") is None:
        raise peers.CannotMeasure("nginx fehlt")
    (folder / "fest").mkdir(parents=True)
    for name, content in files.items():
        (folder / "fest" / name).write_bytes(content)
    port = _free_port()
    # Started by root, nginx reads as somebody else, who may not look into our folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder, port=port, upstream=upstream.port))
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _started(command, port, f"/fest/{next(iter(files))}") as running:
        yield running


@contextmanager
def _started(
    command: Sequence[str], port: int, probe: str, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}{probe}")
        yield Running(process.pid, port)
    finally:
        process.terminate()
        process.wait()
