"""All words of everything findable, sorted once, so that a few letters are answered in milliseconds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cockpit.query.findable import Entry
from cockpit.query.spelling import SHORTEST_STEM, stem

NAME, KEYWORD, TOLD = 2.0, 3.0, 4.0
WITHIN = {NAME: 3.2, KEYWORD: 3.4, TOLD: 4.4}
"""What a word costs that stands inside another one, by where it stands: dearer than any beginning of a keyword."""
ENDING_FORGIVEN = 0.1
NEAR_MISS = 5.0
PER_ERROR = 0.1
ONLY_BEGINNING = 0.05
SHORTEST_OF_TEXT = 3
SHORTEST_WITHIN_TEXT = 5
SHORTEST_NEAR_MISS = 4
SHORTEST_NEAR_BEGINNING = 6
LONG = 8

Costs = dict[int, float]
"""Entry → what the best way of finding it costs."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """``words`` sorted; ``places[i]``: (entry, cost) where ``words[i]`` stands; ``own``: those of names, keywords."""

    entries: tuple[Entry, ...]
    words: tuple[str, ...]
    places: tuple[tuple[tuple[int, float], ...], ...]
    own: tuple[int, ...]


def word_index(entries: Iterable[Entry]) -> WordIndex:
    """Takes a second for ten thousand places; the result is to be kept."""
    held = tuple(entries)
    found: dict[str, Costs] = {}
    for number, entry in enumerate(held):
        for word, cost in _words(entry):
            costs = found.setdefault(word, {})
            costs[number] = min(cost, costs.get(number, cost))
    words = tuple(sorted(found))
    own = tuple(i for i, word in enumerate(words) if min(found[word].values()) < TOLD)
    return WordIndex(held, words, tuple(tuple(found[word].items()) for word in words), own)


def _words(entry: Entry) -> Iterator[tuple[str, float]]:
    for name in entry.names:
        yield from ((word, NAME) for word in name.split())
        if " " in name:
            yield name.replace(" ", ""), NAME
    for keyword in entry.keywords:
        yield from ((word, KEYWORD) for word in keyword.split())
    yield from ((word, TOLD) for word in entry.told.split() if len(word) >= SHORTEST_OF_TEXT)


def exact(index: WordIndex, wanted: str) -> Costs:
    """Entries with a word that begins with ``wanted`` or holds it, endings forgiven."""
    bare = stem(wanted)
    found: Costs = {}
    for i in _beginning(index.words, bare):
        extra = 0.0 if index.words[i].startswith(wanted) else ENDING_FORGIVEN
        for entry, cost in index.places[i]:
            if cost < TOLD or len(bare) >= SHORTEST_OF_TEXT:
                found[entry] = min(cost + extra, found.get(entry, NEAR_MISS))
    if len(bare) >= SHORTEST_STEM:
        for i in (i for i, word in enumerate(index.words) if bare in word):
            for entry, cost in index.places[i]:
                if cost < TOLD or len(bare) >= SHORTEST_WITHIN_TEXT:
                    found[entry] = min(WITHIN[cost], found.get(entry, NEAR_MISS))
    return found


def near(index: WordIndex, wanted: str) -> Costs:
    """Entries with a name or keyword that a typing error or two turn into ``wanted``, or its beginning into it."""
    found: Costs = {}
    if len(wanted) < SHORTEST_NEAR_MISS:
        return found
    for place, total in _misses(index, wanted):
        for entry, cost in index.places[place]:
            if cost < TOLD:
                found[entry] = min(total, found.get(entry, total))
    return found


def _misses(index: WordIndex, wanted: str) -> Iterator[tuple[int, float]]:
    """Places of words a few errors away, and of those whose beginning is, with what that costs."""
    errors = 1 if len(wanted) < LONG else 2
    yield from _within(wanted, [index.words[i] for i in index.own], index.own, errors, NEAR_MISS)
    if len(wanted) >= SHORTEST_NEAR_BEGINNING:
        longer = [i for i in index.own if len(index.words[i]) > len(wanted)]
        for length in range(len(wanted) - 1, len(wanted) + 2):
            cut = [index.words[i][:length] for i in longer]
            yield from _within(wanted, cut, longer, errors, NEAR_MISS + ONLY_BEGINNING)


def _within(
    wanted: str, words: Sequence[str], places: Sequence[int], errors: int, base: float
) -> Iterator[tuple[int, float]]:
    distances = process.cdist([wanted], words, scorer=OSA.distance, score_cutoff=errors, dtype=np.uint8)[0]
    for row in np.flatnonzero(distances <= errors).tolist():
        yield places[row], base + PER_ERROR * int(distances[row])


def _beginning(words: tuple[str, ...], with_: str) -> range:
    """The places of the words that begin with these letters; ``~`` sorts behind all letters and digits."""
    return range(bisect_left(words, with_), bisect_left(words, with_ + "~"))
