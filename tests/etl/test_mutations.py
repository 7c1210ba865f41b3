"""Whatever is done to a file, the answer is a report – never an exception – and what is taken lies in the range."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cockpit.etl import Report, Request, inspect, run
from cockpit.store import Store
from tests.etl.conftest import AT, EXCERPTS

FILES = {path.name: path.read_bytes() for path in sorted(EXCERPTS.glob("*.csv"))}
PIECES = [
    b";", b",", b"\n", b"\r", b'"', b"\x00", b"-", b".", b"1.234", b"99999", b"\xff", b"__________",
    b"2018", b"DG", b"(", b"\t", b"e400",
]  # fmt: skip
Edit = tuple[float, int, bytes]
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), max_size=6)


def mutated(data: bytes, edits: list[Edit]) -> bytes:
    """The bytes with pieces cut out and put in at relative places."""
    for place, cut, piece in edits:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + cut :]
    return data


@pytest.fixture(scope="module")
def empty(synced: Path) -> Store:
    return Store.open(f"sqlite:///{synced}")


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(FILES)), edits=EDITS, column=st.sampled_from([None, "3", "12", "insgesamt"]))
def test_a_mutated_file_is_answered_with_a_report(
    empty: Store, name: str, edits: list[Edit], column: str | None
) -> None:
    data = mutated(FILES[name], edits)
    request = Request(data, name, "arbeitslosenquote", column, year=None, dry_run=True, by="Test")
    report = run(empty, request, at=AT)
    assert isinstance(report, Report)
    assert report.refusal or report.new + report.refused > 0 or report.nothing_new
    assert all(finding.line is None or finding.line >= 1 for finding in report.findings)
    assert isinstance(inspect(data, name, empty.catalogue()), Report)


TIDY = b"ags;indikator;jahr;wert;status\n" + b"".join(
    b"%s;%s;20%02d;%d,%d;\n" % (key, indicator, year, year * 3, year)
    for key in (b"05766", b"5762", b"02", b"DG", b"16056", b"16063", b"05766004")
    for indicator in (b"arbeitslosenquote", b"arbeitslose")
    for year in (19, 20, 22)
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS, repairs=st.sets(st.sampled_from(["add_dissolved", "accept_factor_ten", "decimal_comma"])))
def test_a_mutated_template_is_answered_with_a_report(empty: Store, edits: list[Edit], repairs: set[str]) -> None:
    request = Request(mutated(TIDY, edits), "werte.csv", dry_run=True, by="Test", repairs=frozenset(repairs))
    report = run(empty, request, at=AT)
    assert isinstance(report.as_json(), dict)
    assert report.refusal or report.new > 0


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 300), st.binary(max_size=40)), min_size=1, max_size=6))
def test_a_damaged_workbook_is_answered_with_a_report(empty: Store, realdata: Path, edits: list[Edit]) -> None:
    data = mutated((realdata / "08_inkar.xls").read_bytes(), edits)
    request = Request(data, "inkar.xls", "arbeitslosenquote", dry_run=True, by="Test")
    assert isinstance(run(empty, request, at=AT), Report)
