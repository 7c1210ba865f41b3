"""The command that asks whether the official addresses of programmes, projects and sources still lead somewhere."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, get_args

import typer
from tqdm import tqdm

from cockpit.base.errors import Refused
from cockpit.base.formats import number
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.catalogue import Official, load, official
from cockpit.etl.reach import Reached, Result, reach_all

MOST_PLACES = 3

programmes_app = typer.Typer(help=text("programmes.links.group"), no_args_is_help=True)


@programmes_app.callback()
def _group() -> None:
    """Keeps ``links`` a command of its own while it is the only one."""


@programmes_app.command("links", help=text("programmes.links.help"))
def links(
    as_json: Annotated[bool, typer.Option("--json", help=text("cli.help.json"))] = False,
    timeout: Annotated[float, typer.Option(min=0.1, max=120, help=text("programmes.links.timeout"))] = 10,
) -> int:
    """Ask each address once; refused (3) when one is dead. Neither the store nor a page is touched."""
    named = official(load(settings().data))
    with tqdm(total=len(named), unit=text("programmes.links.bar_unit"), leave=False, disable=None) as bar:
        found = reach_all([one.address for one in named], timeout, bar.update)
    if as_json:
        print(json.dumps(_as_json(named, found, timeout), ensure_ascii=False))
    else:
        _show(named, found, timeout)
    results = {one.result for one in found}
    if results == {"unreachable"}:
        print(text("programmes.links.all_unreachable"), file=sys.stderr)
    return Refused.exit_code if "dead" in results else 0


def _counted(found: Sequence[Reached]) -> dict[Result, int]:
    counts = Counter(one.result for one in found)
    return {result: counts[result] for result in get_args(Result)}


def _reason(one: Reached, timeout: float) -> str:
    if not one.reason:
        return ""
    return text(f"programmes.reason.{one.reason}", status=one.status, seconds=number(timeout, 1 if timeout % 1 else 0))


def _as_json(named: Sequence[Official], found: Sequence[Reached], timeout: float) -> dict[str, object]:
    told = [
        {
            "adresse": one.address,
            "ergebnis": text(f"programmes.key.{one.result}"),
            "antwort": one.status,
            "ziel": one.moved_to or None,
            "grund": _reason(one, timeout) or None,
            "genannt_in": list(place.named_in),
        }
        for place, one in zip(named, found, strict=True)
    ]
    return {
        "adressen": told,
        "summe": {text(f"programmes.key.{name}"): count for name, count in _counted(found).items()},
    }


def _show(named: Sequence[Official], found: Sequence[Reached], timeout: float) -> None:
    """What is well comes first, so that what needs care stands nearest to the sum."""
    order = ("ok", "unreachable", "moved", "dead")
    for place, one in sorted(zip(named, found, strict=True), key=lambda pair: order.index(pair[1].result)):
        result = text(f"programmes.links.{one.result}", target=one.moved_to, reason=_reason(one, timeout))
        print(text("programmes.links.line", address=one.address, result=result))
        if one.result != "ok":
            print(text("programmes.links.named", places=_places(place)))
    print(text("programmes.links.sum", all=len(found), **_counted(found)))


def _places(place: Official) -> str:
    shown = ", ".join(place.named_in[:MOST_PLACES])
    more = len(place.named_in) - MOST_PLACES
    return text("programmes.links.more", places=shown, n=more) if more > 0 else shown
