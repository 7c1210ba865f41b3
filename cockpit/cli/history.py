"""Commands about the history: list Datenstände, take one back, block a value."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cockpit import people
from cockpit.base import clock
from cockpit.base.errors import StoreFault, UsageFault
from cockpit.base.formats import day, number
from cockpit.base.settings import settings
from cockpit.base.texts import has_text, text
from cockpit.model.revision import Revision
from cockpit.progress import assess
from cockpit.store import Store
from cockpit.store.withdraw import Withdrawal

COUNTS = ("new", "changed", "unchanged", "refused")

Number = Annotated[int, typer.Argument(min=1, help=text("history.cli.number"))]
Json = Annotated[bool, typer.Option("--json", help=text("cli.help.json"))]
Reason = Annotated[str, typer.Option(help=text("history.cli.reason"))]


def add_history(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("revisions", help=text("history.cli.revisions"))(revisions)
    app.command("withdraw", help=text("history.cli.withdraw"))(withdraw)
    app.command("block", help=text("history.cli.block"))(block)


def revisions(
    limit: Annotated[int | None, typer.Option(min=1, help=text("history.cli.limit"))] = None,
    as_json: Json = False,
) -> None:
    """The Datenstände, newest first."""
    with opened_store() as store:
        found = [(item, store.withdrawn_by(item.id)) for item in store.revisions(limit)]
    if as_json:
        print(json.dumps({"datenstaende": [_record(item, by) for item, by in found]}, ensure_ascii=False))
        return
    for item, by in found:
        print(_line(item, by))


def withdraw(revision: Number, reason: Reason, as_json: Json = False) -> None:
    """Take a Datenstand back, as far as its values still count."""
    require_reason(reason)
    with opened_store() as store:
        done = _withdrawn(store, revision, reason.strip())
    new = done.revision.id if done.revision else None
    counts = {"returned": done.returned, "removed": done.removed, "kept": len(done.kept)}
    if as_json:
        print(json.dumps({"withdrawn": revision, "revision": new, **counts}, ensure_ascii=False))
        return
    print(text("history.cli.withdrawn" if new else "history.cli.nothing", n=revision, stand=new, **counts))
    for code, key, year, by in done.kept[["indicator", "key", "year", "by_revision"]].itertuples(index=False):
        print(text("history.cli.kept", code=code, region=key, year=year, by=by), file=sys.stderr)


def block(
    indicator: Annotated[str, typer.Argument(help=text("cli.help.indicator"))],
    key: Annotated[str, typer.Argument(help=text("history.cli.key"))],
    year: Annotated[int, typer.Argument(min=1900, max=2100, help=text("history.cli.year"))],
    reason: Reason,
) -> None:
    """Block a value in every Datenstand, for good."""
    require_reason(reason)
    with opened_store() as store:
        who, why, at = text("cli.by"), reason.strip(), clock.now()
        subject = text("history.block.subject", code=indicator, region=key, year=year)
        entry = people.entry(who=who, action="block", subject=subject, after=why, at=at)
        made = store.block(indicator, key, year, reason=why, by=who, judge=assess, at=at, entry=entry)
    print(text("history.cli.blocked", code=indicator, region=key, year=year, stand=made.id))


def _withdrawn(store: Store, revision: int, why: str) -> Withdrawal:
    """Take it back and say so in the audit log, both or neither."""
    who, at = text("cli.by"), clock.now()
    entry = people.entry(
        who=who,
        action="withdraw",
        subject=text("history.stand.title", n=revision),
        after=lambda made: text("history.withdraw.log", n=made.id if made else "–", why=why),
        at=at,
    )
    return store.withdraw(revision, reason=why, by=who, judge=assess, at=at, entry=entry)


def _record(item: Revision, withdrawn_by: int | None) -> dict[str, object]:
    return {
        "id": item.id,
        "created_at": item.created_at.isoformat(),
        "created_by": item.created_by,
        "kind": item.kind,
        "file_name": item.file_name,
        "file_sha256": item.file_sha256,
        "note": item.note,
        **{name: int(getattr(item, name)) for name in COUNTS},
        "indicators": list(item.indicators),
        "withdrawn_by": withdrawn_by,
    }


def _line(item: Revision, withdrawn_by: int | None) -> str:
    key = f"history.kind.{item.kind}"
    kind = text(key if has_text(key) else "history.kind.import")
    counts = {name: int(getattr(item, name)) for name in COUNTS}
    said = ", ".join(text(f"history.amount_{name}", n=number(count)) for name, count in counts.items() if count)
    back = text("history.was_withdrawn", stand=withdrawn_by) if withdrawn_by else ""
    parts = (kind, item.file_name, said, item.note, item.created_by, back)
    return f"{item.id:>5}  {day(item.created_at)}  {' · '.join(part for part in parts if part)}"


def require_reason(reason: str) -> None:
    """Refuse an empty reason."""
    if not reason.strip():
        raise UsageFault(text("history.withdraw.no_reason"), "--reason")


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store, closed afterwards; StoreFault before `cockpit init`."""
    store = Store.open(settings().database_url)
    try:
        if not store.is_current():
            raise StoreFault(text("cli.no_store"), "", text("cli.no_store_remedy"))
        yield store
    finally:
        store.close()
