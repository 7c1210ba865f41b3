"""The audit log: what was done by whom, and whether the log itself is untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from cockpit.base.texts import text
from cockpit.model.revision import Revision
from cockpit.store import Store, entries
from cockpit.store.database import Writer
from cockpit.store.people import accounts, audit, tokens
from cockpit.store.people.accounts import Read
from cockpit.store.people.audit import Entry

AT_ONCE = 1000


def record(
    store: Store, *, who: str, action: str, subject: str, before: str = "", after: str = "", at: datetime
) -> int:
    """Write down what was done; ``action`` is a short English name such as ``draft.publish``. Returns its number."""
    with store.database.writing() as writer:
        return audit.append(writer, who, action, subject, before, after, at)


def entry(
    *,
    who: str,
    action: str,
    subject: str,
    before: str = "",
    after: str | Callable[[Revision | None], str] = "",
    at: datetime,
) -> entries.Entry:
    """What ``record`` writes, for the store to write with the change it tells of; ``after`` may ask what was made."""

    def write(writer: Writer, made: Revision | None) -> None:
        said = after if isinstance(after, str) else after(made)
        audit.append(writer, who, action, subject, before, said, at)

    return write


def protocol(
    store: Store, limit: int, before_id: int | None = None, *, who: str = "", action: str = ""
) -> tuple[Entry, ...]:
    """Entries from the newest backwards, those before ``before_id``; of one account and one kind where given."""
    return audit.newest(store.database.read, limit, before_id, who, action)


def actions(store: Store) -> tuple[str, ...]:
    """Every kind of deed the log holds."""
    return audit.actions(store.database.read)


def check_protocol(store: Store) -> tuple[str, ...]:
    """German faults: changed, missing, swapped or cut-off entries; empty when the log is whole."""
    read = store.database.read
    faults: list[str] = []
    added: set[str] = set()
    last, digest = 0, ""
    for entry in _entries(read):
        faults += _faults(entry, last, digest)
        last, digest = entry.id, entry.hash
        added |= {entry.subject.partition(" ")[0]} if entry.action in {"account.add", "token.create"} else set()
    faults += _end(read, last, digest)
    return (*faults, *_unrecorded(read, added))


def _entries(read: Read) -> Iterator[Entry]:
    after = audit.SEAL
    while found := audit.in_order(read, after, AT_ONCE):
        yield from found
        after = found[-1].id


def _faults(entry: Entry, last: int, digest: str) -> Iterator[str]:
    if entry.id != last + 1:
        first, end = last + 1, entry.id - 1
        yield text("people.log.missing", numbers=str(first) if first == end else f"{first}–{end}")
    elif entry.previous != digest:
        yield text("people.log.unlinked", number=entry.id)
    if entry.hash != entry.expected:
        yield text("people.log.changed", number=entry.id)


def _end(read: Read, last: int, digest: str) -> Iterator[str]:
    sealed = audit.seal(read)
    if sealed is None:
        if last:
            yield text("people.log.no_seal")
    elif sealed != (str(last), digest):
        yield text("people.log.cut", sealed=sealed[0], last=last)


def _unrecorded(read: Read, added: set[str]) -> Iterator[str]:
    """Accounts and tokens that exist although the log never saw them made: its end was cut off, or they were."""
    for held in accounts.listed(read):
        if held.account.name not in added:
            yield text("people.log.account", name=held.account.name)
        for one in tokens.of_account(read, held.account.id):
            if f"{held.account.name}/{one.id}" not in added:
                yield text("people.log.token", name=held.account.name, number=one.id)
