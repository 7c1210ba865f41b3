"""Two application servers behind the shipped nginx on one PostgreSQL, with nothing in common but that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .front import DEPLOY, HOST, STARTING, free_port, running, write_site


@dataclass
class Application:
    """One gunicorn with the shipped settings; folders for cache and temporary files are its own."""

    folder: Path
    database_url: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it in a group of its own, as on a machine of its own."""
        self.folder.mkdir(exist_ok=True)
        environment = os.environ | {
            "COCKPIT_DATABASE_URL": self.database_url,
            "COCKPIT_ENV": "production",
            "COCKPIT_SECRET_KEY": "allen-servern-gemeinsam-" + "x" * 24,
            "COCKPIT_PUBLIC_URL": f"https://{HOST}",
            "COCKPIT_PROXIES": "1",
            "COCKPIT_CACHE": str(self.folder / "cache"),
            "TMPDIR": str(self.folder),
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
        }
        environment.pop("COCKPIT_TODAY", None)
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(DEPLOY / "gunicorn.conf.py")]
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(
                [*gunicorn, "cockpit.web.server:create_server()"], env=environment, cwd=self.folder,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def await_ready(self) -> None:
        """Until it answers that it is ready."""
        assert self.process is not None
        end = time.monotonic() + STARTING
        while True:
            assert self.process.poll() is None, (self.folder / "log.txt").read_text()
            try:
                with urllib.request.urlopen(f"{self.base}/readyz", timeout=5):
                    return
            except OSError:
                assert time.monotonic() < end, "an application server does not become ready"
                time.sleep(0.1)

    def kill(self) -> None:
        """The power of its machine fails: every process at once, none can say anything."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@dataclass(frozen=True)
class Pair:
    """Both servers, and the address of nginx before them."""

    first: Application
    second: Application
    site: str

    def both_ready(self) -> None:
        """Start what was killed, and wait for both."""
        for one in (self.first, self.second):
            if one.process is None:
                one.start()
        for one in (self.first, self.second):
            one.await_ready()


@contextmanager
def pair(folder: Path, database_url: str) -> Iterator[Pair]:
    """Start all three over a database; needs nginx and openssl."""
    both = [Application(folder / name, database_url) for name in ("a", "b")]
    with before(folder, *(one.port for one in both)) as port:
        started = Pair(*both, f"https://127.0.0.1:{port}")
        try:
            started.both_ready()
            yield started
        finally:
            for one in both:
                one.kill()


@contextmanager
def before(folder: Path, *applications: int) -> Iterator[int]:
    """The shipped nginx site before these ports; yields its own with TLS."""
    port, redirecting, static = (free_port() for _ in range(3))
    write_site(folder, port, redirecting, static, *applications)
    with running(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], port, dict(os.environ)):
        yield port
