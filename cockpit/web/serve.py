"""Runs the server under gunicorn with threads; `cockpit serve` is this."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped] # gunicorn ships no types

from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.web.parts.legal import legal
from cockpit.web.silence import give_up_silent_ones
from cockpit.web.warm import warm_up

WORKERS = 2
FIGURES = "PROMETHEUS_MULTIPROC_DIR"
THREADS = 8
"""Of each worker. They share one interpreter: with more of them each answer waits for more others."""


def serve(host: str = "127.0.0.1", port: int | None = None) -> None:
    """Serve until stopped; raises UsageFault before starting when the configuration is not sound."""
    settings().require_sound()
    legal(settings().data)  # a faulty file is refused here, before the server process hides the reason
    chosen = port or settings().port
    with _figures():
        _Gunicorn(f"{host}:{chosen}").run()


@contextmanager
def _figures() -> Iterator[None]:
    """A folder where the processes of this server add up what they count; the one that made it takes it away."""
    maker, folder = os.getpid(), tempfile.mkdtemp(prefix="cockpit-figures-")
    os.environ.setdefault(FIGURES, folder)
    try:
        yield
    finally:
        if os.getpid() == maker:
            shutil.rmtree(folder, ignore_errors=True)


def at_work(worker: Any) -> None:
    """What a worker of gunicorn does first: the first visitor does not wait for what can be made ready."""
    give_up_silent_ones((listener.sock for listener in worker.sockets), worker.cfg.timeout)
    warm_up()


class _Gunicorn(BaseApplication):  # type: ignore[misc] # can be embedded only by a class
    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": self._address,
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "timeout": 60,
            "accesslog": None,
            "loglevel": "warning",
            "preload_app": True,  # read once; the store is opened in each worker at its first request
            "when_ready": self._announce,
            "post_worker_init": at_work,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def _announce(self, _arbiter: object) -> None:
        print(text("web.started", address=f"http://{self._address}/"), flush=True)
        if settings().env == "production" and not settings().public_url:
            print(text("web.no_public_url"), file=sys.stderr, flush=True)

    def load(self) -> Flask:
        from cockpit.web.server import create_server  # noqa: PLC0415 - where to count is fixed when that is loaded

        return create_server()
