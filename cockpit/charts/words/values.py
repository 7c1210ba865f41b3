"""Values with unit, status and age, and the line that names source and Datenstand."""

from __future__ import annotations

from cockpit.base.formats import day, number, rounded
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator, Source
from cockpit.model.revision import Revision
from cockpit.model.status import Status
from cockpit.model.view import Card

NBSP = "\N{NO-BREAK SPACE}"
PER_CENT = ("%", "Prozent")
INDEX = "Index"
THOUSAND = "1.000 "
SILENT = frozenset({Status.PLAIN, Status.FINAL})


def short_unit(indicator: Indicator) -> str:
    """The unit as it stands behind a figure: ``%`` without its base, ``Tsd. Euro``, nothing behind an index."""
    unit = indicator.unit
    if unit.startswith(PER_CENT):
        return "%"
    if unit.startswith(INDEX):
        return ""
    return f"{text('words.unit.thousand')} {unit.removeprefix(THOUSAND)}" if unit.startswith(THOUSAND) else unit


def long_unit(indicator: Indicator) -> str:
    """The unit with its base, for subtitles and column heads."""
    return indicator.unit_long or indicator.unit


def figure(amount: float, indicator: Indicator) -> str:
    """The bare number in the indicator's decimals."""
    return number(amount, indicator.decimals)


def with_unit(amount: float, indicator: Indicator) -> str:
    """Number and unit that no line break parts: ``64,6 %``."""
    unit = short_unit(indicator)
    return f"{figure(amount, indicator)}{NBSP}{unit}" if unit else figure(amount, indicator)


def value(amount: float | None, indicator: Indicator, status: str = "") -> str:
    """A value with unit, or the word for its absence; a remark such as ``vorläufig`` follows in brackets."""
    if amount is None:
        return status_word(status or Status.MISSING)
    shown = with_unit(amount, indicator)
    return shown if status in SILENT else f"{shown} ({status_word(status)})"


def status_word(status: str) -> str:
    """The German word for a status, empty when plain."""
    return text(f"words.status.{status}") if status else ""


def difference(amount: float, indicator: Indicator) -> str:
    """The size of a difference; per cent differ by Prozentpunkte."""
    size = abs(amount)
    if short_unit(indicator) != "%":
        return with_unit(size, indicator)
    one = rounded(size, indicator.decimals) == 1
    shown = number(size, indicator.decimals)
    return text("words.unit.point" if one else "words.unit.points", value=shown).replace(" ", NBSP)


def source_line(source: Source, revision: Revision | None) -> str:
    """Quelle · Lizenz · Datenstand; empty without attribution, so that no chart can be built from it."""
    if not source.attribution.strip():
        return ""
    known = not source.licence or source.licence in source.attribution
    licence = "" if known else text("words.source.licence", licence=source.licence)
    if revision is None:
        return text("words.source.bare", attribution=source.attribution, licence=licence)
    return text(
        "words.source.line",
        attribution=source.attribution,
        licence=licence,
        stand=revision.id,
        day=day(revision.created_at),
    )


def stand_line(year: int, revision: Revision) -> str:
    """The value's own year and, apart from it, the Datenstand."""
    return text("words.age.stand", year=year, day=day(revision.created_at), stand=revision.id)


def age_note(card: Card) -> str:
    """The year of the latest value, with a remark when it is older than its rhythm allows."""
    if card.latest is None:
        return ""
    key = "older_value_of" if card.judgement.older or card.judgement.too_old else "value_of"
    return text(f"words.age.{key}", year=card.latest.year)
