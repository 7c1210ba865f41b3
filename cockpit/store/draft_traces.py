"""Uploads under way may hold a value that is being blocked: what may hold it is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from cockpit.store.database import Writer
from cockpit.store.readable import Readable, readable
from cockpit.store.telling import Secret, may_tell

ROWS = b"ARROW1"  # how packed rows begin
OPEN = frozenset({"working", "mapping", "checked", "approval", "failed"})


def forget(writer: Writer, indicators: Iterable[str], wanted: Secret, reason: str, at: datetime) -> None:
    """Empty every draft that names one of the ``indicators``, whose file is withheld or whose content is unknown yet.

    So is every other one in whose file, report or effect the value may stand.

    A draft that could still have been published is discarded; ``reason`` tells its owner why.
    """
    moment = at.astimezone(UTC).isoformat()
    for draft, state in _suspects(writer, sorted(indicators), wanted):
        writer.run("DELETE FROM draft_part WHERE draft_id = ?", (draft,))
        writer.run("UPDATE draft SET report = '{}', effect = '{}', heartbeat = '' WHERE draft_id = ?", (draft,))
        if state in OPEN:
            sql = "UPDATE draft SET state = 'discarded', fault = ?, changed_at = ? WHERE draft_id = ?"
            writer.run(sql, (reason, moment, draft))


def _suspects(writer: Writer, indicators: list[str], wanted: Secret) -> list[tuple[str, str]]:
    withheld = {digest for (digest,) in writer.rows("SELECT sha256 FROM withheld")}
    rows = writer.rows("SELECT draft_id, state, file_sha256, choices, report, effect, file_name FROM draft")
    return [
        (draft, state)
        for draft, state, digest, choices, report, effect, name in rows
        if digest in withheld
        or (state in OPEN and not _told(report))
        or any(code in document for code in indicators for document in (choices, report, effect))
        or _tells(writer, draft, f"{name} {report} {effect}", wanted)
    ]


def _tells(writer: Writer, draft: str, documents: str, wanted: Secret) -> bool:
    """Whether the value may stand in what a draft holds, its checked rows left out: the report names these."""
    held = [bytes(packed) for (packed,) in writer.rows("SELECT packed FROM draft_part WHERE draft_id = ?", (draft,))]
    files = [readable(packed) for packed in held if not packed.startswith(ROWS)]
    texts = (documents.casefold(), *(one for file in files for one in file.texts))
    whole = Readable(texts, any(file.sealed for file in files))
    return any(may_tell(wanted, one) for one in (whole, *files))


def _told(report: str) -> bool:
    """Whether the report says which indicators the file holds."""
    said = json.loads(report).get("json", {})
    return bool(said.get("indicators"))
