"""The last step: rows handed to the store as one publication, with the original file and who sent it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from cockpit.etl.batch import Batch
from cockpit.etl.report import Request
from cockpit.model.revision import Revision
from cockpit.progress import assess
from cockpit.store import Publication, Store

COLUMNS = ["indicator", "key", "year", "value", "status"]


def publish(store: Store, batch: Batch, request: Request, *, at: datetime) -> Revision | None:
    """The new Datenstand, or ``None`` when every value was there already."""
    publication = Publication(
        rows=batch.frame[COLUMNS].reset_index(drop=True),
        by=request.by,
        kind=request.kind,
        file_name=request.name,
        file_sha256=hashlib.sha256(request.data).hexdigest(),
        file=request.data,
        note=request.note,
        refused=batch.refused,
    )
    return store.publish(publication, judge=assess, at=at)
