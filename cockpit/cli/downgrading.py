"""The way back to an older version of the program, for whoever runs the server."""

from __future__ import annotations

from typing import Annotated

import typer

from cockpit import people
from cockpit.base import clock
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.store import Store
from cockpit.store.downgrade import downgrade as taken_back


def add_downgrade(app: typer.Typer) -> None:
    """Register the command."""
    app.command("downgrade", help=text("downgrade.cli.downgrade"))(downgrade)


def downgrade(
    version: Annotated[str, typer.Argument(help=text("downgrade.cli.version"))],
    check: Annotated[bool, typer.Option("--check", help=text("downgrade.cli.check"))] = False,
) -> None:
    """Take the tables back where nothing is lost by it."""
    store = Store.open(settings().database_url)
    subject = text("downgrade.subject", version=version)
    entry = people.entry(who=text("cli.by"), action="downgrade", subject=subject, at=clock.now())
    try:
        made = taken_back(store.database, version, entry, keep=not check)
    finally:
        store.close()
    key = "same" if made.before == made.after else "checked" if check else "done"
    print(text(f"downgrade.{key}", before=made.before, after=made.after))
    if key != "same":
        for table in made.coarser:
            print(text(f"downgrade.coarser.{table}"))
    if key == "done":
        print(text("downgrade.next"))
