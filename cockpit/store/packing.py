"""Verdicts as a few dozen bytes each: fixed records of numbers, then the words that are not in the table of words.

A record starts with bits that say which optional fields are there; absent ones take no room. ``WORDS`` may only grow
at its end, and a changed layout needs a new ``LAYOUT`` number.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any

from cockpit.model.verdict import PROFILES, Pace, Projection, Trend, Verdict

LAYOUT = 1
WORDS = (
    "",
    *PROFILES,
    *("met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict"),
    *("improving", "no_trend", "worsening"),
)
_PLACE = {word: place for place, word in enumerate(WORDS)}
OWN_WORDS = 128
"""Word numbers from here on point to the words behind the records."""

Field = tuple[str, str]
"""Name of a field and its struct letter: d float, i whole number, B truth value, H word."""

TREND: tuple[Field, ...] = (
    *(("key", "H"), ("movement", "i"), ("slope", "d"), ("p", "d"), ("n", "i"), ("first_year", "i")),
    *(("first_value", "d"), ("last_year", "i"), ("last_value", "d"), ("reason", "H")),
)
HEAD: tuple[Field, ...] = (
    *(("target_year", "i"), ("target_value", "d"), ("decided", "B"), ("target_id", "H"), ("target_reason", "H")),
    *(("stable", "B"), ("version", "i")),
)
PACE: tuple[Field, ...] = (
    *(("method", "H"), ("key", "H"), ("ratio", "d"), ("observed", "d"), ("required", "d"), ("first_year", "i")),
    *(("last_year", "i"), ("reason", "H"), ("shrinking", "B"), ("long_key", "H"), ("long_ratio", "d")),
)
PROJECTION: tuple[Field, ...] = (("year", "i"), ("value", "d"), ("low", "d"), ("high", "d"), ("arrival", "i"))


@dataclass(frozen=True, slots=True, eq=False)
class _Kind:
    """A kind of record, hashed by identity: its fields are many words to compare for every verdict."""

    fields: tuple[Field, ...]
    values: attrgetter[tuple[Any, ...]]


_HEAD, _TREND, _PACE, _PROJECTION = (
    _Kind(fields, attrgetter(*(name for name, _ in fields))) for fields in (HEAD, TREND, PACE, PROJECTION)
)
_COUNTS = struct.Struct("<BBBB")
_MASK = struct.Struct("<H")


def pack(verdict: Verdict) -> bytes:
    """The verdict in bytes; ``unpack`` gives back an equal one."""
    words: list[str] = []
    body = [_record(_HEAD, verdict, words), _record(_TREND, verdict.trend, words)]
    body += [_record(_PACE, pace, words) for pace in verdict.paces]
    for method, projection in verdict.projections:
        body += [_MASK.pack(_number(method, words)), _record(_PROJECTION, projection, words)]
    tail = [_MASK.pack(len(word)) + word for word in (word.encode() for word in words)]
    counts = _COUNTS.pack(LAYOUT, len(verdict.paces), len(verdict.projections), len(words))
    return b"".join([counts, *tail, *body])


def unpack(packed: bytes) -> Verdict:
    """The verdict that was packed; ValueError for bytes of another layout or length."""
    layout, n_paces, n_projections, n_words = _COUNTS.unpack_from(packed)
    if layout != LAYOUT:
        raise ValueError(layout)
    words, at = _words(packed, n_words)
    head, at = _fields(_HEAD, packed, at, words)
    trend, at = _fields(_TREND, packed, at, words)
    paces: list[Pace] = []
    for _ in range(n_paces):
        values, at = _fields(_PACE, packed, at, words)
        paces.append(Pace(*values))
    projections: list[tuple[str, Projection]] = []
    for _ in range(n_projections):
        (method,) = _MASK.unpack_from(packed, at)
        values, at = _fields(_PROJECTION, packed, at + 2, words)
        projections.append((_word(method, words), Projection(*values)))
    if at != len(packed):
        raise ValueError(len(packed))
    target_year, target_value, decided, target_id, target_reason, stable, version = head
    return Verdict(
        trend=Trend(*trend),
        target_year=target_year,
        target_value=target_value,
        decided=decided,
        target_id=target_id,
        target_reason=target_reason,
        paces=tuple(paces),
        projections=tuple(projections),
        stable=stable,
        version=version,
    )


def _record(kind: _Kind, item: object, words: list[str]) -> bytes:
    """The bits of the fields that are there, then their values."""
    values = kind.values(item)
    layout = _layout(kind, tuple([value is None for value in values]))
    raw = [values[place] for place in layout.there]
    for place in layout.words:
        word = raw[place]
        raw[place] = _PLACE[word] if word in _PLACE else _number(word, words)
    return layout.shape.pack(layout.mask, *raw)


def _fields(kind: _Kind, packed: bytes, at: int, words: Sequence[str]) -> tuple[list[Any], int]:
    """The values of one record, None where absent, and the place behind it."""
    (mask,) = _MASK.unpack_from(packed, at)
    reading = _reading(kind, mask)
    values = list(reading.pick((None, *reading.shape.unpack_from(packed, at))))
    for place in reading.words:
        number = values[place]
        values[place] = WORDS[number] if number < OWN_WORDS else words[number - OWN_WORDS]
    for place in reading.truths:
        values[place] = bool(values[place])
    return values, at + reading.shape.size


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a record is read: ``pick`` takes None and what was unpacked, and puts each in its place among all fields."""

    shape: struct.Struct
    pick: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    words: tuple[int, ...]
    truths: tuple[int, ...]


@cache
def _reading(kind: _Kind, mask: int) -> _Reading:
    shape, there = _shape(kind, mask)
    behind = {place: number for number, (place, _) in enumerate(there, 2)}  # behind None and the mask
    pick = itemgetter(*(behind.get(place, 0) for place in range(len(kind.fields))))
    words, truths = (tuple(place for place, letter in there if letter == wanted) for wanted in "HB")
    return _Reading(shape, pick, words, truths)


@dataclass(frozen=True, slots=True)
class _Layout:
    """A record in which these fields are there; ``words`` are the places of words among them."""

    mask: int
    shape: struct.Struct
    there: tuple[int, ...]
    words: tuple[int, ...]


@cache
def _layout(kind: _Kind, absent: tuple[bool, ...]) -> _Layout:
    mask = sum(1 << place for place, is_absent in enumerate(absent) if not is_absent)
    shape, there = _shape(kind, mask)
    words = tuple(place for place, (_, letter) in enumerate(there) if letter == "H")
    return _Layout(mask, shape, tuple(place for place, _ in there), words)


@cache
def _shape(kind: _Kind, mask: int) -> tuple[struct.Struct, tuple[tuple[int, str], ...]]:
    there = tuple((place, letter) for place, (_, letter) in enumerate(kind.fields) if mask >> place & 1)
    return struct.Struct("<H" + "".join(letter for _, letter in there)), there


def _number(word: str, words: list[str]) -> int:
    if word in _PLACE:
        return _PLACE[word]
    if word not in words:
        words.append(word)
    return OWN_WORDS + words.index(word)


def _word(number: int, words: Sequence[str]) -> str:
    return WORDS[number] if number < OWN_WORDS else words[number - OWN_WORDS]


def _words(packed: bytes, count: int) -> tuple[list[str], int]:
    at, words = _COUNTS.size, []
    for _ in range(count):
        (length,) = _MASK.unpack_from(packed, at)
        words.append(packed[at + 2 : at + 2 + length].decode())
        at += 2 + length
    return words, at
