"""Whatever is done to a file, the answer is a report – no exception, never slow – and what is taken is in range."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from cockpit.etl import Report, Request, inspect, marked, prepare
from cockpit.store import Store
from tests.etl.conftest import AT
from tests.etl.mutations import chosen, files, inside, mutated

ROUNDS, EACH = 20, 100
SLOW = 10.0


@pytest.fixture(scope="module")
def empty(synced: Path) -> Store:
    return Store.open(f"sqlite:///{synced}")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_hundred_mutated_files_are_answered_with_a_report(empty: Store, seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - repeatable on purpose
    limits = {key: (one.minimum, one.maximum) for key, one in empty.catalogue().indicators.items()}
    for _ in range(EACH):
        name = luck.choice(sorted(files()))
        damage = inside if files()[name].startswith(b"PK") and luck.random() < 0.7 else mutated
        request = Request(
            damage(files()[name], luck),
            name,
            indicator=luck.choice([None, "arbeitslosenquote", "arbeitslose", "bevoelkerung"]),
            column=luck.choice([None, None, "3", "insgesamt"]),
            year=luck.choice([None, None, 2018, 2020]),
            repairs=frozenset(luck.sample(["add_dissolved", "accept_factor_ten", "accept_names", "decimal_comma"], 2)),
            choices=chosen(luck),
        )
        start = time.process_time()
        report, publication = prepare(empty, request, at=AT, care=luck.choice([None, lambda key: key < "06"]))
        assert time.process_time() - start < SLOW, (seed, name)
        _is_sound(report, limits)
        assert (publication is None) == bool(report.refusal or report.nothing_new)


def _is_sound(report: Report, limits: dict[str, tuple[float | None, float | None]]) -> None:
    assert isinstance(report.as_json(), dict)
    assert report.refusal or report.new + report.changed + report.unchanged > 0
    for one in report.findings:
        assert one.line is None or one.line >= 1
        assert one.code
        assert one.group
    assert all(one.reason for one in report.guesses)
    if report.cells is not None:
        for indicator, value in report.cells[["indicator", "value"]].dropna().itertuples(index=False, name=None):
            low, high = limits[indicator]
            assert low is None or value >= low
            assert high is None or value <= high


@pytest.mark.parametrize("seed", range(3))
def test_findings_of_mutated_files_can_be_taken_away(empty: Store, seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - repeatable on purpose
    for _ in range(15):
        name = luck.choice(sorted(files()))
        data = mutated(files()[name], luck)
        report = inspect(data, name, empty.catalogue())
        for kind in ("csv", "xlsx"):
            assert marked(data, name, report, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_old_workbook_is_answered_with_a_report(empty: Store, realdata: Path, seed: int) -> None:
    data = mutated((realdata / "08_inkar.xls").read_bytes(), random.Random(seed))  # noqa: S311 - repeatable
    assert isinstance(prepare(empty, Request(data, "inkar.xls", "arbeitslosenquote"), at=AT)[0], Report)
