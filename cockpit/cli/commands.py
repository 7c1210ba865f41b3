"""The commands themselves, each calling the package that does the work."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cockpit import __version__, people
from cockpit.base import clock
from cockpit.base.errors import Refused, StoreFault, UsageFault
from cockpit.base.formats import enumeration
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.catalogue import check, load, schema
from cockpit.cli import show
from cockpit.cli.actions import actions_app
from cockpit.cli.downgrading import add_downgrade
from cockpit.cli.geometry import geometry_app
from cockpit.cli.history import add_history
from cockpit.cli.operations import add_operations
from cockpit.cli.people import token_app, user_app
from cockpit.cli.programmes import programmes_app
from cockpit.cli.setup import initialise
from cockpit.etl import REPAIRS, Request, inspect, run
from cockpit.store import Store

app = typer.Typer(
    name="cockpit",
    help=text("cli.help.app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
catalogue_app = typer.Typer(help=text("cli.help.catalogue"), no_args_is_help=True)
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(user_app, name="user")
app.add_typer(token_app, name="token")
app.add_typer(actions_app, name="actions")
app.add_typer(programmes_app, name="programmes")
app.add_typer(geometry_app, name="geometry")
add_history(app)
add_operations(app)
add_downgrade(app)

Json = Annotated[bool, typer.Option("--json", help=text("cli.help.json"))]
File = Annotated[Path, typer.Argument(help=text("cli.help.file"))]
Indicator = Annotated[str | None, typer.Option(help=text("cli.help.indicator"))]
Column = Annotated[str | None, typer.Option(help=text("cli.help.column"))]
Year = Annotated[int | None, typer.Option(min=1900, max=2100, help=text("cli.help.year"))]


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help=text("cli.help.version"))] = False) -> None:
    if version:
        print(f"cockpit {__version__}")
        raise typer.Exit
    fixed = settings().today
    try:
        clock.today()
    except ValueError as fault:
        what = text("cli.usage.setting", name="COCKPIT_TODAY", value=fixed)
        raise UsageFault(what, remedy=text("cli.usage.setting_remedy")) from fault


@app.command(help=text("cli.help.init"))
def init() -> None:
    """Create and migrate the store, load the start data."""
    config = settings()
    store = Store.open(config.database_url)
    try:
        print(initialise(store, config.data))
    finally:
        store.close()


@app.command(help=text("cli.help.serve"))
def serve(
    host: Annotated[str, typer.Option(help=text("cli.help.host"))] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help=text("cli.help.port"))] = None,
) -> None:
    """Run the server until it is stopped."""
    from cockpit.web.serve import serve as run_server  # noqa: PLC0415 - Dash is slow to import, other commands spare it

    _ready(Store.open(settings().database_url)).close()
    run_server(host, port or settings().port)


@app.command("import", help=text("cli.help.import"))
def import_file(
    file: File,
    indicator: Indicator = None,
    column: Column = None,
    year: Year = None,
    note: Annotated[str, typer.Option(help=text("cli.help.note"))] = "",
    repair: Annotated[list[str] | None, typer.Option(help=text("cli.help.repair"))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("cli.help.dry_run"))] = False,
    as_json: Json = False,
) -> int:
    """Take one file through the whole road: read, recognise, tidy, check, compare, publish."""
    unknown = set(repair or ()) - REPAIRS
    if unknown:
        remedy = text("cli.repair_unknown_remedy", known=enumeration(sorted(REPAIRS), "oder"))
        raise UsageFault(text("cli.repair_unknown", name=", ".join(sorted(unknown))), "--repair", remedy)
    request = Request(
        data=_bytes(file),
        name=file.name,
        indicator=indicator,
        column=column,
        year=year,
        note=note,
        by=text("cli.by"),
        dry_run=dry_run,
        repairs=frozenset(repair or ()),
    )
    store = _ready(Store.open(settings().database_url))
    try:
        report = run(store, request, at=clock.now())
    finally:
        store.close()
    show.report(report, as_json=as_json, dry_run=dry_run)
    if report.miscalled:
        return UsageFault.exit_code
    return Refused.exit_code if report.refusal else 0


@app.command("inspect", help=text("cli.help.inspect"))
def inspect_file(file: File, as_json: Json = False) -> int:
    """Say what a file is, without comparing or storing anything."""
    report = inspect(_bytes(file), file.name, load(settings().data))
    show.inspection(report, as_json=as_json)
    return Refused.exit_code if report.refusal else 0


@app.command(help=text("cli.help.status"))
def status(as_json: Json = False) -> None:
    """Tell the Datenstand, and what every indicator covers."""
    store = _ready(Store.open(settings().database_url))
    try:
        show.status(store, as_json=as_json)
    finally:
        store.close()


@app.command(help=text("cli.help.verify"))
def verify() -> int:
    """Check every checksum, count and computed value of the store, and the audit log."""
    store = _ready(Store.open(settings().database_url))
    try:
        faults = (*store.verify(), *people.check_protocol(store))
    finally:
        store.close()
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(text("cli.verified"))
    return StoreFault.exit_code if faults else 0


@catalogue_app.command("check", help=text("cli.help.check"))
def catalogue_check() -> int:
    """Name every fault of the catalogue with file, field and remedy."""
    faults = check(settings().data)
    for fault in faults:
        named = {name: getattr(fault, name) for name in ("file", "field", "problem", "remedy")}
        print(text("cli.fault" if fault.field else "cli.fault_file", **named))
    print(text("cli.faults", n=len(faults)) if faults else text("cli.catalogue_sound"))
    return Refused.exit_code if faults else 0


@catalogue_app.command("schema", help=text("cli.help.schema"))
def catalogue_schema() -> None:
    """Print the JSON Schema of an indicator file, for editors."""
    print(json.dumps(schema(), ensure_ascii=False, indent=2))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageFault(text("cli.unreadable"), str(file), text("cli.unreadable_remedy")) from error


def _ready(store: Store) -> Store:
    if not store.is_current():
        store.close()
        raise StoreFault(text("cli.no_store"), "", text("cli.no_store_remedy"))
    return store
