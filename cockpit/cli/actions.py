"""The command that takes a CSV file of actions."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from cockpit.base import clock
from cockpit.base.errors import Refused, StoreFault, UsageFault
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.cli.show import MOST_FINDINGS, finding_line
from cockpit.etl.actions import ActionsReport, read_actions
from cockpit.people.measures import saved_actions
from cockpit.store import Store

actions_app = typer.Typer(help=text("actions.cli.group"), no_args_is_help=True)


@actions_app.callback()
def _group() -> None:
    """Keeps ``import`` a command of its own while it is the only one."""


@actions_app.command("import", help=text("actions.cli.import"))
def import_actions(
    file: Annotated[Path, typer.Argument(help=text("cli.help.file"))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("cli.help.dry_run"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=text("cli.help.json"))] = False,
) -> int:
    """Check every row and save all of them, or none."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageFault(text("cli.unreadable"), str(file), text("cli.unreadable_remedy")) from error
    store = Store.open(settings().database_url)
    try:
        if not store.is_current():
            raise StoreFault(text("cli.no_store"), "", text("cli.no_store_remedy"))
        found = _taken(store, data, file.name, dry_run=dry_run)
    finally:
        store.close()
    _show(found, as_json=as_json, dry_run=dry_run)
    return 0 if found.sound else Refused.exit_code


def _taken(store: Store, data: bytes, name: str, *, dry_run: bool) -> ActionsReport:
    held = store.catalogue()
    found = read_actions(data, name, held, lambda _: True)
    if dry_run or not found.sound or not found.actions:
        return found
    who, at = text("cli.by"), clock.now()
    entry = saved_actions(who, found.actions, held.actions, at)
    note = text("actions.file.note", name=name, n=len(found.actions))
    made = store.save_actions(found.actions, by=who, at=at, note=note, entry=entry)
    return replace(found, revision=made.id)


def _show(found: ActionsReport, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
    for item in found.findings[:MOST_FINDINGS]:
        print(finding_line(item), file=sys.stderr)
    if len(found.findings) > MOST_FINDINGS:
        print(text("actions.cli.more", n=len(found.findings) - MOST_FINDINGS), file=sys.stderr)
    counts = {name: getattr(found, name) for name in ("new", "changed", "unchanged", "refused")}
    if not found.sound:
        print(text("actions.cli.refused", **counts), file=sys.stderr)
    elif not as_json:
        outcome = "dry" if dry_run else "saved" if found.revision else "nothing"
        print(text(f"actions.cli.{outcome}", stand=found.revision, **counts))
