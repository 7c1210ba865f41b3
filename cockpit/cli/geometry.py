"""Commands about the boundaries of the Kreise: take them from a file, remove them."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from cockpit import people
from cockpit.base import clock
from cockpit.base.errors import Refused, UsageFault
from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.cli.history import Json, Reason, opened_store, require_reason
from cockpit.cli.show import finding_line
from cockpit.etl.geometry import GeometryReport, read_geometry
from cockpit.model.geometry import Geometry
from cockpit.store import Store
from cockpit.store import geometry as boundaries

geometry_app = typer.Typer(help=text("geometry.cli.group"), no_args_is_help=True)


@geometry_app.command("import", help=text("geometry.cli.import"))
def import_geometry(
    file: Annotated[Path, typer.Argument(help=text("cli.help.file"))],
    source: Annotated[str, typer.Option(help=text("geometry.cli.source"))] = "",
    layer: Annotated[str, typer.Option(help=text("geometry.cli.layer"))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("cli.help.dry_run"))] = False,
    as_json: Json = False,
) -> int:
    """Check the file and, when it is a map of the Kreise, make it a Datenstand."""
    if not source.strip():
        raise UsageFault(text("geometry.cli.no_source"), "--source", text("geometry.cli.no_source_remedy"))
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageFault(text("cli.unreadable"), str(file), text("cli.unreadable_remedy")) from error
    with opened_store() as store:
        found = read_geometry(data, file.name, source.strip(), store.catalogue(), layer)
        if found.geometry is not None and not dry_run:
            found = replace(found, revision=_saved(store, found.geometry, data, file.name))
    _show(found, as_json=as_json, dry_run=dry_run)
    return Refused.exit_code if found.refusal else 0


@geometry_app.command("remove", help=text("geometry.cli.remove"))
def remove_geometry(reason: Reason, as_json: Json = False) -> None:
    """Show tiles only from now on."""
    require_reason(reason)
    who, at, why = text("cli.by"), clock.now(), reason.strip()
    with opened_store() as store:
        held = store.catalogue().geometry
        before = held.source if held else ""
        subject = text("geometry.store.subject")
        entry = people.entry(who=who, action="geometry_end", subject=subject, before=before, after=why, at=at)
        made = boundaries.remove(store.database, why, at, who, entry)
    print(json.dumps({"revision": made.id}) if as_json else text("geometry.cli.removed", stand=made.id))


def _saved(store: Store, geometry: Geometry, data: bytes, name: str) -> int | None:
    """The number of the new Datenstand; None when these boundaries are stored already."""
    who, at = text("cli.by"), clock.now()
    held = store.catalogue().geometry
    entry = people.entry(
        who=who,
        action="geometry",
        subject=text("geometry.store.subject"),
        before=held.source if held else "",
        after=f"{geometry.source}; {text('geometry.store.read', name=name, sha256=sha256(data).hexdigest())}",
        at=at,
    )
    made = boundaries.save(store.database, geometry, at, who, name, entry)
    return made.id if made else None


def _show(found: GeometryReport, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
    for item in found.findings:
        if item.severity != "error":
            print(finding_line(item), file=sys.stderr)
    if found.refusal:
        remedy = found.findings[-1].repair
        print(text("geometry.cli.refused", what=f"{found.refusal} {remedy}".strip()), file=sys.stderr)
    elif not as_json:
        _tell(found, dry_run=dry_run)


def _tell(found: GeometryReport, *, dry_run: bool) -> None:
    counts = {"features": number(found.features), "places": number(found.places)}
    print(text("geometry.cli.found", form=found.form, layer=found.layer, system=found.system, **counts))
    held = found.geometry
    if held is not None:
        drawn = {"kreise": number(len(held.kreise)), "arcs": number(len(held.arcs)), "size": number(found.path / 1000)}
        print(text("geometry.cli.made", **drawn))
    outcome = "dry" if dry_run else "saved" if found.revision else "nothing"
    print(text(f"geometry.cli.{outcome}", stand=found.revision))
