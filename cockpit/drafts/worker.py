"""Runs the work on drafts in processes of their own, forked from a warm one and limited in memory and time.

A parser that a file brings down takes only its own process with it; the next look at the draft starts another.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from threading import Thread
from types import FrameType

from cockpit.drafts.jobs import MOST_AT_ONCE
from cockpit.model.draft import Draft
from cockpit.store import Store
from cockpit.store import work_in_progress as wip

MEMORY = 2_500_000_000
SECONDS = 300
PATIENCE = 3.0
POLITE = 5
LOOK = 0.1
PRELOADED = ["cockpit.drafts.work", "scipy.stats"]
"""The second loads slowly and is asked for by every verdict."""
_CONTEXT = multiprocessing.get_context("forkserver")


def warm() -> None:
    """Start the process that workers are forked from, so that the first upload does not wait for it."""
    Thread(target=_ensure, daemon=True).start()


def start(store: Store, draft_id: str) -> BaseProcess | None:
    """A new process at work on the draft; it ends by itself when another one is at it already.

    None while as many drafts of its account are under way as may be at a time; then the next look starts it.
    """
    if wip.at_work(store.database, draft_id) >= MOST_AT_ONCE:
        return None
    _CONTEXT.set_forkserver_preload(PRELOADED)
    url = store.database.url.render_as_string(hide_password=False)
    process = _CONTEXT.Process(target=_alone, args=(url, draft_id), daemon=True)
    process.start()
    return process


def wait(store: Store, draft: Draft, process: BaseProcess | None, seconds: float = PATIENCE) -> Draft:
    """The draft as soon as the work on it is done, or after ``seconds``."""
    end = time.monotonic() + seconds
    found = wip.find(store.database, draft.id)
    while found.state == "working" and time.monotonic() < end:
        if process is None:
            time.sleep(LOOK)
            process = revive(store, found)
        elif process.is_alive():
            process.join(max(end - time.monotonic(), 0))
        else:  # it has ended since the last look, done or dead
            return wip.find(store.database, draft.id)
        found = wip.find(store.database, draft.id)
    return found


def revive(store: Store, draft: Draft) -> BaseProcess | None:
    """Start the work again when its process is gone; None when there is nothing to do or somebody is at it."""
    if draft.state != "working" or wip.alive(store.database, draft.id):
        return None
    return start(store, draft.id)


def _ensure() -> None:
    _CONTEXT.set_forkserver_preload(PRELOADED)
    forkserver.ensure_running()


def _alone(url: str, draft_id: str) -> None:
    """The whole life of a worker process."""
    from cockpit.drafts.work import work  # noqa: PLC0415 - loaded before the fork, see PRELOADED

    _limit()
    os.nice(POLITE)
    store = Store.open(url)
    try:
        work(store, draft_id)
    finally:
        store.close()


def _limit() -> None:
    """Too much memory is a MemoryError, too much time an exception first and the end of the process a little later."""
    signal.signal(signal.SIGXCPU, _out_of_time)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _out_of_time(_number: int, _frame: FrameType | None) -> None:
    raise MemoryError  # told like a file that is too large: both mean splitting it
