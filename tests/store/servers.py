"""A temporary PostgreSQL server for tests, run by the user postgres when we are root (it refuses to run as root)."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from cockpit.store import portable, schema

_NUMBERS = count(1)


def temporary_server() -> Iterator[str]:
    """Start a server on a socket in a folder of its own, and remove it at the end."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs and not shutil.which("initdb"):
        pytest.skip("Kein PostgreSQL installiert (initdb fehlt) und COCKPIT_TEST_POSTGRESQL nicht gesetzt.")
    binaries = programs[-1] if programs else Path(str(shutil.which("initdb"))).parent
    folder = Path(tempfile.mkdtemp(prefix="cockpit-pg-"))
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        _run(binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", user=user)
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        _run(binaries / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start", user=user)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        stop(binaries, folder, user)


def fill(address: str, shipped: Path) -> None:
    """Copy an initialised SQLite file into an empty database: sooner done than ``cockpit init``."""
    source, target = schema.connect(f"sqlite:///{shipped}"), schema.connect(address)
    try:
        portable.copy(source, target)
    finally:
        source.close()
        target.close()


def stop(binaries: Path, folder: Path, user: str) -> None:
    """Stop a server, whatever became of its test, and remove its folder."""
    try:
        if (folder / "data" / "postmaster.pid").exists():
            _run(binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(server: str) -> Iterator[str]:
    """An empty database on the server, dropped at the end."""
    address = make_url(server)
    name = f"cockpit_test_{os.getpid()}_{next(_NUMBERS)}"
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield address.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(*command: object, user: str) -> None:
    prefix = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"] if os.geteuid() == 0 else []
    # pg_ctl leaves its output open to the server, so it must not be a pipe that we wait for.
    environment = os.environ | {"HOME": "/tmp"}  # noqa: S108
    subprocess.run(
        [*prefix, *map(str, command)], check=True, cwd="/", env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
