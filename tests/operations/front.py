"""The shipped nginx site and gunicorn settings, running: only ports and paths are put in."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
HOST = "cockpit.example"
STARTING = 60
MAIN = """
{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/errors warn;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/site.conf;
  server {{
    listen 127.0.0.1:{plain} ssl http2; ssl_certificate {folder}/own.pem; ssl_certificate_key {folder}/own.key;
    root {folder}/fest;
  }}
}}
"""


@dataclass(frozen=True)
class Front:
    """A running nginx before a running program; ``port`` is nginx's with TLS, ``static`` that of plain files."""

    port: int
    redirecting: int
    static: int
    application: int
    folder: Path
    server: subprocess.Popen[bytes]

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """An answer as it comes over the line."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = self.connected()
        connection.request("GET", path, headers={"Host": HOST, **named})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def connected(self) -> HTTPSConnection:
        """An open line to nginx."""
        connection = HTTPSConnection("127.0.0.1", self.port, context=unverified(), timeout=60)
        connection.connect()
        return connection

    def stop_application(self) -> None:
        """As if it had died: nobody listens any more."""
        self.server.kill()
        self.server.wait()
        for _ in range(200):
            if not answers(self.application):
                return
            time.sleep(0.05)


@contextmanager
def front(folder: Path, database_url: str) -> Iterator[Front]:
    """Start both over a store; needs nginx and openssl."""
    port, redirecting, static, application = (free_port() for _ in range(4))
    write_site(folder, port, redirecting, static, application)
    environment = os.environ | {
        "COCKPIT_DATABASE_URL": database_url,
        "COCKPIT_ENV": "production",
        "COCKPIT_SECRET_KEY": "nur-fuer-diesen-test-" + "x" * 24,
        "COCKPIT_PUBLIC_URL": f"https://{HOST}",
        "COCKPIT_PROXIES": "1",
        "PORT": str(application),
        "WEB_CONCURRENCY": "1",
    }
    environment.pop("COCKPIT_TODAY", None)
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(DEPLOY / "gunicorn.conf.py")]
    with (
        running([*gunicorn, "cockpit.web.server:create_server()"], application, environment) as server,
        running(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], port, environment),
    ):
        yield Front(port, redirecting, static, application, folder, server)


def write_site(folder: Path, port: int, redirecting: int, static: int, *applications: int) -> None:
    """The shipped site with ports, paths and a certificate of its own, before one application server or several."""
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    line = re.findall(r"^  server 127.*:8050.*\n", site, re.MULTILINE)
    for shipped, here in (
        ("/var/cache/nginx/cockpit", f"{folder}/kept"),
        (line[0], "".join(line[0].replace("8050", str(one)) for one in applications)),
        ("listen 80;", f"listen 127.0.0.1:{redirecting};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/nginx/cockpit.pem", f"{folder}/own.pem"),
        ("/etc/nginx/cockpit.key", f"{folder}/own.key"),
    ):
        assert site.count(shipped) == 1, shipped
        site = site.replace(shipped, here)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    # Started by root, nginx reads as somebody else, who may not look into our folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(user=user, folder=folder, plain=static), encoding="utf-8")
    for name in ("kept", "fest"):
        (folder / name).mkdir(exist_ok=True)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-keyout", str(folder / "own.key"), "-out", str(folder / "own.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that listens on a port, ended afterwards."""
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        end = time.monotonic() + STARTING
        while not answers(port):
            assert process.poll() is None, command
            assert time.monotonic() < end, command
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int) -> bool:
    """Whether anybody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unverified() -> ssl.SSLContext:
    """The certificate is our own."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def missing() -> str:
    """The program that is not installed, "" when all are."""
    return next((name for name in ("nginx", "openssl") if shutil.which(name) is None), "")
