"""Read from a replica that is as far as the primary, so that what was just published, or blocked, is always so."""

from __future__ import annotations

import time
from dataclasses import dataclass

from cockpit.base.errors import StoreFault
from cockpit.store import history
from cockpit.store.store import Store

PAUSE = 10.0
"""Seconds for which a replica that did not answer is not asked again."""


@dataclass(slots=True)
class Readers:
    """Both ends: where everything is written, and a copy of it that follows by streaming."""

    primary: Store
    replica: Store
    _silent_until: float = 0.0

    def choose(self) -> Store:
        """The replica when it has the newest Datenstand of the primary, or when only it answers; else the primary.

        A blocked value is a new Datenstand too: a replica that does not have it yet is not read from.
        """
        held = self._held_by_replica()
        if held is None:
            return self.primary
        try:
            wanted = history.newest(self.primary.database.read)
        except StoreFault:
            return self.replica
        return self.replica if held >= wanted else self.primary

    def _held_by_replica(self) -> int | None:
        if time.monotonic() < self._silent_until:
            return None
        try:
            return history.newest(self.replica.database.read)
        except StoreFault:
            self._silent_until = time.monotonic() + PAUSE
            return None
