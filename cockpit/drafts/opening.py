"""Taking a file in as a draft, finding drafts again, and letting them go."""

from __future__ import annotations

import gzip
import hashlib
import io
import secrets
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import IO

from cockpit.base.errors import BadRequest, Forbidden
from cockpit.base.texts import text
from cockpit.drafts.approving import approves
from cockpit.drafts.entries import entered
from cockpit.drafts.jobs import Job, as_part
from cockpit.model.account import Account
from cockpit.model.draft import Choices, Draft
from cockpit.store import Store
from cockpit.store import work_in_progress as wip

KEPT = timedelta(days=14)
FILE = "file"
CHUNK = 1 << 20
LONGEST_NAME = 200


def create(
    store: Store,
    account: Account,
    data: bytes | IO[bytes],
    name: str,
    choices: Choices,
    *,
    at: datetime,
    note: str = "",
    recall: bool = True,
) -> Draft:
    """Keep a file as a draft with the job to check it; ``data`` is read piece by piece and kept compressed.

    ``recall`` says whether a mapping remembered for files of its source may be used. Forbidden for accounts that may
    not upload, BadRequest for an empty file.
    """
    if not account.may("upload"):
        raise Forbidden(text("drafts.may_not_upload"))
    packed, digest, size = _compressed(io.BytesIO(data) if isinstance(data, bytes) else data)
    if not size:
        raise BadRequest(text("drafts.empty"), name, text("drafts.empty_remedy"))
    wip.expire(store.database, at)
    draft = Draft(
        id=secrets.token_hex(8),
        account=account.name,
        state="working",
        created_at=at,
        changed_at=at,
        expires_at=at + KEPT,
        file_name=_plain(name),
        file_sha256=digest,
        size=size,
        base=wip.newest_revision(store.database),
        choices=choices,
        note=note,
    )
    job = Job("check", account.name, at.isoformat(), recall=recall)
    entry = entered("upload", draft, account.name, at)
    wip.add(store.database, account.id, draft, {FILE: packed, **as_part(job)}, entry)
    return draft


def find(store: Store, draft_id: str, account: Account) -> Draft:
    """A draft this account may see: its own, waiting for approval when it may approve, all for administrators."""
    draft = wip.find(store.database, draft_id)
    if draft.account == account.name or account.may("administer"):
        return draft
    if approves(account) and draft.state in ("approval", "working", "published"):
        return draft
    raise Forbidden(text("drafts.not_yours"), "", text("drafts.not_yours_remedy"))


def mine(store: Store, account: Account) -> tuple[Draft, ...]:
    """The account's own drafts, then those that wait for its approval; without their reports."""
    own = wip.listed(store.database, account_id=account.id)
    waiting = wip.listed(store.database, state="approval") if approves(account) else ()
    return (*own, *(draft for draft in waiting if draft.account != account.name))


def discard(store: Store, draft: Draft, by: str, at: datetime) -> None:
    """Forget a draft and its file; the account ``by`` wants it."""
    wip.remove(store.database, draft.id, entered("discard", draft, by, at))


def original(store: Store, draft: Draft) -> bytes:
    """The file as it came; BadRequest when the draft no longer holds it."""
    packed = wip.part(store.database, draft.id, FILE)
    if packed is None:
        raise BadRequest(text("drafts.file_gone"), draft.file_name, text("drafts.file_gone_remedy"))
    return gzip.decompress(packed)


def _compressed(file: IO[bytes]) -> tuple[bytes, str, int]:
    """The bytes of a file compressed, their SHA-256 and their number."""
    digest, size, held = hashlib.sha256(), 0, io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=1, mtime=0) as packer:
        while piece := file.read(CHUNK):
            digest.update(piece)
            size += len(piece)
            packer.write(piece)
    return held.getvalue(), digest.hexdigest(), size


def _plain(name: str) -> str:
    """The last part of a file name without signs that mean something to terminals."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[:LONGEST_NAME] or text("drafts.unnamed")
