"""The last step: rows made into one publication, with the original file and who sent it."""

from __future__ import annotations

import hashlib

from cockpit.etl.batch import Batch
from cockpit.etl.report import Request
from cockpit.store import Publication

COLUMNS = ["indicator", "key", "year", "value", "status"]


def publication_of(batch: Batch, request: Request) -> Publication:
    """What ``Store.publish`` takes: the rows, the file they came from and who sent it."""
    return Publication(
        rows=batch.frame[COLUMNS].reset_index(drop=True),
        by=request.by,
        kind=request.kind,
        file_name=request.name,
        file_sha256=hashlib.sha256(request.data).hexdigest(),
        file=request.data,
        note=request.note,
        refused=batch.refused,
    )
