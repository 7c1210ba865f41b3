"""A server over the start data with people who have signed in, and values published by them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pandas as pd
import pytest

from cockpit.model.revision import Revision
from cockpit.progress import assess
from cockpit.store import Publication, Store
from tests.people.conftest import AT, server, signed_in, someone, staff_store

__all__ = ["server", "signed_in", "someone", "staff_store"]
FILE = b"ags;jahr;wert\n05766;2024;12,5\n"

Row = tuple[str, str, int, float]


@pytest.fixture
def publish(staff_store: Store) -> Callable[..., Revision]:
    """``publish(("arbeitslosenquote", "05766", 2020, 4.4))`` is the new Datenstand."""

    def make(*rows: Row, by: str = "anna.beispiel", file: bytes = FILE, name: str = "eigene.csv") -> Revision:
        frame = pd.DataFrame(rows, columns=["indicator", "key", "year", "value"]).assign(status="")
        said = Publication(frame, by, file_name=name, file_sha256=sha256(file).hexdigest(), file=file)
        made = staff_store.publish(said, judge=assess, at=AT)
        assert made is not None
        return made

    return make


def fails(patch: pytest.MonkeyPatch) -> None:
    """From now on nothing can be written into the audit log."""

    def stop(*_: object) -> int:
        raise RuntimeError

    patch.setattr("cockpit.store.people.audit.append", stop)
