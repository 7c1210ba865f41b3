"""Find a Kreis, an indicator, a project, a Maßnahme or help by a few letters, typing errors forgiven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import inf

from cockpit.base.texts import text
from cockpit.query.findable import Entry, Hit, findable
from cockpit.query.snapshot import Held, Snapshot
from cockpit.query.spelling import plain
from cockpit.query.word_index import KEYWORD, NAME, Costs, WordIndex, exact, near, word_index

SAME, BEGINS, GOES_ON = 0.0, 1.0, 1.5
"""A name that is just what was typed, that begins with it, and one whose later words do: before single words."""
LITERAL = frozenset({NAME, KEYWORD})
"""What it costs where a name or keyword has a word that begins just as typed."""


def search(snap: Snapshot, words: str, limit: int = 12) -> tuple[Hit, ...]:
    """The best hits first: beginning of the name, of a word, keyword, text, near misses.

    Near misses are looked for only where no word of a name or keyword begins just as typed.

    Every word typed must fit, in any order; Kreise come before others that fit as well.
    """
    wanted = plain(words)
    if not wanted:
        return ()
    index = _index(Held(snap.catalogue))
    found = _every_word(wanted, lambda word: exact(index, word))
    if LITERAL.isdisjoint(found.values()):
        found = _every_word(wanted, lambda word: _merged(exact(index, word), near(index, word)))
    ranked = sorted(found, key=lambda number: _rank(index.entries[number], found[number], wanted, number))
    return tuple(_in_stand(index.entries[number].hit, snap.stand) for number in ranked[:limit])


@lru_cache(maxsize=4)
def _index(held: Held) -> WordIndex:
    """Kept as long as the declarations stay: the store hands out one catalogue per state."""
    return word_index(findable(held.catalogue))


def _every_word(wanted: str, find: Callable[[str], Costs]) -> Costs:
    """Entries that every word finds; the dearest word decides."""
    found: Costs | None = None
    for word in _telling(wanted):
        costs = find(word)
        found = costs if found is None else {n: max(found[n], costs[n]) for n in found.keys() & costs.keys()}
        if not found:
            break
    return found or {}


def _telling(wanted: str) -> list[str]:
    """Each word once; articles and the like only where nothing else was typed."""
    words = list(dict.fromkeys(wanted.split()))
    small = plain(text("search.small_words")).split()
    return [word for word in words if word not in small] or words


def _merged(one: Costs, other: Costs) -> Costs:
    return other | one


def _rank(entry: Entry, cost: float, wanted: str, number: int) -> tuple[float, bool, int, int]:
    best = min((_as_phrase(name, wanted) for name in entry.names), default=cost)
    return (min(best, cost), entry.hit.kind != "kreis", len(entry.hit.title), number)


def _as_phrase(name: str, wanted: str) -> float:
    if name == wanted:
        return SAME
    if name.startswith(wanted):
        return BEGINS
    return GOES_ON if f" {wanted}" in name else inf


def _in_stand(hit: Hit, stand: int | None) -> Hit:
    """Who searches in an older Datenstand stays there."""
    if stand is None:
        return hit
    path, sign, place = hit.address.partition("#")
    return replace(hit, address=f"{path}?stand={stand}{sign}{place}")
