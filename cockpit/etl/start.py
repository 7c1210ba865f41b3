"""Start data take the same road as every other file: each one read, checked, compared and published in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.catalogue import StartFile, start_files
from cockpit.etl.pipeline import run
from cockpit.etl.report import Request
from cockpit.store import Store

KIND = "start"


def load_start(store: Store, folder: Path, *, at: datetime, step: Callable[[str, int, int], None]) -> int:
    """Publish every start file in ``folder`` (the data folder); the number of new Datenstände, 0 the second time.

    ``step`` is told file name, position (1-based) and number of files before each one. ``Refused`` names the file.
    """
    files = start_files(folder)
    seen = _published(store)
    made = 0
    for position, file in enumerate(files, start=1):
        step(file.path.name, position, len(files))
        data = file.path.read_bytes()
        if _is_settled(store, file, seen.get((file.path.name, sha256(data).hexdigest()))):
            continue
        request = Request(
            data=data,
            name=file.path.name,
            indicator=file.indicator,
            note=file.note,
            by=text("etl.start_by"),
            kind=KIND,
            repairs=frozenset(file.repairs),
        )
        report = run(store, request, at=at)
        if report.refusal:
            raise Refused(report.refusal, file.path.name)
        made += report.revision is not None
    return made


def _published(store: Store) -> dict[tuple[str, str], int]:
    """Name and sha256 of every start file published so far → its newest Datenstand."""
    oldest_first = reversed(store.revisions())
    return {(one.file_name, one.file_sha256): one.id for one in oldest_first if one.kind == KIND}


def _is_settled(store: Store, file: StartFile, stand: int | None) -> bool:
    """Whether a file was taken before, under the same known peculiarities.

    It is not taken again then: that would undo what was corrected since.
    """
    if stand is None:
        return False
    then, now = (
        [one for one in store.catalogue(at).peculiarities if one.indicator == file.indicator] for at in (stand, None)
    )
    return then == now
