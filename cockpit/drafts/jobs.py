"""What a worker has to do for a draft, kept with it so that any process can take over when the worker dies."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.model.draft import Draft
from cockpit.store import Store
from cockpit.store import work_in_progress as wip

PART = "job"
MOST_AT_ONCE = 2
"""Drafts of one account that are worked on at a time; further ones wait."""


@dataclass(frozen=True, slots=True)
class Job:
    """``deed`` for the account ``by`` at the moment ``at`` (ISO); ``starts`` counts how often it was begun.

    ``mapping`` is the name under which confirmed choices are remembered, empty for not at all;
    ``recall`` says whether a remembered mapping may be used.
    """

    deed: Literal["check", "publish"]
    by: str
    at: str
    note: str = ""
    mapping: str = ""
    recall: bool = True
    starts: int = 0

    @property
    def moment(self) -> datetime:
        """The moment the job was given, the creation time of what it publishes."""
        return datetime.fromisoformat(self.at)


def as_part(job: Job) -> dict[str, bytes]:
    """The job as a part of its draft."""
    return {PART: json.dumps(asdict(job), ensure_ascii=False).encode()}


def job_of(store: Store, draft: Draft) -> Job:
    """The job given for a draft."""
    held = wip.part(store.database, draft.id, PART)
    if held is None:
        raise StoreFault(text("drafts.no_job"))
    return Job(**json.loads(held))
