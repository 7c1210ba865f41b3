"""The audit log as a page: first whether it is whole, then who did what, newest first."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from cockpit import people
from cockpit.base.errors import BadRequest
from cockpit.base.texts import has_text, text
from cockpit.web import staff, state
from cockpit.web.answer import with_query
from cockpit.web.staff import Route

PATH = "/verwaltung/protokoll"
AT_ONCE = 50
LONGEST = 120


def show() -> ResponseReturnValue:
    """A page of entries, of one account or one kind of deed where asked."""
    store, args = state.store(), request.args
    who, action = args.get("wer", "").strip()[:LONGEST], args.get("was", "").strip()[:LONGEST]
    found = people.protocol(store, AT_ONCE + 1, _number(args), who=who, action=action)
    entries, more = found[:AT_ONCE], len(found) > AT_ONCE
    older = {"wer": who, "was": action, "vor": str(entries[-1].id)} if more else {}
    return staff.render(
        "protocol.html",
        title=text("people.protocol"),
        entries=[(entry, _said(entry.action)) for entry in entries],
        faults=people.check_protocol(store),
        newest=next(iter(people.protocol(store, 1)), None),
        who=who,
        action=action,
        names=[held.account.name for held in people.listed(store)],
        kinds=[(one, _said(one)) for one in people.actions(store)],
        older=with_query(PATH, {name: value for name, value in older.items() if value}) if more else "",
        is_start="vor" not in args,
    )


def _number(args: MultiDict[str, str]) -> int | None:
    value = args.get("vor", "")
    if value and not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise BadRequest(text("people.bad_number"), "vor")
    return int(value) if value else None


def _said(action: str) -> str:
    key = f"people.action.{action}"
    return text(key) if has_text(key) else action


ROUTES = (Route(PATH, "verwaltung.protokoll", show, "administer"),)
