"""Commands that keep a store safe: back it up, bring it back, move it to another database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from cockpit.base import clock
from cockpit.base.errors import UsageFault
from cockpit.base.formats import number
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.cli.restoring import restore_from
from cockpit.store import Store, portable

Json = Annotated[bool, typer.Option("--json", help=text("cli.help.json"))]
MEGABYTE = 1_000_000


def add_operations(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("backup", help=text("operations.cli.backup"))(backup)
    app.command("restore", help=text("operations.cli.restore"))(restore)
    app.command("copy", help=text("operations.cli.copy"))(copy)


def backup(
    target: Annotated[Path, typer.Argument(help=text("operations.cli.backup_to"))],
    keep: Annotated[int | None, typer.Option(min=1, help=text("operations.cli.keep"))] = None,
    as_json: Json = False,
) -> None:
    """One consistent state of the whole store as one file."""
    if keep and not target.is_dir():
        raise UsageFault(text("operations.backup.keep_file"), "--keep")
    with _opened(settings().database_url) as store, _bar() as step:
        made = portable.write(store.database, target, clock.now(), step)
    if as_json:
        print(json.dumps({**asdict(made), "path": str(made.path)}, ensure_ascii=False))
    else:
        size = number(made.size / MEGABYTE, 1)
        counts = {"rows": number(made.rows), "tables": made.tables}
        print(text("operations.backup.done", path=made.path, size=size, stand=made.stand, **counts))
        print(text("operations.backup.sum", sum=made.sha256))
        print(text("operations.backup.limits"))
    for old in portable.older(target, keep) if keep else ():
        old.unlink(missing_ok=True)
        print(text("operations.backup.removed", path=old), file=sys.stderr)


def restore(
    file: Annotated[Path, typer.Argument(help=text("operations.cli.restore_from"))],
    force: Annotated[bool, typer.Option("--force", help=text("operations.cli.force"))] = False,
    check: Annotated[bool, typer.Option("--check", help=text("operations.cli.check"))] = False,
) -> int:
    """Bring a backup back, or only look whether that is possible."""
    with _opened(settings().database_url) as store, _bar() as step:
        return restore_from(store, file, force=force, check=check, step=step)


def copy(
    source: Annotated[str, typer.Option("--from", help=text("operations.cli.copy_from"))],
    target: Annotated[str, typer.Option("--to", help=text("operations.cli.copy_to"))],
) -> None:
    """Move a whole store into an empty database."""
    with _opened(source) as old, _opened(target) as new:
        if old.database.url == new.database.url:
            raise UsageFault(text("operations.copy.same"), "--to")
        with _bar() as step:
            sent = portable.copy(old.database, new.database, step)
        stand = new.revision().id
    rows = number(sum(digest.n for digest in sent))
    print(text("operations.copy.done", rows=rows, tables=len(sent), stand=stand))
    print(text("operations.copy.next"))


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = Store.open(url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _bar() -> Iterator[portable.Step]:
    """A bar on stderr that shows how far the step under way is."""
    form = "{desc}: {percentage:3.0f} %|{bar}| {elapsed}"
    with tqdm(total=0, leave=False, dynamic_ncols=True, bar_format=form, disable=None) as bar:

        def step(name: str, done: int, total: int) -> None:
            bar.total = total
            bar.set_description_str(name, refresh=False)
            bar.n = done
            bar.update(0)

        yield step
