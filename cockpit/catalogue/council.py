"""A target of a council as words of a form, checked by the same form and rules as a file of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from cockpit.base.formats import number
from cockpit.base.texts import has_text, text
from cockpit.catalogue import action_words as words
from cockpit.catalogue import build
from cockpit.catalogue.action_words import Fault, Unreadable
from cockpit.catalogue.forms import TargetForm
from cockpit.catalogue.rules import Names, target_rules
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.target import Target

FIELDS = ("indikator", "art", "wert", "prozent", "basisjahr", "jahr", "gremium", "nummer", "datum", "adresse", "notiz")
NEEDED = ("indikator", "art", "jahr", "gremium", "nummer", "datum")
WAYS = ("wert", "minus", "plus")
"""A fixed value, or a change downwards or upwards by per cent: nobody has to think about a sign."""
MOST, MOST_LONG = 300, 2000
AMOUNT = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d{1,6})?|-?\d{1,15}\.\d{1,6}")
FIELD_OF = {"value": "wert", "relative": "prozent", "base_year": "basisjahr", "year": "jahr", "source": "gremium",
            "indicator": "indikator", "note": "notiz"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """The target that the words say, or every fault by field; sound without faults."""

    target: Target | None
    faults: tuple[Fault, ...]


def offered(catalogue: Catalogue, place: Region) -> tuple[Indicator, ...]:
    """Indicators a council may set a target for: judged ones with values of Kreise, and own ones meant for it."""
    return tuple(
        item
        for item in catalogue.indicators.values()
        if item.judged and item.level == "kreis" and (not item.kreise or place.key in item.kreise)
    )


def check(given: Mapping[str, str], catalogue: Catalogue, place: Region, today: date, old: Target | None) -> Checked:
    """Read every field; those left out count as empty. ``old`` is the target being changed: its indicator stays."""
    row = {name: words.plain(given.get(name, "")) for name in FIELDS}
    if old is not None:
        row["indikator"] = old.indicator
    faults = list(_shape(row))
    values: dict[str, Any] = {}
    for name, read in _readers(catalogue, place, old).items():
        if name in {fault.field for fault in faults}:
            continue
        try:
            values[name] = read(row[name])
        except Unreadable as unreadable:
            faults.append(_fault(name, unreadable.kind, unreadable.cell))
    made = _made(row, values, place, faults) if {"art", "jahr"} <= values.keys() else None
    if made is not None:
        faults += _further(made, row, catalogue, today, old)
        made = replace(made, id=old.id if old else _id_of(made, place, catalogue))
    order = {name: spot for spot, name in enumerate(FIELDS)}
    faults.sort(key=lambda one: order[one.field])
    return Checked(None if faults else made, tuple(faults))


def _shape(row: Mapping[str, str]) -> Iterator[Fault]:
    for name, cell in row.items():
        most = MOST_LONG if name == "notiz" else MOST
        if not cell and name in NEEDED:
            yield _fault(name, "empty", cell)
        elif len(cell) > most:
            yield Fault(name, cell[:40], text("actions.fault.long", most=most), text("actions.fault.long_remedy"))
        elif words.DAMAGED.search(cell):
            yield _fault(name, "control", "")


def _readers(catalogue: Catalogue, place: Region, old: Target | None) -> dict[str, Callable[[str], Any]]:
    known = {item.id for item in offered(catalogue, place)} | ({old.indicator} if old else set())

    def indicator(code: str) -> str:
        if code not in known:
            raise Unreadable("unjudged" if code in catalogue.indicators else "indicator", code)
        return code

    def way(code: str) -> str:
        if code not in WAYS:
            raise Unreadable("way", code)
        return code

    return {"indikator": indicator, "art": way, "wert": amount, "prozent": amount, "basisjahr": _year, "jahr": _year,
            "datum": words.day, "adresse": words.url}  # fmt: skip


def amount(cell: str) -> float | None:
    """A number in German or plain notation, a unit of per cent behind it allowed; None when empty."""
    bare = re.sub(r"\s*(?:%|Prozent)$", "", cell).replace("\N{MINUS SIGN}", "-").replace(" ", "")
    if not bare:
        return None
    if not AMOUNT.fullmatch(bare):
        raise Unreadable("number", cell)
    is_point = "," not in bare and re.fullmatch(r"-?\d+\.\d{1,6}", bare) and not re.fullmatch(r"-?\d{1,3}\.\d{3}", bare)
    return float(bare if is_point else bare.replace(".", "").replace(",", "."))


def _year(cell: str) -> int | None:
    if cell and not re.fullmatch(r"\d{4}", cell, re.ASCII):
        raise Unreadable("year", cell)
    return int(cell) if cell else None


def _made(row: Mapping[str, str], values: Mapping[str, Any], place: Region, faults: list[Fault]) -> Target | None:
    """The target by the form of a file; what that form refuses is added to ``faults``."""
    if faults:
        return None
    change = values["prozent"]
    signed = None if change is None else (-change if values["art"] == "minus" else change)
    document = {"indicator": values["indikator"], "region": place.key, "year": values["jahr"], "source": row["gremium"],
                "value": values["wert"], "relative": signed, "base_year": values["basisjahr"], "decided": True,
                "note": row["notiz"]}  # fmt: skip
    if change is not None and change <= 0:
        faults.append(_fault("prozent", "unsigned", row["prozent"]))
        return None
    try:
        form = TargetForm.model_validate(document)
    except ValidationError as error:
        faults += [_of_form(row, values, one) for one in error.errors(include_url=False)]
        return None
    decision = {"decision": row["nummer"], "decided_on": values["datum"], "url": values["adresse"]}
    return replace(build.target("", form), own=True, **decision)


def _of_form(row: Mapping[str, str], values: Mapping[str, Any], found: Any) -> Fault:
    """What the form of a file says, beside the field that mends it."""
    kind = str(found.get("ctx", {}).get("error", found["type"]))
    is_value = values["art"] == "wert"
    if kind == "target_value":
        both = values["wert"] is not None and values["prozent"] is not None
        other, own = ("prozent", "wert") if is_value else ("wert", "prozent")
        return _fault(other, "both", row[other]) if both else _fault(own, "empty", "")
    if kind == "target_base":
        name = "base_alone" if values["basisjahr"] is not None else "empty"
        return _fault("basisjahr", name, row["basisjahr"])
    if kind == "target_years":
        return _fault("basisjahr", "years", row["basisjahr"])
    name = FIELD_OF.get(str(found["loc"][0]) if found["loc"] else "", "art")
    return _fault(name, "year" if name in ("jahr", "basisjahr") else "number", row[name])


def _further(
    made: Target, row: Mapping[str, str], catalogue: Catalogue, today: date, old: Target | None
) -> Iterator[Fault]:
    """What a file could say too, but no council decides."""
    names = Names({}, {made.id: ""}, {}, frozenset(catalogue.indicators), frozenset())
    for broken in target_rules(replace(catalogue, targets=(made,)), names):
        yield Fault(FIELD_OF.get(broken.field, "indikator"), "", broken.problem, broken.remedy)
    item = catalogue.indicators[made.indicator]
    low, high = item.minimum, item.maximum
    if made.value is not None and ((low is not None and made.value < low) or (high is not None and made.value > high)):
        bounds = {"low": low, "high": high}
        told = {name: number(edge, item.decimals) for name, edge in bounds.items() if edge is not None}
        yield Fault("wert", row["wert"], text("ziele.fault.range"), text(f"ziele.fault.range_{'_'.join(told)}", **told))
    if (made.relative or 0) < -100:
        yield _fault("prozent", "percent", row["prozent"])
    if made.decided_on and made.decided_on > today:
        yield _fault("datum", "future", row["datum"])
    elif made.decided_on and made.year < made.decided_on.year:
        yield _fault("jahr", "before_decision", row["jahr"])
    for other in catalogue.targets:
        same = (other.region, other.indicator, other.year) == (made.region, made.indicator, made.year)
        if same and other.own and (old is None or other.id != old.id):
            yield Fault("jahr", row["jahr"], text("ziele.fault.second", year=made.year),
                        text("ziele.fault.second_remedy"))  # fmt: skip


def _fault(name: str, kind: str, cell: str) -> Fault:
    """Phrases that actions have too are theirs."""
    key = f"ziele.fault.{kind}" if has_text(f"ziele.fault.{kind}") else f"actions.fault.{kind}"
    return Fault(name, cell, text(key, cell=cell), text(f"{key}_remedy") if has_text(f"{key}_remedy") else "")


def _id_of(made: Target, place: Region, catalogue: Catalogue) -> str:
    """Kreis, indicator and year; another one when an older target has moved away from that year."""
    name = f"{place.slug or place.key}-{made.indicator}-{made.year}"
    taken = {one.id for one in catalogue.targets}
    return next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def written(target: Target) -> dict[str, str]:
    """The words of every field, as ``check`` reads them."""
    relative = target.relative
    return {
        "indikator": target.indicator,
        "art": "wert" if relative is None else "minus" if relative < 0 else "plus",
        "wert": _plain(target.value),
        "prozent": _plain(None if relative is None else abs(relative)),
        "basisjahr": str(target.base_year or ""),
        "jahr": str(target.year),
        "gremium": target.source,
        "nummer": target.decision,
        "datum": f"{target.decided_on:%d.%m.%Y}" if target.decided_on else "",
        "adresse": target.url,
        "notiz": target.note,
    }


def _plain(value: float | None) -> str:
    """All digits, decimal comma."""
    return "" if value is None else f"{Decimal(repr(value)):f}".removesuffix(".0").replace(".", ",")
