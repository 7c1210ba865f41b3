"""Uploads under way may hold a value that is being blocked: what may hold it is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from cockpit.store.database import Writer

OPEN = frozenset({"working", "mapping", "checked", "approval", "failed"})


def forget(writer: Writer, indicators: Iterable[str], reason: str, at: datetime) -> None:
    """Empty every draft that names one of the ``indicators``, whose file is withheld or whose content is unknown yet.

    A draft that could still have been published is discarded; ``reason`` tells its owner why.
    """
    moment = at.astimezone(UTC).isoformat()
    for draft, state in _suspects(writer, sorted(indicators)):
        writer.run("DELETE FROM draft_part WHERE draft_id = ?", (draft,))
        writer.run("UPDATE draft SET report = '{}', effect = '{}', heartbeat = '' WHERE draft_id = ?", (draft,))
        if state in OPEN:
            sql = "UPDATE draft SET state = 'discarded', fault = ?, changed_at = ? WHERE draft_id = ?"
            writer.run(sql, (reason, moment, draft))


def _suspects(writer: Writer, indicators: list[str]) -> list[tuple[str, str]]:
    withheld = {digest for (digest,) in writer.rows("SELECT sha256 FROM withheld")}
    rows = writer.rows("SELECT draft_id, state, file_sha256, choices, report, effect FROM draft")
    return [
        (draft, state)
        for draft, state, digest, choices, report, effect in rows
        if digest in withheld
        or (state in OPEN and not _told(report))
        or any(code in document for code in indicators for document in (choices, report, effect))
    ]


def _told(report: str) -> bool:
    """Whether the report says which indicators the file holds."""
    said = json.loads(report).get("json", {})
    return bool(said.get("indicators"))
