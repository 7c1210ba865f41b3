"""Whether what a frozen address shows has changed since: a cited page stays as it was and says so."""

from __future__ import annotations

from collections.abc import Sequence

from cockpit.model.revision import Revision
from cockpit.query import Snapshot


def newer(snap: Snapshot, indicators: Sequence[str]) -> Revision | None:
    """The newest Datenstand after the frozen one that touched any of ``indicators``; None for live views."""
    if snap.stand is None:
        return None
    now = snap.store.last_touch(indicators)
    return now if now.id > snap.stand else None
