"""Bring a backup back: check it, keep what was blocked since blocked, and only then put it in place."""

from __future__ import annotations

import sys
import tempfile
from hashlib import file_digest
from pathlib import Path

from cockpit import people
from cockpit.base import clock
from cockpit.base.errors import NotFound, Refused, StoreFault
from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.progress import assess
from cockpit.store import Store, portable
from cockpit.store.people import sessions
from cockpit.store.portable import KnownBlock, Step, Unpacked

MOMENT = "%d.%m.%Y, %H:%M"


def restore_from(target: Store, file: Path, *, force: bool, check: bool, step: Step) -> int:
    """Put the backup ``file`` in the place of ``target``; returns the exit code. Nothing changes when it is refused."""
    database = target.database
    empty = portable.is_empty(database)
    if not (empty or force or check):
        raise Refused(text("operations.restore.not_empty"), database.where, text("operations.restore.not_empty_remedy"))
    folder = (
        Path(str(database.url.database)).parent if database.is_sqlite and not check else Path(tempfile.gettempdir())
    )
    with portable.unpacked(file, folder, step) as found:
        made_at = f"{found.about.made_at:{MOMENT}}"
        print(text("operations.restore.about", made_at=made_at, stand=found.about.stand, program=found.about.program))
        if not empty:
            _block_again(found.store, portable.known_blocks(database), made_at)
        if not _is_sound(found, file, step):
            return StoreFault.exit_code
        if check:
            print(text("operations.restore.checked"))
            return 0
        _close_visits(found.store)
        _record(found.store, file, made_at, found.about.stand)
        aside = portable.place(found.store.database, database, clock.now(), step)
    _tell(database.where, aside, made_at, known=not empty)
    return 0


def _is_sound(found: Unpacked, file: Path, step: Step) -> bool:
    """Compute everything anew; every fault is told."""
    step(text("operations.step.verify"), 0, 0)
    faults = (*found.store.verify(), *people.check_protocol(found.store))
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        what = text("operations.restore.unsound", n=number(len(faults)))
        print(StoreFault(what, str(file), text("operations.restore.unsound_remedy")), file=sys.stderr)
        return False
    held = {digest.table: number(digest.n) for digest in found.about.digests}
    print(text("operations.restore.sound", values=held["value"], slices=held["slice"]))
    if found.migrated:
        print(text("operations.restore.migrated", before=found.about.schema))
    return True


def _block_again(store: Store, known: tuple[KnownBlock, ...] | None, made_at: str) -> None:
    """What the old store had blocked and the backup still shows."""
    held = {block.place for block in portable.known_blocks(store.database) or ()}
    later = [block for block in known or () if block.place not in held]
    if known is not None and not later:
        return
    if known is None:
        _warn_of_unknown(made_at)
    else:
        print(text("operations.restore.later", made_at=made_at), file=sys.stderr)
    for one in later:
        place = {"code": one.indicator, "region": one.key, "year": one.year, "reason": one.reason}
        try:
            _block(store, one)
        except (NotFound, Refused) as fault:
            print(text("operations.restore.not_blocked", **place, fault=fault.what), file=sys.stderr)
        else:
            print(text("operations.restore.blocked", **place), file=sys.stderr)


def _block(store: Store, one: KnownBlock) -> None:
    """As it was blocked: same reason, person and moment; the log says that it came again."""
    place = {"code": one.indicator, "region": one.key, "year": one.year}
    entry = people.entry(
        who=text("cli.by"),
        action="block",
        subject=text("history.block.subject", **place),
        after=text("operations.restore.again", reason=one.reason),
        at=clock.now(),
    )
    where = (one.indicator, one.key, one.year)
    store.block(*where, reason=one.reason, by=one.by, judge=assess, at=one.at, entry=entry)


def _close_visits(store: Store) -> None:
    """Visits that were ended since must not come to life again."""
    with store.database.writing() as writer:
        sessions.end_everything(writer)


def _record(store: Store, file: Path, made_at: str, stand: int) -> None:
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    after = text("operations.restore.entry_after", stand=stand, file=file.name, sum=digest)
    subject = text("operations.restore.entry", made_at=made_at)
    people.record(store, who=text("cli.by"), action="restore", subject=subject, after=after, at=clock.now())


def _tell(where: str, aside: str, made_at: str, *, known: bool) -> None:
    print(text("operations.restore.done", where=where))
    if aside:
        print(text("operations.restore.aside", where=aside))
    print(text("operations.restore.sessions", made_at=made_at))
    if not known:
        _warn_of_unknown(made_at)


def _warn_of_unknown(made_at: str) -> None:
    print(text("operations.restore.perhaps", made_at=made_at), file=sys.stderr)
    print(text("operations.restore.blocks_unknown"), file=sys.stderr)
