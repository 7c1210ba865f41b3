"""A second PostgreSQL server that follows the first one by streaming, as an operator would set it up."""

from __future__ import annotations

import getpass
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.store import servers


@dataclass(frozen=True)
class Replica:
    """A running replica; ``url`` is the address of the same database there."""

    url: str
    binaries: Path
    folder: Path
    user: str

    def stop(self) -> None:
        servers._run(self.binaries / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop", user=self.user)

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c hot_standby_feedback=on"
        log = ("-l", self.folder / "log", "-o", options, "start")
        servers._run(self.binaries / "pg_ctl", "-D", self.folder / "data", "-w", *log, user=self.user)


@contextmanager
def following(url: str) -> Iterator[Replica]:
    """Copy the server of ``url`` with pg_basebackup, let the copy follow, and remove it at the end."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="cockpit-replica-"))
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    address = make_url(url)
    replica = Replica(
        address.update_query_dict({"host": str(folder)}).render_as_string(hide_password=False), binaries, folder, user
    )
    copying = ("-h", address.query["host"], "-U", "postgres", "-D", folder / "data", "-c", "fast", "-X", "stream", "-R")
    try:
        servers._run(binaries / "pg_basebackup", *copying, user=user)
        replica.start()
        yield replica
    finally:
        servers.stop(binaries, folder, user)
