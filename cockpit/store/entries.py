"""What belongs into the audit log because of a change, written in the transaction of that change."""

from __future__ import annotations

from collections.abc import Callable

from cockpit.model.revision import Revision
from cockpit.store.database import Writer

Entry = Callable[[Writer, Revision | None], None]
"""Called with the open transaction and the Datenstand that was made, None when the deed needed none."""


def enter(entry: Entry | None, writer: Writer, made: Revision | None) -> None:
    """Write the entry, if one is wanted: both it and the change are kept, or neither is."""
    if entry is not None:
        entry(writer, made)
