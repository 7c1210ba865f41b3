"""A profile is one file, found by its name; and 400 Kreise are judged in the blink of an eye."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cockpit.model.verdict import PROFILES
from cockpit.progress import assess, methods
from cockpit.progress.methods import methods as profiles

from .speak import catalogue, indicator, keys, rows, since, target, verdict

FALLING = since(2015, 100, 99, 97, 96, 94, 85, 91, 90, 95)
IMPATIENT = '''"""A profile that wants twice the pace."""
from cockpit.progress.method import Cuts
from cockpit.progress.methods.sdsn import measure
CUTS = Cuts(on_track=2.0, nearly=0.4)
'''


def test_the_five_profiles_come_in_their_order() -> None:
    assert tuple(method.name for method in profiles()) == PROFILES


def test_a_sixth_profile_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "impatient.py").write_text(IMPATIENT, encoding="utf-8")
    monkeypatch.setattr(methods, "__path__", [*methods.__path__, str(tmp_path)])
    profiles.cache_clear()
    try:
        found = keys(verdict(FALLING, target(2030, 80)))
    finally:
        profiles.cache_clear()
    assert list(found) == [*PROFILES, "impatient"]
    assert found["impatient"] == "nearly"


def test_every_profile_says_what_it_is_for() -> None:
    for file in Path(methods.__path__[0]).glob("*.py"):
        assert file.read_text(encoding="utf-8").startswith('"""'), file.name


def test_nothing_in_nothing_out() -> None:
    assert assess(indicator(), rows({}), catalogue(indicator(), target(2030, 80))) == {}


def test_regions_of_different_length_do_not_disturb_each_other() -> None:
    goal = target(2030, 80, region="DG")
    country = {"01001": since(1995, *range(200, 180, -1)), "05766": FALLING, "16077": {2024: 81.0}, "DG": {1990: 3.0}}
    together = assess(indicator(), rows(country), catalogue(indicator(), goal))
    for key, years in country.items():
        assert together[key] == verdict(years, goal, key=key)


def test_the_order_of_rows_does_not_matter() -> None:
    frame = rows({"05766": FALLING, "05770": since(2010, *range(10, 24))})
    goals = catalogue(indicator(), target(2030, 8, region="DG"))
    shuffled = frame.sample(frac=1, random_state=3)
    assert assess(indicator(), shuffled, goals) == assess(indicator(), frame, goals)


def test_400_kreise_over_28_years_with_all_profiles_take_well_under_a_second() -> None:
    country = {
        f"{key:05d}": {year: float((key * year * 7919) % 1009) for year in range(1995, 2023)} for key in range(400)
    }
    frame, goals = rows(country), catalogue(indicator(), target(2030, 100, region="DG"))
    assess(indicator(), frame, goals)
    begin = time.perf_counter()
    found = assess(indicator(), frame, goals)
    assert time.perf_counter() - begin < 0.5  # measured 0.03 s
    assert {len(one.paces) for one in found.values()} == {5}
