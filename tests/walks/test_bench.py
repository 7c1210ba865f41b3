"""The tables of ``make bench``: a promise says whether it holds and by how much not, a missing peer is never silent."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.bench import peers, sheet
from tests.bench.__main__ import PARTS
from tests.bench.growth import exponent
from tests.bench.sheet import Line, Promise, Sheet, figure, keep, show, unmeasured
from tests.conftest import ROOT


def test_a_promise_that_holds_says_so() -> None:
    assert (
        Promise("≥ 4 × schneller als csvs-to-sqlite", 5.1, least=4).told == "≥ 4 × schneller als csvs-to-sqlite: 5,10 ✓"
    )


def test_a_missed_promise_says_by_how_much() -> None:
    assert (
        Promise("höchstens 1,0 × .import", 1.5, most=1).told
        == "höchstens 1,0 × .import: 1,50 ✗ verfehlt um 0,50 (50 %)"
    )
    assert Promise("≥ 4 × schneller", 3.0, least=4).told == "≥ 4 × schneller: 3,00 ✗ verfehlt um 1,00 (25 %)"


@pytest.mark.parametrize("found", [None, float("nan")])
def test_what_was_not_measured_is_neither_held_nor_missed(found: float | None) -> None:
    promise = Promise("≥ 4 × schneller", found, least=4)
    assert (promise.held, promise.told) == (None, "≥ 4 × schneller: nicht messbar")


def test_figures_have_a_decimal_comma_and_no_digits_that_say_nothing() -> None:
    assert [figure(one) for one in (0, 0.0149, 0.25, 3.14159, 42.42, 12345.6, float("nan"))] == [
        "0", "0,015", "0,25", "3,14", "42,4", "12 346", "–",
    ]  # fmt: skip


def test_a_way_that_could_not_be_measured_stays_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    show(Sheet("Einfuhr", [Line("unsere", {"CPU s": 1.5}), unmeasured("csvs-to-sqlite", "fehlt")]))
    assert re.search(r"^csvs-to-sqlite +nicht messbar: fehlt$", capsys.readouterr().out, re.MULTILINE)


def test_without_the_environment_of_the_peers_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(peers, "HOME", tmp_path)
    monkeypatch.setattr(peers, "versions", peers.versions.__wrapped__)
    with pytest.raises(peers.CannotMeasure, match="duckdb fehlt"):
        peers.version("duckdb")


def test_the_file_of_the_day_keeps_every_run_of_every_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sheet, "FOLDER", tmp_path)
    keep("search", "printed lines")
    keep("growth", [Sheet("Wachstum", [Line("8 000", {"ms": float("nan")})], [Promise("Karte", 0.1, most=0.15)])])
    keep("search", "printed again")
    (file,) = tmp_path.glob("*.json")
    found = json.loads(file.read_text(encoding="utf-8"))
    assert [run["found"] for run in found["search"]] == ["printed lines", "printed again"]
    (growth,) = found["growth"]
    assert growth["found"][0]["lines"][0]["figures"] == {"ms": None}
    assert growth["found"][0]["promises"][0]["held"] is True


def test_the_cost_of_a_command_is_its_own_and_not_that_of_the_large_process_that_started_it() -> None:
    ballast = bytearray(300 * 1024 * 1024)
    cost = peers.spent_by(["sh", "-c", "exit 0"])
    assert cost.megabytes < 100, len(ballast)


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(peers.CannotMeasure, match="sh: gone wrong"):
        peers.spent_by(["sh", "-c", "echo gone wrong >&2; exit 3"])


def test_growth_in_proportion_has_the_exponent_one_and_a_constant_zero() -> None:
    assert exponent([1, 10, 100], [2.0, 20.0, 200.0]) == pytest.approx(1)
    assert exponent([1, 10, 100], [3.0, 3.0, 3.0]) == pytest.approx(0)


def test_every_peer_is_pinned_and_every_part_has_a_name_to_ask_for() -> None:
    lines = (ROOT / "deploy" / "bench-peers.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\d.]+", line) for line in lines)
    assert {"peers_ingest", "peers_reading", "peers_serving", "peers_pages", "growth"} <= set(PARTS)
