"""The mapping as a form: every guess with its reason, what else may be chosen, and the choices that come back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from cockpit.base.errors import BadRequest
from cockpit.base.texts import has_text, text
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Choices, Draft
from cockpit.model.indicator import Indicator

COLUMNS = ("key", "period", "indicator_column", "status")
NUMBERS = ("header_row", "year")
ABOVE = ("indicator", "column", "year")
"""Fields that always stand first; the rest follows in the order of recognition."""
MARKS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar", ".": "point"}
LEADING = re.compile(r"\s*(\d{1,4})\s*(?::|$)")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: what is sent, what is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the mapping; ``wanted`` marks what only the officer can say, ``kind`` is select, number or text."""

    name: str
    label: str
    value: str
    reason: str
    options: tuple[Option, ...]
    kind: str
    wanted: bool


def fields(draft: Draft, catalogue: Catalogue) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """What has to be settled first (indicator, column, year), and everything else that was recognised."""
    guesses = {str(guess["field"]): guess for guess in _list(draft, "guesses")}
    asks = set(_list(draft, "asks"))
    first = tuple(
        found
        for name in ABOVE
        if (found := _above(name, draft, guesses.get(name), catalogue, name in asks)) is not None
    )
    headers = {str(offer).partition(":")[0]: str(offer) for offer in _list(draft, "columns")}
    rest = tuple(_guessed(name, guess, headers) for name, guess in guesses.items() if name not in (*ABOVE, "columns"))
    return tuple(field for field in first if field), rest


def _above(
    name: str, draft: Draft, guess: Mapping[str, Any] | None, catalogue: Catalogue, wanted: bool
) -> Field | None:
    chosen = getattr(draft.choices, name)
    value = str(chosen) if chosen is not None else str(guess["value"]) if guess else ""
    reason = text("staff.mapping.asked") if wanted else str(guess["reason"]) if guess else ""
    label = text(f"staff.field.{name}")
    if name == "year":
        return Field(name, label, value if value.isdecimal() else "", reason, (), "number", wanted)
    if name == "indicator":
        return Field(name, label, value, reason, indicators(catalogue), "select", wanted)
    offers = [Option(str(offer), str(offer)) for offer in _list(draft, "columns")]
    if len(offers) < 2 and not wanted:
        return None
    return Field(name, label, _offered(value, offers), reason, tuple(offers), "select", wanted)


def _offered(value: str, offers: Sequence[Option]) -> str:
    """The offer a number or header stands for."""
    return next((one.value for one in offers if value and one.value.partition(":")[0] == value), value)


def indicators(catalogue: Catalogue) -> tuple[Option, ...]:
    """Every indicator that takes values, by title."""
    known = [one for one in catalogue.indicators.values() if one.formula is None and not one.parts]
    listed = sorted(known, key=lambda one: in_german(one.title))
    return tuple(Option(one.id, _with_unit(one)) for one in listed)


