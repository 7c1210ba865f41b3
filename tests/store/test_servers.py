"""The temporary PostgreSQL of tests is stopped whatever becomes of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from . import servers


def test_a_server_is_stopped_although_its_test_fails() -> None:
    started = servers.temporary_server()
    folder = Path(str(make_url(next(started)).query["host"]))
    number = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    assert runs(number)
    with pytest.raises(ZeroDivisionError):
        started.throw(ZeroDivisionError())  # type: ignore[attr-defined] # a generator, as its users know
    assert not folder.exists()
    end = time.monotonic() + 10
    while runs(number):
        assert time.monotonic() < end, "the server goes on"
        time.sleep(0.1)


def runs(number: int) -> bool:
    """Whether a process does anything still; one that has ended may wait to be noticed."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes() != b""
    except OSError:
        return False
