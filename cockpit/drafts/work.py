"""The work on one draft in the process that claimed it; whatever happens, the draft says so afterwards."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace

import structlog

from cockpit.base.errors import CockpitError, StoreFault
from cockpit.base.texts import text
from cockpit.drafts.checking import check
from cockpit.drafts.jobs import MOST_AT_ONCE, Job, as_part, job_of
from cockpit.drafts.publishing import Unfinished, publish_rows
from cockpit.model.draft import Draft, DraftState
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from cockpit.store.work_in_progress import Beat

MOST_STARTS = 5
DEEDS: Mapping[str, Callable[[Store, Draft, Job, Beat], None]] = {"check": check, "publish": publish_rows}
LOG = structlog.get_logger("cockpit.drafts")


def work(store: Store, draft_id: str) -> None:
    """Do the job of a draft unless another process is at it or it is done; raises nothing but faults of the store."""
    with wip.beating(store.database, draft_id) as beat:
        if beat is None:
            return
        if wip.at_work(store.database, draft_id, before=True) >= MOST_AT_ONCE:
            return  # started at the same moment as others of this account; the next look at the draft tries again
        draft = wip.find(store.database, draft_id)
        if draft.state == "working":
            _do(store, draft, beat)


def _do(store: Store, draft: Draft, beat: Beat) -> None:
    job = job_of(store, draft)
    job = replace(job, starts=job.starts + 1)
    if job.starts > MOST_STARTS:
        _failed(store, draft, job, text("drafts.gave_up"))
        return
    wip.put_parts(store.database, draft.id, as_part(job))
    try:
        DEEDS[job.deed](store, draft, job, beat)
    except Unfinished as fault:  # the draft stays under way: saying that it failed would be wrong
        LOG.error("published, and not noted", draft=draft.id, what=str(fault))
    except CockpitError as fault:
        if isinstance(fault, StoreFault):
            LOG.error("work failed", draft=draft.id, what=str(fault))
        _failed(store, draft, job, str(fault))
    except MemoryError:
        _failed(store, draft, job, text("drafts.too_large"))
    except Exception as fault:  # a file that trips the program must not stay under way for ever
        number = secrets.token_hex(4)
        LOG.error("unforeseen error", number=number, draft=draft.id, exc_info=fault)
        _failed(store, draft, job, text("drafts.unforeseen", number=number))


def _failed(store: Store, draft: Draft, job: Job, fault: str) -> None:
    """A check that fails leaves no rows to publish; a publication that fails leaves the draft as it was."""
    state: DraftState = "checked" if job.deed == "publish" else "failed"
    wip.change(store.database, draft.id, job.moment, {"state": state, "fault": fault}, was=("working",))
