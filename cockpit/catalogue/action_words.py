"""What is typed for an action, word by word: each reader gives the value, or raises what is wrong with the word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from cockpit.base.texts import text
from cockpit.model.action import STATES, Progress, State

NEAR = 65
YEARS = range(1900, 2101)
MOST_EURO = 1e12
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 80
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
AMOUNT = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d{1,2})?|\d{1,15}\.\d{1,2}")
PARTED = re.compile(r"\s*(?:[;,]|\s)\s*")
NOTE = re.compile(r"(\d{4})\s*:\s*(\S.*)")
NOTES = re.compile(r"\s*(?:\n|\s\|\s)\s*")
DAMAGED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field: its name, the words in it, the problem and what to do."""

    field: str
    cell: str
    problem: str
    remedy: str


class Unreadable(Exception):
    """The words of a field do not say what it asks for."""

    def __init__(self, kind: str, cell: str, remedy: str = "") -> None:
        super().__init__(kind)
        self.kind, self.cell, self.remedy = kind, cell, remedy


def plain(words: str) -> str:
    """One line, single blanks."""
    return " ".join(words.split())


def state(words: str) -> State:
    """A state as people write it or as addresses do."""
    wanted = plain(words).casefold()
    for known in STATES:
        if wanted in {known, text(f"actions.state.{known}").casefold()}:
            return known
    raise Unreadable("state", words)


def day(words: str) -> date | None:
    """A German or ISO date; None when empty."""
    if not words:
        return None
    found = GERMAN_DAY.fullmatch(words)
    try:
        moment = date(*(int(part) for part in reversed(found.groups()))) if found else _iso(words)
    except ValueError as error:
        raise Unreadable("date", words) from error
    if moment.year not in YEARS:
        raise Unreadable("date", words)
    return moment


def _iso(words: str) -> date:
    return datetime.strptime(words, "%Y-%m-%d").date()


def euros(words: str) -> float | None:
    """An amount of euros in German or plain notation; None when empty."""
    bare = re.sub(r"\s*(?:€|EUR|Euro)$", "", words).replace("\N{MINUS SIGN}", "-").replace(" ", "")
    if not bare:
        return None
    if not AMOUNT.fullmatch(bare.removeprefix("-")):
        raise Unreadable("money", words)
    if bare.startswith("-"):
        raise Unreadable("negative", words)
    is_point = "," not in bare and re.fullmatch(r"\d+\.\d{1,2}", bare)
    amount = float(bare if is_point else bare.replace(".", "").replace(",", "."))
    if amount > MOST_EURO:
        raise Unreadable("money", words)
    return amount


def url(words: str) -> str:
    """An address people may follow: only http and https, with a host and nothing hidden in it."""
    if not words:
        return ""
    try:
        parts = urlsplit(words)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        sound = False
    if not sound or re.search(r"[\s<>\"'`\\]", words):
        raise Unreadable("url", words)
    return words


def goals(words: str, known: Iterable[int]) -> tuple[int, ...]:
    """Numbers of Sustainable Development Goals."""
    found = parted(words)
    numbers = {str(number): number for number in known}
    for one in found:
        if one not in numbers:
            raise Unreadable("sdg", one)
    return tuple(sorted({numbers[one] for one in found}))


def codes(words: str, known: Iterable[str], kind: str) -> tuple[str, ...]:
    """Ids of declared things; an unknown one comes with the nearest known."""
    offered = list(known)
    for one in (found := parted(words)):
        if one not in offered:
            near = process.extractOne(one, offered, scorer=fuzz.ratio, score_cutoff=NEAR)
            raise Unreadable(kind, one, text("actions.fault.near", name=near[0]) if near else "")
    return tuple(dict.fromkeys(found))


def parted(words: str) -> list[str]:
    """The words between commas, semicolons and blanks."""
    return [one for one in PARTED.split(words.strip()) if one]


def progress(words: str) -> tuple[Progress, ...]:
    """One note per line, or parted by an upright stroke: a year, a colon, the text."""
    found = []
    for line in (one for one in NOTES.split(words.strip()) if one):
        note = NOTE.fullmatch(line)
        if note is None or int(note[1]) not in YEARS:
            raise Unreadable("progress", line)
        found.append(Progress(int(note[1]), plain(note[2])))
    return tuple(sorted(found, key=lambda one: one.year))


def identity(words: str) -> str:
    """An id; empty for a new one."""
    if words and (not ID.fullmatch(words) or len(words) > LONGEST_ID):
        raise Unreadable("id", words)
    return words
