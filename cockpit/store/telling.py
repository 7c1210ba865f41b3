"""Whether a file may tell a value that is being blocked, also in a column or row that was never taken from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.store.readable import Readable

BETWEEN = "[.,'’\u00a0\u202f\u2009 ]?"  # marks that group digits
SCALES = (0, 2, 3, 6, -2, -3, -6)
"""Powers of ten by which a file may write a number differently: percent, thousands, millions."""
LETTER, APART = r"[^\W_]", r"[\W_]*"
DISTINCT = 4  # so many digits tell a number on their own, wherever its decimal mark stands and if more are rounded off
EXACT_DIGITS = 12
TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Secret:
    """What to look for in folded text: the Kreis, the indicator, and the numbers that must not be known."""

    kreis: re.Pattern[str]
    subject: re.Pattern[str]
    numbers: re.Pattern[str]


def secret(key: str, region: Region | None, code: str, indicator: Indicator | None, numbers: Iterable[float]) -> Secret:
    """The value of one Kreis and all that was computed from it."""
    called = (region.name, region.display_name, region.slug, region.nuts3) if region else ()
    titles = (indicator.title, indicator.short_title) if indicator else ()
    short = rf"(?<!\d){re.escape(key.lstrip('0'))}(?:000)?(?!\d)"
    written = {form for number in set(numbers) for form in _forms(number)}
    return Secret(
        re.compile("|".join([rf"(?<!\d){re.escape(key.casefold())}", short, *_named(called)])),
        re.compile("|".join(_named((code, *titles)))),
        re.compile(rf"(?<!\d)0*(?:{'|'.join(sorted(written))})(?!\d)" if written else r"(?!)"),
    )


def may_tell(wanted: Secret, file: Readable, *, of_kreis: bool = False, of_subject: bool = False) -> bool:
    """Whether the file speaks of the Kreis and has one of the numbers, or speaks of the indicator, or is not readable.

    ``of_kreis`` and ``of_subject`` say that it is known already to speak of them. Rather too often True.
    """
    if not file.texts:
        return file.sealed
    if not (of_kreis or any(wanted.kreis.search(text) for text in file.texts)):
        return False
    if of_subject or file.sealed:
        return True
    return any(wanted.subject.search(text) or wanted.numbers.search(text) for text in file.texts)


def _named(words: Iterable[str]) -> list[str]:
    """Patterns for names, whatever stands between their words, with umlauts or without."""
    folded = {word.casefold() for word in words if word}
    spelled = sorted(folded | {word.translate(TRANSCRIBED) for word in folded})
    parts = ([re.escape(part) for part in re.findall(f"{LETTER}+", word)] for word in spelled)
    return [f"(?<!{LETTER}){APART.join(part)}(?!{LETTER})" for part in parts if part]


def _forms(number: float) -> set[str]:
    """Patterns for one number, German and English, with more or fewer zeros, in other units, rounded."""
    exact = Decimal(repr(abs(number)))
    found = {_placed(exact.scaleb(scale)) for scale in SCALES}
    digits = _digits(exact)
    for kept in range(DISTINCT, len(digits) + 1):
        rounded = int(digits[:kept]) + (digits[kept : kept + 1] >= "5")
        found |= {_scattered(str(rounded)), _scattered(digits[:kept])}
    long = _digits(Decimal(abs(number)))  # workbooks write numbers as the machine holds them
    if len(long) > EXACT_DIGITS:
        found.add(BETWEEN.join(long[:EXACT_DIGITS]) + r"\d*")
    return found


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def _placed(number: Decimal) -> str:
    whole, _, fraction = format(number, "f").partition(".")
    fraction = fraction.rstrip("0")
    tail = rf"[.,]{fraction}0*" if fraction else "(?:[.,]0+)?"
    return BETWEEN.join(whole) + tail


def _scattered(digits: str) -> str:
    """These digits with the decimal mark anywhere, zeros before and after."""
    return "(?:[.,]0*)?" + BETWEEN.join(digits) + "0*(?:[.,]0+)?"
