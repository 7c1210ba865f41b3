"""What is done to drafts, as entries of the audit log: kept together with the deed, or neither is."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from cockpit import people
from cockpit.model.draft import Choices, Draft
from cockpit.store.entries import Entry

LONGEST = 4000


def entered(deed: str, draft: Draft, by: str, at: datetime, before: str = "", after: str = "") -> Entry:
    """An entry ``draft.<deed>``; file name and id say which draft, as many files bear the same name."""
    action, cut = f"draft.{deed}", slice(LONGEST)
    return people.entry(who=by, action=action, subject=subject(draft), before=before[cut], after=after[cut], at=at)


def subject(draft: Draft) -> str:
    """How the audit log names a draft."""
    return f"{draft.file_name} ({draft.id})"


def turned(before: Choices, after: Choices) -> tuple[str, str]:
    """The choices that differ, as they were and as they are."""
    was, now = asdict(before), asdict(after)
    changed = [name for name in was if was[name] != now[name]]
    first, second = ({name: side[name] for name in changed if side[name]} for side in (was, now))
    return _told(first), _told(second)


def _told(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False) if document else ""
