"""A store with the start data of its own on either back end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import ROOT
from tests.soak.asked import Asked
from tests.store import servers


@contextmanager
def _sqlite(asked: Asked, name: str) -> Iterator[str]:
    yield f"sqlite:///{asked.store_file(asked.folder(name))}"


@contextmanager
def _postgresql(asked: Asked, _name: str) -> Iterator[str]:
    """A temporary server, filled by ``cockpit init``."""
    with contextmanager(servers.temporary_server)() as server, contextmanager(servers.fresh_database)(server) as url:
        environment = {**asked.environment(asked.place), "COCKPIT_DATABASE_URL": url}
        command = [sys.executable, "-m", "cockpit.cli", "init"]
        subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True)
        yield url


BACK_ENDS = {"SQLite": _sqlite, "PostgreSQL": _postgresql}
"""Each gives the address of a store in a folder of that name; skips where the server is not installed."""