def in_german(word: str) -> str:
    """What German dictionaries sort a word by: ä like a, ß like ss."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _with_unit(indicator: Indicator) -> str:
    """The title, and the unit unless the title says it."""
    said = not indicator.unit or indicator.unit.casefold() in indicator.title.casefold()
    return indicator.title if said else f"{indicator.title} ({indicator.unit})"


def _guessed(name: str, guess: Mapping[str, Any], headers: Mapping[str, str]) -> Field:
    value = str(guess["value"])
    offers = list(dict.fromkeys([value, *map(str, guess["offers"])]))
    options = tuple(
        Option(offer, _column(offer, headers) if name in COLUMNS else shown(name, offer)) for offer in offers
    )
    kind = "select" if len(offers) > 1 else "number" if name in NUMBERS else "text"
    return Field(name, text(f"staff.field.{name}"), value, str(guess["reason"]), options, kind, wanted=False)


def _column(offer: str, headers: Mapping[str, str]) -> str:
    """A column with its whole header where that is known, else with what stands above it."""
    if not offer:
        return text("staff.mark.no_column")
    number, _, said = offer.partition(":")
    return headers.get(number) or (offer if said.strip() else text("staff.mark.column", n=number))


def shown(name: str, value: str) -> str:
    """A recognised value as people read it."""
    if name in ("delimiter", "decimal"):
        return text(f"staff.mark.{MARKS[value]}") if value in MARKS else value or text("staff.mark.none")
    if name == "form":
        return text(f"cli.forms.{value}") if has_text(f"cli.forms.{value}") else value
    return value or text("staff.mark.none")


def recognised(draft: Draft) -> str:
    """The line under the title: what the file was taken for."""
    document: Mapping[str, Any] = draft.report
    report = document.get("json") or {}
    parts = [shown("form", str(report["form"]))] if report.get("form") else []
    parts += [str(report["encoding"])] if report.get("encoding") else []
    if report.get("delimiter"):
        parts.append(text("staff.head.delimiter", mark=shown("delimiter", str(report["delimiter"]))))
    if report.get("decimal"):
        parts.append(shown("decimal", str(report["decimal"])))
    years = [str(year) for year in report.get("periods") or ()]
    if years:
        spoken = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
        parts.append(text("staff.head.years", years=spoken))
    return " · ".join(parts)


def choices_from(form: MultiDict[str, str], draft: Draft, catalogue: Catalogue) -> Choices:
    """The choices a form brings back; what equals the guess stays a guess. BadRequest for what cannot be meant."""
    guesses = {str(guess["field"]): str(guess["value"]) for guess in _list(draft, "guesses")}
    found, chosen = draft.choices, dict[str, Any]()
    for name in (*ABOVE, *(name for name in guesses if name in Choices.__slots__ and name not in (*ABOVE, "columns"))):
        sent = form.get(name)
        if sent is None:
            continue
        sent = sent if name in ("delimiter", "decimal") else sent.strip()
        if len(sent) > LONGEST:
            raise _unclear(name)
        if not sent:
            chosen[name] = None
        elif sent != guesses.get(name):
            chosen[name] = _meant(name, sent)
    columns = _columns(form, draft, catalogue)
    if columns:  # each column has its own indicator
        chosen |= {"indicator": None, "column": None}
    return replace(found, **chosen, columns=columns, names=_names(form, draft))


def _meant(name: str, sent: str) -> str | int:
    """A number for columns, rows and years, the number in front for value columns, else the word itself."""
    if name in (*COLUMNS, *NUMBERS):
        number = LEADING.match(sent)
        if number is None or (name == "year" and not 1900 <= int(number[1]) <= 2100):
            raise _unclear(name)
        return int(number[1])
    return sent.partition(":")[0].strip() if name == "column" and LEADING.match(sent) else sent


def _unclear(name: str) -> BadRequest:
    field = text(f"staff.field.{name}")
    return BadRequest(text("staff.mapping.unclear", field=field), field, text("staff.mapping.unclear_remedy"))


def _columns(form: MultiDict[str, str], draft: Draft, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Value columns taken as indicators of their own."""
    if "spalten" not in form:
        return draft.choices.columns
    numbers = [str(offer).partition(":")[0] for offer in _list(draft, "columns")]
    sent = ((number, form.get(f"spalte-{number}", "").strip()[:LONGEST]) for number in numbers)
    known = {word.casefold(): one.value for one in indicators(catalogue) for word in (one.value, one.label)}
    known |= {catalogue.indicators[code].title.casefold(): code for code in known.values()}
    return tuple((number, _indicator(number, written, known)) for number, written in sent if written)


def _indicator(number: str, written: str, known: Mapping[str, str]) -> str:
    """The id of the indicator somebody named by its title or id."""
    found = known.get(written.casefold())
    if found is None:
        said = text("staff.mapping.no_indicator", written=written, number=number)
        raise BadRequest(said, number, text("staff.mapping.no_indicator_remedy"))
    return found


def _names(form: MultiDict[str, str], draft: Draft) -> tuple[tuple[str, str], ...]:
    """Names as written → the key somebody chose for each."""
    known = dict(draft.choices.names)
    for place, written in enumerate(written_names(draft)):
        key = form.get(f"name-{place}", "").strip()[:5]
        if key:
            known[written] = key
        elif f"name-{place}" in form:
            known.pop(written, None)
    return tuple(sorted(known.items()))


def written_names(draft: Draft) -> tuple[str, ...]:
    """Names of the file that are no known Kreis, and those somebody has given a key before."""
    proposed = [str(one[0]) for one in _list(draft, "names")]
    return tuple(dict.fromkeys([*proposed, *dict(draft.choices.names)]))


def _list(draft: Draft, name: str) -> Sequence[Any]:
    found = draft.report.get(name)
    return found if isinstance(found, list) else ()
