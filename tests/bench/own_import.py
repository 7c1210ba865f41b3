"""Our import without verdicts: read, recognise, tidy, check, compare, store with ranks."""

from __future__ import annotations

import sys
from pathlib import Path

from cockpit.base.settings import settings
from cockpit.etl import Request, prepare
from cockpit.store import Store
from tests.bench import synthetic

if __name__ == "__main__":
    file = Path(sys.argv[1])
    store = Store.open(settings().database_url)
    report, publication = prepare(store, Request(data=file.read_bytes(), name=file.name), at=synthetic.AT)
    assert publication is not None, report.refusal
    store.publish(publication, judge=lambda *_: {}, at=synthetic.AT)
    store.close()
