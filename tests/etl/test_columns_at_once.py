"""Whole columns are read and checked at once: what comes out is what one cell after the other would give."""

from __future__ import annotations

import random
from statistics import median

import numpy as np
import pytest
from pandas import DataFrame, Series

from cockpit.etl.columns import occurring, worded, years_in
from cockpit.etl.decoding import MISREAD, USUAL, decode
from cockpit.etl.numbers import COMMA, POINT, mark_of, parse, texts_of
from cockpit.etl.spread import AS_SIGMA, stands_out

CELLS = ("1", "12", "-3", "1.5", "1,5", ".5", "5.", "-.5", "-", "", "--1", "1-2", "0.5", "0,123", "1.234", "1,234",
         "1.234.567", "1.2.3", "1234.567", "00012", "-0", "9" * 400)  # fmt: skip
ODD = "(1)"
"""A cell that sends its column the long way, and speaks for neither notation."""


@pytest.mark.parametrize("seed", range(20))
def test_a_column_of_bare_figures_reads_like_one_that_has_to_be_looked_at_cell_by_cell(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - repeatable on purpose
    for _ in range(50):
        cells = luck.choices(luck.sample(CELLS, luck.randint(1, 4)), k=luck.randint(1, 8))
        long_way = texts_of([*cells, ODD])
        assert mark_of(texts_of(cells)) == mark_of(long_way), cells
        for mark in (COMMA, POINT):
            read = parse(texts_of(cells), mark)
            assert read.tobytes() == parse(long_way, mark)[:-1].tobytes(), (cells, mark)


@pytest.mark.parametrize("seed", range(5))
def test_what_stands_out_of_many_groups_stands_out_of_its_own(seed: int) -> None:
    chance = np.random.default_rng(seed)
    groups = chance.integers(0, 9, 400) * 4096 + 2020
    numbers = np.round(chance.normal(0, 1, 400), 1)
    numbers[groups == groups[0]] = 0.5  # a group without any spread
    numbers[chance.integers(0, 400, 12)] = 50.0
    asked = np.abs(numbers) > 0.3
    found = stands_out(numbers, groups, asked, fewest=30, times=5.0)
    assert found.tolist() == [_alone(numbers, groups, place) for place in np.flatnonzero(asked).tolist()]
    assert 0 < found.sum() < len(found)


def test_words_are_those_of_the_rows_that_are_left() -> None:
    frame = DataFrame({"word": worded(Series(["b", "a", "b", "c"], dtype="str"))})
    assert occurring(frame["word"]) == ["b", "a", "c"]
    assert occurring(frame[[True, False, True, True]]["word"]) == ["b", "c"]
    assert occurring(frame[[False] * 4]["word"]) == []
    assert occurring(Series(["b", "a", "b"], dtype="str")) == ["b", "a"]


@pytest.mark.parametrize("years", [[2021, 2020, 2024, 2021], [1, 9_999, 5], [2020], [], [3, 2**40, 3], [-5, 2020]])
def test_years_are_counted_whatever_the_span(years: list[int]) -> None:
    place, found = years_in(np.array(years, dtype=np.int64))
    assert found == sorted(set(years))
    assert [found[one] for one in place.tolist()] == years


@pytest.mark.parametrize("seed", range(60))
def test_a_code_page_is_chosen_as_by_looking_at_every_character(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - repeatable on purpose
    words = luck.choices(["München", "Straße", "Köln", "a„b", "„Kreis“", "–", "Łódź", "Agder", "x\x8fy"], k=12)
    data = " ".join(words).encode(luck.choice(["cp1252", "cp850", "mac_roman"]), errors="replace")
    data += bytes(luck.choices(range(128, 256), k=luck.choice([0, 0, 1, 9])))
    if not data.isascii():
        content, encoding = decode(data)
        expected = next((name for name in ("cp1252", "cp850", "mac_roman") if _reads_well(data, name)), None)
        assert expected is None or (content, encoding) == (data.decode(expected, errors="replace"), expected)


def _reads_well(data: bytes, encoding: str) -> bool:
    decoded = data.decode(encoding, errors="replace")
    odd = [character for character in decoded if character > "\x7f"]
    usual = sum(character in USUAL for character in odd) - len(MISREAD.findall(decoded))
    return usual >= 0.9 * len(odd)


def _alone(numbers: np.ndarray, groups: np.ndarray, place: int) -> bool:
    own = numbers[groups == groups[place]].tolist()
    middle = median(own)
    spread = AS_SIGMA * median(abs(one - middle) for one in own)
    return len(own) >= 30 and spread > 0 and abs(float(numbers[place]) - middle) > 5.0 * spread
