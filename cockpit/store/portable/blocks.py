"""Which values a store knows as blocked: a backup made earlier holds them still and must not bring them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cockpit.base.errors import StoreFault
from cockpit.store.database import Database


@dataclass(frozen=True, slots=True, order=True)
class KnownBlock:
    """One blocked value, why, when and by whom."""

    indicator: str
    key: str
    year: int
    reason: str
    at: datetime
    by: str

    @property
    def place(self) -> tuple[str, str, int]:
        """The value alone."""
        return self.indicator, self.key, self.year


def known_blocks(database: Database) -> tuple[KnownBlock, ...] | None:
    """Every blocked value, oldest first; None when the store cannot be read."""
    sql = (
        "SELECT i.code, r.key, b.period, b.reason, b.at, b.who FROM block b"
        " JOIN indicator i ON i.indicator_id = b.indicator_id JOIN region r ON r.region_id = b.region_id"
        " ORDER BY b.block_id"
    )
    try:
        rows = database.read(sql)
    except StoreFault:
        return None
    return tuple(
        KnownBlock(code, key, year, reason, datetime.fromisoformat(at), by) for code, key, year, reason, at, by in rows
    )
