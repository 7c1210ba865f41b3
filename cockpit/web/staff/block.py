"""Block a value that must not be public: indicator, Kreis, year and reason, then a confirmation naming what follows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request
from flask.typing import ResponseReturnValue

from cockpit import people, query
from cockpit.base.clock import now, today
from cockpit.base.errors import BadRequest, CockpitError, Forbidden
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.account import Account
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.web import staff, state
from cockpit.web.staff import Route
from cockpit.web.staff._fresh import fresh

LONGEST_REASON = 500
ADDRESS = "/daten/sperren"
FIELDS = ("indikator", "kreis", "jahr", "grund")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The cell to block and why."""

    indicator: Indicator
    region: Region
    year: int
    reason: str


def ask() -> ResponseReturnValue:
    """The empty form, or what the address says about the cell."""
    return _form({name: request.args.get(name, "") for name in FIELDS})


def check() -> ResponseReturnValue:
    """First the confirmation, with ``bestaetigt`` the deed."""
    given = {name: request.form.get(name, "").strip() for name in FIELDS}
    snap = query.snapshot(state.store(), None, today())
    try:
        wanted = _wanted(snap, given, staff.signed_in())
        if request.form.get("bestaetigt") != "ja":
            return _confirmation(snap, wanted, given)
        return _do(wanted)
    except Forbidden:
        raise
    except CockpitError as error:
        return _form(given, error)


def _do(wanted: Wanted) -> ResponseReturnValue:
    account = staff.signed_in()
    at = now()
    subject = text("history.block.subject", code=wanted.indicator.id, region=wanted.region.key, year=wanted.year)
    made = state.store().block(
        wanted.indicator.id, wanted.region.key, wanted.year,
        reason=wanted.reason, by=account.name, judge=assess, at=at,
        entry=people.entry(who=account.name, action="block", subject=subject, after=wanted.reason, at=at),
    )  # fmt: skip
    return fresh(redirect(f"/daten/stand/{made.id}", 303))


def _wanted(snap: Snapshot, given: dict[str, str], account: Account) -> Wanted:
    indicator = snap.catalogue.indicators.get(given["indikator"])
    if indicator is None or not _holds_values(indicator):
        raise BadRequest(text("history.block.no_indicator"), "indikator")
    region = query.region(snap, given["kreis"])
    if not account.may_write(region.key):
        raise Forbidden(text("history.block.foreign", name=region.display_name), ADDRESS)
    year = given["jahr"]
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        raise BadRequest(text("history.block.no_year"), "jahr")
    if not given["grund"]:
        raise BadRequest(text("history.block.no_reason"), "grund")
    return Wanted(indicator, region, int(year), given["grund"][:LONGEST_REASON])


def _holds_values(indicator: Indicator) -> bool:
    return indicator.formula is None and not indicator.parts


def _confirmation(snap: Snapshot, wanted: Wanted, given: dict[str, str]) -> ResponseReturnValue:
    indicator, region = wanted.indicator, wanted.region
    frame = snap.store.series(indicator.id, [region.key])
    held = frame[frame["year"] == wanted.year]
    live = [
        words.value(None if value != value else value, indicator, status)  # noqa: PLR0124 - NaN is unlike itself
        for value, status in zip(held["value"].tolist(), held["status"].tolist(), strict=True)
    ]
    return staff.render(
        "block_confirm.html",
        title=text("history.block.title"),
        wanted=wanted,
        given=given,
        live=live[0] if live else "",
        derived=_derived(snap, indicator),
        stands=snap.revision.id,
    )


def _derived(snap: Snapshot, indicator: Indicator) -> list[str]:
    """Titles of everything computed or put together from it, through as many steps as there are."""
    found: dict[str, str] = {}
    waiting = [indicator.id]
    while waiting:
        used = waiting.pop()
        for item in snap.catalogue.indicators.values():
            inputs = item.formula.inputs if item.formula else tuple(part.indicator for part in item.parts)
            if used in inputs and item.id not in found:
                found[item.id] = item.title
                waiting.append(item.id)
    return sorted(found.values())


def _form(given: dict[str, str], fault: CockpitError | None = None) -> ResponseReturnValue:
    snap = query.snapshot(state.store(), None, today())
    account = staff.signed_in()
    topics = snap.catalogue.topics
    groups = {
        topic.title: [item for item in snap.catalogue.indicators.values()
                      if item.topic == topic.id and _holds_values(item)]
        for topic in topics.values()
    }  # fmt: skip
    return staff.render(
        "block.html",
        title=text("history.block.title"),
        status=fault.http_status if fault else 200,
        fault=fault,
        given=given,
        groups={title: items for title, items in groups.items() if items},
        kreise=[item for item in snap.kreise if account.may_write(item.key)],
        longest=LONGEST_REASON,
        blocks=_listed(snap, account),
    )


def _listed(snap: Snapshot, account: Account) -> list[dict[str, object]]:
    """Blocked values in the care of the account, newest first."""
    shown = [item for item in reversed(snap.store.blocks()) if account.may_write(item.key)]
    return [
        {
            "title": snap.indicator(item.indicator).title,
            "name": snap.catalogue.regions[item.key].display_name,
            "year": item.year,
            "at": item.at,
            "by": item.by,
            "reason": item.reason,
            "revision": item.revision,
        }
        for item in shown
        if item.indicator in snap.catalogue.indicators and item.key in snap.catalogue.regions
    ]


ROUTES = (
    Route(ADDRESS, "daten.sperren", ask, "block"),
    Route(ADDRESS, "daten.sperren.tun", check, "block", ("POST",)),
)
