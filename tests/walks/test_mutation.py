"""Faults are put into a module one at a time and are real ones; tests that run their line notice them or are told."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.soak import mutation
from tests.soak.asked import Asked
from tests.soak.mutants import faults, with_fault
from tests.soak.mutation import Area

MODULE = '''"""What it is."""

from collections.abc import Mapping

Names = Mapping[str, int]


def worth(price: "float", most: int = 3) -> float | None:
    """What it is worth."""
    if price < 0 or most is None:
        raise ValueError("price")
    found: dict[str, float] = {}
    for count in range(most):
        if not count:
            continue
        found.update(a=price * count)
    return -found["a"] if found else None
'''
DONE = {
    (8, "3 → 4"), (10, "or → and"), (10, "Lt → LtE"), (10, "0 → 1"), (10, "Is → IsNot"), (10, "condition turned"),
    (11, "another text"), (14, "not left out"), (15, "continue → break"), (16, "statement left out"),
    (16, "Mult → Div"), (17, "returns None"), (17, "sign turned"), (17, "another text"), (17, "condition turned"),
}  # fmt: skip


def test_every_fault_is_a_module_of_its_own_and_types_and_docstrings_stay() -> None:
    found = faults(MODULE)
    assert {(one.line, one.what) for one in found} == DONE
    sources = [with_fault(MODULE, one) for one in found]
    assert len({*sources, ast.unparse(ast.parse(MODULE)) + "\n"}) == len(found) + 1
    for source in sources:
        compile(source, "module.py", "exec")
        assert '"""What it is worth."""' in source
        assert "Mapping[str, int]" in source


@pytest.mark.parametrize("folder", ["etl", "progress", "store", "people"])
def test_every_fault_of_the_program_can_be_put_there(folder: str) -> None:
    files = sorted((ROOT / "cockpit" / folder).rglob("*.py"))
    count = 0
    for file in files:
        source = file.read_text(encoding="utf-8")
        found = faults(source)
        count += len(found)
        for one in found[:: max(len(found) // 3, 1)]:
            compile(with_fault(source, one), file.name, "exec")
    assert count > 10 * len(files)


def test_faults_are_noticed_by_tests_that_run_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    area = Area("stands out", "cockpit/etl/spread.py", ("tests/etl/test_columns_at_once.py",))
    monkeypatch.setattr(mutation, "AREAS", (area,))
    reached, noticed = mutation.run(Asked(4 / mutation.PER_AREA, 20261122, tmp_path))
    assert reached.reached > 95
    assert "4 of" in noticed.ran
    survivors = capsys.readouterr().err.count("not noticed by")
    assert noticed.reached == 100 * (4 - survivors) / 4
    assert 0 < noticed.reached <= 100
    assert (ROOT / area.program).read_text(encoding="utf-8") == _sound(tmp_path, area)


def _sound(place: Path, area: Area) -> str:
    """The module in the copies: no fault is left behind."""
    (found,) = {(copy / ROOT.name / area.program).read_text(encoding="utf-8") for copy in place.glob("mutation-*")}
    return found
