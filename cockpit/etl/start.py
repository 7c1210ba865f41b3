"""Start data take the same road as every other file: each one read, checked, compared and published in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.catalogue import start_files
from cockpit.etl.pipeline import run
from cockpit.etl.report import Request
from cockpit.store import Store


def load_start(store: Store, folder: Path, *, at: datetime, step: Callable[[str, int, int], None]) -> int:
    """Publish every start file in ``folder`` (the data folder); the number of new Datenstände, 0 the second time.

    ``step`` is told file name, position (1-based) and number of files before each one. ``Refused`` names the file.
    """
    files = start_files(folder)
    made = 0
    for position, file in enumerate(files, start=1):
        step(file.path.name, position, len(files))
        request = Request(
            data=file.path.read_bytes(),
            name=file.path.name,
            indicator=file.indicator,
            note=file.note,
            by=text("etl.start_by"),
            kind="start",
            repairs=frozenset(file.repairs),
        )
        report = run(store, request, at=at)
        if report.refusal:
            raise Refused(report.refusal, file.path.name)
        made += report.revision is not None
    return made
