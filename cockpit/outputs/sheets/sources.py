"""What someone who cites figures must know, as a list: definition, source, licence, Datenstand, address, breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cockpit.base.formats import day, span
from cockpit.base.texts import text
from cockpit.model.catalogue import breaks_of
from cockpit.model.indicator import Indicator, Source
from cockpit.model.verdict import METHOD_VERSION
from cockpit.outputs.sheets.book import Cell, Sheet
from cockpit.query import Snapshot

Fact = tuple[str, str | int]


def fact_sheet(facts: Iterable[Fact]) -> Sheet:
    """Facts below each other; what is not known is left out."""
    heads = (text("outputs.column.fact"), text("outputs.column.content"))
    rows: list[tuple[Cell, ...]] = [fact for fact in facts if fact[1] != ""]
    return Sheet(text("outputs.xlsx.sources"), heads, rows, filtered=False)


def cited(snap: Snapshot, address: str) -> Iterator[Fact]:
    """Datenstand, where to read it again, and the version of the rules."""
    made = day(snap.revision.created_at)
    yield _fact("stand", text("outputs.xlsx.stand_of", stand=snap.revision.id, day=made))
    yield _fact("address", address)
    yield _fact("method_version", METHOD_VERSION)
    yield _fact("method_note", text("words.projection.fixed"))


def indicator_facts(snap: Snapshot, indicator: Indicator) -> Iterator[Fact]:
    """Meaning, origin and limits of one indicator, the sources of its inputs and parts included."""
    yield _fact("indicator", indicator.title)
    yield _fact("unit", indicator.unit_long or indicator.unit)
    yield _fact("question", indicator.question)
    yield _fact("definition", indicator.definition)
    yield _fact("formula", formula(snap, indicator))
    yield _fact("caveat", indicator.caveat)
    yield from _limits(snap, indicator)
    for source in sources_of(snap, (indicator,)):
        yield from source_facts(source)


def sources_of(snap: Snapshot, indicators: Iterable[Indicator]) -> tuple[Source, ...]:
    """The sources of indicators, their inputs and parts, each once."""
    held, sources = snap.catalogue.indicators, snap.catalogue.sources
    ids: dict[str, None] = {}
    for one in indicators:
        inputs = one.formula.inputs if one.formula else ()
        names = (*inputs, *(part.indicator for part in one.parts))
        ids |= dict.fromkeys([one.source, *(held[name].source for name in names if name in held)])
    return tuple(sources[name] for name in ids if name in sources)


def source_facts(source: Source) -> Iterator[Fact]:
    """One source, all that is declared of it."""
    yield _fact("source", source.title)
    yield _fact("publisher", source.publisher)
    yield _fact("table", source.table)
    yield _fact("licence", source.licence)
    yield _fact("licence_url", source.licence_url)
    yield _fact("attribution", source.attribution)
    yield _fact("url", source.url)
    yield _fact("retrieved", day(source.retrieved_on) if source.retrieved_on else "")
    yield _fact("next_update", source.next_update)
    yield _fact("note", source.note)


def formula(snap: Snapshot, indicator: Indicator) -> str:
    """The formula with the titles of its inputs; empty for series taken over as they are."""
    used = indicator.formula
    if used is None:
        return ""
    held = snap.catalogue.indicators
    above, below = (
        " × ".join(held[name].title if name in held else name for name in names)
        for names in (used.numerator, used.denominator)
    )
    factor = "" if used.factor == 1 else f"{used.factor:g} × "
    return f"{factor}{above} ÷ {below}" if below else f"{factor}{above}"


def _limits(snap: Snapshot, indicator: Indicator) -> Iterator[Fact]:
    for item in breaks_of(snap.catalogue, indicator.id):
        yield text("outputs.fact.break", year=item.year), item.reason
    for known in snap.catalogue.peculiarities:
        if known.indicator == indicator.id and known.kind != "break":
            yield text("outputs.fact.peculiarity", years=span(known.first, known.last)), known.reason


def _fact(name: str, content: str | int) -> Fact:
    return text(f"outputs.fact.{name}"), content
