"""The temporary PostgreSQL of tests is stopped whatever becomes of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from . import servers


def test_a_server_is_stopped_although_its_test_fails() -> None:
    started = servers.temporary_server()
    folder = Path(str(make_url(next(started)).query["host"]))
    number = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(number, 0)
    with pytest.raises(ZeroDivisionError):
        started.throw(ZeroDivisionError())  # type: ignore[attr-defined] # a generator, as its users know
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
