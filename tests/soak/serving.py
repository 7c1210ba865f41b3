"""A server of this process over a store of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from cockpit.base.settings import settings
from cockpit.web.server import create_server
from tests.conftest import TODAY


@contextmanager
def serving(url: str) -> Iterator[Flask]:
    """The environment is put back afterwards."""
    before = dict(os.environ)
    os.environ |= {"COCKPIT_DATABASE_URL": url, "COCKPIT_TODAY": TODAY.isoformat()}
    settings.cache_clear()
    try:
        yield create_server(settings())
    finally:
        os.environ.clear()
        os.environ.update(before)
        settings.cache_clear()
