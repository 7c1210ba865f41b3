"""Copy a SQLite file page by page while others go on writing to it."""

from __future__ import annotations

import sqlite3
from typing import Any

from cockpit.base.texts import text
from cockpit.store.portable.progress import Step, silent

AT_ONCE = 1024


def copy_pages(source: Any, target: sqlite3.Connection, step: Step = silent) -> None:
    """Copy everything that ``source`` sees; inside a transaction of ``source`` that is one state.

    The target becomes one plain file without a log of writes beside it.
    """

    def tell(_status: int, remaining: int, total: int) -> None:
        step(text("operations.step.pages"), total - remaining, total)

    source.backup(target, pages=AT_ONCE, progress=tell)
    target.execute("PRAGMA journal_mode = DELETE")
