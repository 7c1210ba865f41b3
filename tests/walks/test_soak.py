"""The long runs work: a tiny share of each gives figures, and the table says what was promised, run and reached."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.soak import __main__ as soak
from tests.soak import backup, concurrency, crash, damage, truth
from tests.soak.asked import Asked
from tests.soak.figures import Figure, table, write

TINY = 0.0004
OF_THE_MACHINE = ("p99", "memory", "longer")
"""What a busy machine may miss in a run of seconds."""
BY_ITSELF = {"mutation"}
"""Parts that are tried in a file of their own."""


@pytest.mark.parametrize("part", sorted(soak.PARTS.keys() - BY_ITSELF))
def test_a_tiny_share_of_each_part_holds_its_promises(
    part: str, shipped_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "AT_THE_SERVER", 0)  # what takes long and has a short test of its own
    monkeypatch.setattr(damage, "FLIPS_SHIPPED", 0)
    monkeypatch.setattr(backup, "INDICATORS", 5)
    for on_both in (truth, concurrency, backup):
        monkeypatch.setattr(on_both, "BACK_ENDS", {"SQLite": on_both.BACK_ENDS["SQLite"]})
    figures = soak.PARTS[part](Asked(TINY, 20261122, tmp_path, shipped_file))
    measured = [one for one in figures if not one.why]
    assert measured
    for one in measured:
        assert " of " in one.ran or "of these" in one.ran or "from" in one.ran, one
        if not any(word in one.promise for word in OF_THE_MACHINE):
            assert one.held, (one.told, one.result)


def test_the_table_says_held_and_missed_by_how_much(tmp_path: Path) -> None:
    found = {
        "crash": [Figure("nothing lost", "3 of 1,000 kills", 2, 0, "revisions")],
        "load": [Figure("p99", "9 requests", 250.25, 300, "ms"), Figure("fast", "", 90, 95, "%", least=True)],
        "disk": [Figure("full disk", "", why="no right to mount")],
        "memory": [Figure(name, "", grown, 5, "%", cause="two Datenstände") for name, grown in (("a", 4), ("b", 6))],
    }
    lines = table(found).splitlines()
    assert [line.split("  ")[-1].strip() for line in lines[2:]] == [
        "MISSED by 2 revisions", "held", "MISSED by 5 %", "NOT RUN: no right to mount",
        "held", "MISSED by 1 %: two Datenstände",
    ]  # fmt: skip
    assert "3 of 1,000 kills" in lines[2]
    assert "250.2 ms (at most 300)" in lines[3]
    kept = json.loads(write(found, tmp_path / "soak", 0.01, 7).read_text())
    assert (kept["share"], kept["seed"], [one["held"] for one in kept["figures"]]) == (
        0.01,
        7,
        [False, True, False, False, True, False],
    )


def test_an_unknown_part_or_share_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["cras"], ["--share", "0"], ["--share", "2"]):
        with pytest.raises(SystemExit):
            soak.main(words)
    assert "unknown: cras" in capsys.readouterr().err
