"""Long columns of few different words, worked on word by word: a million rows cost no more than their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike, NDArray
from pandas import Series


def told_by(column: Series[str], say: Callable[[str], object], dtype: DTypeLike) -> NDArray[Any]:
    """What ``say`` answers for the word of each row, asked once per word."""
    codes, words = pd.factorize(column)
    answers = np.array([say(str(word)) for word in words], dtype=dtype)
    return answers[codes] if len(answers) else np.empty(0, dtype=dtype)


def looked_up(column: Series[str], values: Mapping[str, object], otherwise: object, dtype: DTypeLike) -> NDArray[Any]:
    """The value of the word of each row."""
    return told_by(column, lambda word: values.get(word, otherwise), dtype)


def places(column: Series[str], words: Sequence[str]) -> NDArray[np.int64]:
    """The position of the word of each row in ``words``, −1 for others."""
    return looked_up(column, {word: place for place, word in enumerate(words)}, -1, np.int64)


def respelled(column: Series[str], say: Callable[[str], str]) -> pd.api.extensions.ExtensionArray:
    """The column with each word replaced by what ``say`` answers for it."""
    codes, words = pd.factorize(column)
    return pd.array([say(str(word)) for word in words], dtype="str").take(codes)
