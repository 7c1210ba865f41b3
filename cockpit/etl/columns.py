"""Long columns of few different words, worked on word by word: a million rows cost no more than their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike, NDArray
from pandas import Categorical, CategoricalDtype, Series

from cockpit.model.status import WORST_FIRST

STATUSES = [str(status) for status in WORST_FIRST]
"""The words of a column of statuses, in the order of their numbers."""
MOST_YEARS = 10_000
"""A span of years that may be counted one by one."""
Words = pd.api.extensions.ExtensionArray


def coded(column: Series[str]) -> tuple[NDArray[np.int64], pd.Index[str]]:
    """The number of the word of each row, and the words: each once, of categories perhaps some that no row has."""
    if isinstance(column.dtype, CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.int64), column.cat.categories
    codes, words = pd.factorize(column)
    return codes.astype(np.int64, copy=False), pd.Index(words)


def occurring(column: Series[str]) -> list[str]:
    """The words that some row has, each once, categories in their order and all others as they come."""
    codes, words = coded(column)
    found: list[str] = words[np.bincount(codes, minlength=len(words)) > 0].tolist()
    return found


def years_in(years: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[int]]:
    """For each row the place of its year among the years that there are, and these, rising."""
    low = years.min(initial=0)
    if years.max(initial=0) - low > MOST_YEARS:
        found, place = np.unique(years, return_inverse=True)
        return place, found.tolist()
    there = np.bincount(years - low) > 0
    return (np.cumsum(there) - 1)[years - low], (np.flatnonzero(there) + low).tolist()


def numbered(codes: NDArray[np.integer[Any]], words: Iterable[str]) -> Words:
    """For each row the word with this number, kept as categories, which are compared and looked up by number."""
    return Categorical.from_codes(codes, pd.Index(list(words), dtype="str"))


def worded(column: Series[str]) -> Words:
    """The column as categories."""
    return column.array if isinstance(column.dtype, CategoricalDtype) else numbered(*coded(column))


def repeated(word: str, count: int) -> Words:
    """A column of one word."""
    return numbered(np.zeros(count, dtype=np.int8), [word])


def told_by(column: Series[str], say: Callable[[str], object], dtype: DTypeLike) -> NDArray[Any]:
    """What ``say`` answers for the word of each row, asked once per word."""
    codes, words = coded(column)
    answers = np.array([say(word) for word in words.tolist()], dtype=dtype)
    return answers[codes] if len(answers) else np.empty(0, dtype=dtype)


def looked_up(column: Series[str], values: Mapping[str, object], otherwise: object, dtype: DTypeLike) -> NDArray[Any]:
    """The value of the word of each row."""
    return told_by(column, lambda word: values.get(word, otherwise), dtype)


def pairs(one: Series[str], other: Series[str]) -> list[tuple[str, str]]:
    """The pairs of words that occur in a row together, in the order in which they do first."""
    (codes, words), (other_codes, other_words) = coded(one), coded(other)
    numbers = codes * len(other_words) + other_codes
    found = pd.unique(numbers).tolist()
    return [(words[number // len(other_words)], other_words[number % len(other_words)]) for number in found]


def places(column: Series[str], words: Sequence[str]) -> NDArray[np.int64]:
    """The position of the word of each row in ``words``, −1 for others."""
    return looked_up(column, {word: place for place, word in enumerate(words)}, -1, np.int64)


def respelled(column: Series[str], say: Callable[[str], str]) -> Words:
    """The column with each word replaced by what ``say`` answers for it."""
    codes, words = coded(column)
    return chosen(codes, [say(word) for word in words.tolist()])


def chosen(codes: NDArray[np.integer[Any]], words: Sequence[str]) -> Words:
    """For each row the word with this number, where several numbers may stand for the same word."""
    number_of = {word: number for number, word in enumerate(dict.fromkeys(words))}
    return numbered(np.array([number_of[word] for word in words], dtype=np.int64)[codes], list(number_of))
