"""An action as a row of words – of the form or of a CSV file – checked the same way, and back into words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cockpit.base.formats import day, enumeration
from cockpit.base.texts import has_text, text
from cockpit.catalogue import action_words as words
from cockpit.catalogue.action_words import Fault, Unreadable
from cockpit.model.action import STATES, Action, Decision
from cockpit.model.catalogue import Catalogue
from cockpit.model.region import Region

COLUMNS = (
    "kreis", "id", "titel", "stand", "einheit_verantwortlich", "beschreibung", "partner", "beginn", "ende", "kosten",
    "eigenanteil", "foerderung", "folgefinanzierung", "wirkung", "wirkung_einheit", "sdg", "hebelprojekte",
    "indikatoren", "beschluss_nummer", "beschluss_datum", "beschluss_adresse", "beschluss_oparl", "fortschritt",
)  # fmt: skip
NEEDED = ("kreis", "titel", "stand", "einheit_verantwortlich")
LONG = frozenset({"beschreibung", "wirkung", "fortschritt", "indikatoren"})
MOST, MOST_LONG = 300, 4000
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
SPREADSHEET = re.compile(r"\A'(?=\s*[=+\-@\N{MINUS SIGN}])")
"""The apostrophe that keeps a spreadsheet from running an exported text; it is none of the text."""
MAY_WRITE = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Checked:
    """The action that the words say, or every fault by field; sound without faults."""

    action: Action | None
    faults: tuple[Fault, ...]


def check(given: Mapping[str, str], catalogue: Catalogue, may_write: MAY_WRITE) -> Checked:
    """Read the words of every column; those left out count as empty."""
    row = {name: SPREADSHEET.sub("", given.get(name, ""), count=1).strip() for name in COLUMNS}
    row |= {name: words.plain(value) for name, value in row.items() if name != "fortschritt"}
    faults = list(_shape(row))
    wrong = {fault.field for fault in faults}
    values: dict[str, Any] = {}
    for name, read in _readers(catalogue, may_write, row).items():
        if name in wrong:
            continue
        try:
            values[name] = read(row[name])
        except Unreadable as unreadable:
            faults.append(_fault(name, unreadable.kind, unreadable.cell, unreadable.remedy))
    faults += _between(values, row)
    if faults:
        order = {name: place for place, name in enumerate(COLUMNS)}
        return Checked(None, tuple(sorted(faults, key=lambda one: order[one.field])))
    return Checked(_action(row, values, catalogue), ())


def _shape(row: Mapping[str, str]) -> Iterator[Fault]:
    """Empty, too long or damaged words."""
    for name, cell in row.items():
        most = MOST_LONG if name in LONG else MOST
        if not cell and name in NEEDED:
            yield _fault(name, "empty", cell)
        elif len(cell) > most:
            yield Fault(name, cell[:40], text("actions.fault.long", most=most), text("actions.fault.long_remedy"))
        elif words.DAMAGED.search(cell):
            yield _fault(name, "control", words.DAMAGED.sub("\N{REPLACEMENT CHARACTER}", cell))


def _readers(catalogue: Catalogue, may_write: MAY_WRITE, row: Mapping[str, str]) -> dict[str, Callable[[str], Any]]:
    projects = [project.id for programme in catalogue.programmes.values() for project in programme.projects]

    def kreis(key: str) -> Region:
        found = catalogue.regions.get(key.zfill(5) if key.isdigit() else key)
        if found is None or found.level != "kreis" or not found.is_current:
            raise Unreadable("kreis", key)
        if not may_write(found.key):
            raise Unreadable("not_yours", found.key)
        return found

    def identity(code: str) -> str:
        held = catalogue.actions.get(words.identity(code))
        if held is not None and held.region != row["kreis"].zfill(5):
            raise Unreadable("id_taken", code)
        return code

    return {
        "kreis": kreis,
        "id": identity,
        "stand": words.state,
        "beginn": words.day,
        "ende": words.day,
        "kosten": words.euros,
        "eigenanteil": words.euros,
        "sdg": lambda cell: words.goals(cell, catalogue.sdgs),
        "hebelprojekte": lambda cell: words.codes(cell, projects, "project"),
        "indikatoren": lambda cell: words.codes(cell, catalogue.indicators, "indicator"),
        "beschluss_datum": words.day,
        "beschluss_adresse": words.url,
        "fortschritt": words.progress,
    }


def _between(values: Mapping[str, Any], row: Mapping[str, str]) -> Iterator[Fault]:
    """What two fields say against each other."""
    start, end = values.get("beginn"), values.get("ende")
    if start and end and end < start:
        remedy = text("actions.fault.reversed_remedy", start=day(start), end=day(end))
        yield Fault("ende", row["ende"], text("actions.fault.reversed"), remedy)
    costs, own = values.get("kosten"), values.get("eigenanteil")
    if costs is not None and own is not None and own > costs:
        yield _fault("eigenanteil", "share", row["eigenanteil"])


def _fault(name: str, kind: str, cell: str, remedy: str = "") -> Fault:
    key = f"actions.fault.{kind}_remedy"
    known = enumeration((text(f"actions.state.{one}") for one in STATES), "oder")
    said = text(f"actions.fault.{kind}", cell=cell)
    return Fault(name, cell, said, remedy or (text(key, known=known) if has_text(key) else ""))


def _action(row: Mapping[str, str], values: Mapping[str, Any], catalogue: Catalogue) -> Action:
    region: Region = values["kreis"]
    return Action(
        id=values["id"] or _id_of(region, row["titel"], catalogue),
        region=region.key,
        title=row["titel"],
        state=values["stand"],
        unit=row["einheit_verantwortlich"],
        summary=row["beschreibung"],
        partners=row["partner"],
        start=values["beginn"],
        end=values["ende"],
        budget=values["kosten"],
        own_share=values["eigenanteil"],
        funding=row["foerderung"],
        follow_up=row["folgefinanzierung"],
        effect=row["wirkung"],
        effect_unit=row["wirkung_einheit"],
        sdg=values["sdg"],
        projects=values["hebelprojekte"],
        indicators=values["indikatoren"],
        decision=Decision(
            row["beschluss_nummer"], values["beschluss_datum"], values["beschluss_adresse"], row["beschluss_oparl"]
        ),
        progress=values["fortschritt"],
    )


def _id_of(region: Region, title: str, catalogue: Catalogue) -> str:
    """The id of the action of the same title in this Kreis, else one made of Kreis and title."""
    for held in catalogue.actions.values():
        if held.region == region.key and held.title == title:
            return held.id
    bare = re.sub(r"[^a-z0-9]+", "-", f"{region.slug} {title}".lower().translate(UMLAUTS)).strip("-")
    name = bare[: words.LONGEST_ID - 4].strip("-")
    taken = [name, *(f"{name}-{n}" for n in range(2, len(catalogue.actions) + 3))]
    return next(one for one in taken if one not in catalogue.actions)


def written(action: Action) -> dict[str, str]:
    """The words of every column, as ``check`` reads them."""
    said = action.decision
    cells = (
        action.region, action.id, action.title, action.state, action.unit, action.summary, action.partners,
        action.start, action.end, action.budget, action.own_share, action.funding, action.follow_up, action.effect,
        action.effect_unit, action.sdg, action.projects, action.indicators, said.number, said.on, said.url, said.oparl,
        " | ".join(f"{one.year}: {one.note}" for one in action.progress),
    )  # fmt: skip
    return {name: _word(cell) for name, cell in zip(COLUMNS, cells, strict=True)}


def _word(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.2f}".removesuffix(".00")
    return ", ".join(str(one) for one in cell) if isinstance(cell, tuple) else str(cell)
