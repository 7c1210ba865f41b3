"""How cells look: keys, years, numbers and the signs of official statistics, as patterns."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cockpit.base.texts import text
from cockpit.model.status import Status

KEY = re.compile(r"'?(DG0*|0{1,8}|(0?[1-9]|1[0-6])(\d|\d{3}|\d{6}|\d{10})?)(\.0)?", re.IGNORECASE)
YEAR = re.compile(r"(?:(?:Jahr|Stichtag)\s+)?((?:19|20)\d\d)(?:\.0)?", re.IGNORECASE)
GERMAN_DAY = re.compile(r"(?:Stichtag\s+)?(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)", re.IGNORECASE)
ISO_DAY = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ]00:00:00)?")
REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
FIGURE = re.compile(r"\(?[-+−]?\d[\d.,\s]*(?:[eE][-+]?\d+)?\s*[%prse]?\)?")

SIGNS = {
    ".": Status.SUPPRESSED,
    "...": Status.PENDING,
    "…": Status.PENDING,
    "/": Status.UNRELIABLE,
    "x": Status.NOT_APPLICABLE,
    "X": Status.NOT_APPLICABLE,
}
NOTHING = frozenset({"-", "–", "—"})
LETTERS = {
    "p": Status.PROVISIONAL,
    "r": Status.REVISED,
    "s": Status.ESTIMATED,
    "e": Status.FINAL,
    "()": Status.LIMITED,
}
STATUS_WORDS = {str(status): status for status in Status} | LETTERS | SIGNS


def is_key(cell: str) -> bool:
    """Whether the cell may be an official key, a lost leading zero included."""
    return KEY.fullmatch(cell.strip()) is not None


def is_period(cell: str) -> bool:
    """Whether the cell is a year or a day."""
    cell = cell.strip()
    return any(pattern.fullmatch(cell) for pattern in (YEAR, GERMAN_DAY, ISO_DAY))


def is_figure(cell: str) -> bool:
    """Whether the cell is a number in any notation, or a sign that stands for one."""
    cell = cell.strip()
    return cell in SIGNS or cell in NOTHING or FIGURE.fullmatch(cell) is not None


@cache
def words(kind: str) -> frozenset[str]:
    """Header words of files in their plain spelling, e.g. ``words("key")`` for the column of keys."""
    return frozenset(map(plain_word, text(f"etl.words.{kind}").split("|")))


def is_word(cell: str, kind: str) -> bool:
    """Whether a header cell is one of the words of that kind."""
    return plain_word(cell) in words(kind)


@lru_cache(maxsize=4096)
def plain_word(cell: str) -> str:
    """A header cell in lower case without quotation marks, bracketed remark, hyphens or closing marks."""
    bare = REMARK.sub("", cell.strip().strip('"').lower())
    return " ".join(re.split(r"[\s_-]+", bare)).strip(" .:*")
