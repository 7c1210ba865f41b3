"""The age of a value decides, on reading, what may still be said about today."""

from __future__ import annotations

from datetime import date

import pytest

from cockpit.progress import judge_on

from .speak import indicator, since, target, verdict

FALLING = since(2010, *(7.2 - 0.08 * step for step in range(11)))  # 2010–2020
GOAL = target(2030, 3)


@pytest.mark.parametrize(
    ("today", "older", "too_old"),
    [
        (date(2023, 12, 31), False, False),
        (date(2024, 1, 1), True, False),
        (date(2025, 12, 31), True, False),
        (date(2026, 1, 1), True, True),
    ],
)
def test_three_years_are_usual_and_more_than_five_too_old(today: date, older: bool, too_old: bool) -> None:
    found = judge_on(verdict(FALLING, GOAL), indicator(), 2020, today)
    assert (found.older, found.too_old) == (older, too_old)


def test_a_slower_rhythm_makes_older_later_but_not_too_old() -> None:
    found = judge_on(verdict(FALLING, GOAL), indicator(rhythm=3), 2020, date(2025, 6, 1))
    assert not found.older
    assert judge_on(verdict(FALLING, GOAL), indicator(rhythm=3), 2020, date(2026, 6, 1)).too_old


def test_an_old_value_has_movement_but_neither_verdict_nor_projection() -> None:
    found = judge_on(verdict(FALLING, GOAL), indicator(), 2020, date(2026, 11, 14))
    assert (found.direction, found.key, found.reason, found.key_reason) == (
        "no_verdict",
        "no_verdict",
        "too_old",
        "too_old",
    )
    assert (found.ratio, found.stable) == (None, None)
    assert found.verdict is not None
    assert (found.verdict.paces, found.verdict.projections) == ((), ())
    assert (found.verdict.trend.first_year, found.verdict.trend.last_year) == (2010, 2020)
    assert found.verdict.trend.movement == -1


def test_a_fresh_value_keeps_its_verdict() -> None:
    stored = verdict(FALLING, GOAL)
    found = judge_on(stored, indicator(), 2020, date(2022, 5, 1))
    assert (found.direction, found.key, found.reason, found.key_reason) == ("improving", "too_slow", "", "")
    assert found.ratio == pytest.approx(0.2353, abs=0.0001)
    assert found.verdict is stored
    assert found.stable is True


def test_every_profile_can_be_asked_for() -> None:
    found = judge_on(verdict(FALLING, GOAL), indicator(), 2020, date(2022, 5, 1), method="sdsn")
    assert (found.method, found.key) == ("sdsn", "too_slow")
    unknown = judge_on(verdict(FALLING, GOAL), indicator(), 2020, date(2022, 5, 1), method="gefuehl")
    assert (unknown.key, unknown.key_reason) == ("no_verdict", "no_method")


def test_a_newer_but_limited_value_does_not_make_the_verdict_younger() -> None:
    stored = verdict({**FALLING, 2025: (6.0, "limited")}, GOAL)
    assert judge_on(stored, indicator(), 2025, date(2026, 5, 1)).too_old


def test_without_target_the_direction_is_still_told() -> None:
    found = judge_on(verdict(FALLING), indicator(), 2020, date(2022, 5, 1))
    assert (found.direction, found.key, found.key_reason) == ("improving", "no_verdict", "no_target")


@pytest.mark.parametrize(
    ("years", "reason"),
    [(since(2018, 3, 2, 1), "too_few"), ({2020: 3.0}, "one_date"), ({2020: (None, "pending")}, "no_value")],
)
def test_the_reason_for_no_direction_is_named(years: dict, reason: str) -> None:  # type: ignore[type-arg]
    found = judge_on(verdict(years), indicator(), 2020, date(2022, 5, 1))
    assert (found.direction, found.reason) == ("no_verdict", reason)


def test_a_kreis_without_any_row_has_no_value() -> None:
    found = judge_on(None, indicator(), None, date(2026, 5, 1))
    assert (found.reason, found.key_reason, found.older, found.too_old) == ("no_value", "no_value", False, False)


def test_context_stays_context_and_a_gap_a_gap() -> None:
    found = judge_on(verdict(FALLING, of=indicator(0)), indicator(0), 2020, date(2026, 5, 1))
    assert (found.direction, found.reason, found.older, found.too_old) == ("no_verdict", "context", True, True)
    assert found.verdict.trend.movement == -1  # type: ignore[union-attr]
    assert judge_on(None, indicator(-1, kind="gap"), None, date(2026, 5, 1)).reason == "gap"


def test_a_broken_base_value_is_the_reason_for_no_pace() -> None:
    stored = verdict(FALLING, target(2030, region="DG", decided=False, relative=-26.5, base_year=2008))
    assert judge_on(stored, indicator(), 2020, date(2022, 5, 1)).key_reason == "no_base_value"
