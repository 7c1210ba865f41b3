"""What a data officer reads: where it is, what is wrong, and what to do about it – in German sentences."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cockpit.base import texts
from cockpit.store import Store
from tests.etl.conftest import Take, about

LED, RATE, COUNT = "led-strassenbeleuchtung", "arbeitslosenquote", "arbeitslose"


def phrases(area: str) -> dict[str, str]:
    """Every phrase of an area by its key."""

    def flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
        found: dict[str, str] = {}
        for key, one in table.items():
            found |= flat(one, f"{prefix}{key}.") if isinstance(one, dict) else {prefix + key: str(one)}
        return found

    return flat(tomllib.loads((Path(texts.FOLDER) / f"{area}.toml").read_text(encoding="utf-8")))


def test_every_remedy_belongs_to_a_finding() -> None:
    known = phrases("etl")
    remedies = {key.removeprefix("repair.") for key in known if key.startswith("repair.")}
    assert remedies <= known.keys()


def test_every_refusal_says_what_to_do() -> None:
    known = phrases("etl")
    refusals = {key for key in known if key.startswith("refused.") and not key.endswith("_remedy")}
    assert not {key for key in refusals if f"{key}_remedy" not in known}


@pytest.mark.parametrize("area", ["etl", "cli"])
def test_umlauts_are_written_as_umlauts(area: str) -> None:
    doubtful = re.compile(r"\b(fuer|ueber|naechst|zurueck|schluess|groess|aender|pruef|faell)", re.IGNORECASE)
    sentences = {key: phrase for key, phrase in phrases(area).items() if not key.startswith("words.")}
    assert not {key for key, phrase in sentences.items() if doubtful.search(phrase)}


@pytest.mark.parametrize(
    ("lines", "words", "place"),
    [
        ("05766;2024;viel", "Eine Zahl eintragen", (2, "wert", "viel")),
        ("99999;2024;60", "fünfstelligen AGS", (2, "ags", "99999")),
        ("05766;2024/25;60", "vierstellig", (2, "jahr", "2024/25")),
        ("05766;2027;60", "Jahr berichtigen", (2, "jahr", "2027")),
        ("05766;2024;160", "Einheit prüfen", (2, "wert", "160")),
        ("05766;2024;60\n05766;2024;61", "richtige Zeile", (2, "wert", "60")),
    ],
)
def test_every_error_names_line_column_cell_and_remedy(
    take: Take, lines: str, words: str, place: tuple[int, str, str]
) -> None:
    report = take(f"ags;jahr;wert\n{lines}\n05762;2024;50\n", indicator=LED)
    error = next(one for one in report.findings if one.severity == "error")
    assert (error.line, error.column, error.cell) == place
    assert words in error.repair


def test_a_value_out_of_range_is_told_the_range(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2024;160\n05762;2024;50\n", indicator=LED)
    assert "0 bis 100 %" in about(report, "160").problem


def test_all_tenfold_changes_are_counted_though_few_are_listed(take: Take, store: Store) -> None:
    kreise = [one.key for one in store.catalogue().regions.values() if one.level == "kreis" and one.is_current]
    take("\n".join(["ags;jahr;wert", *(f"{key};2020;5000" for key in kreise)]), indicator=COUNT)
    report = take("\n".join(["ags;jahr;wert", *(f"{key};2020;50001" for key in kreise)]), indicator=COUNT)
    assert report.refused == len(kreise) == 400
    assert "350" in about(report, "weitere Fälle").problem


@pytest.mark.parametrize(
    ("head", "indicator", "warned"),
    [
        ("Quote in Prozent", RATE, False),
        ("Quote (%)", RATE, False),
        ("Arbeitslose (Anzahl)", RATE, True),
        ("Verbrauch [MWh]", "industrie-energieverbrauch", True),
        ("Verbrauch (Tsd. MJ)", "industrie-energieverbrauch", False),
        ("Leistung", "pv-leistung", False),
    ],
)
def test_a_header_in_another_unit_is_told(take: Take, head: str, indicator: str, *, warned: bool) -> None:
    report = take(f"AGS;Name;{head}\n05766;Lippe;64\n05762;Höxter;60\n", indicator=indicator, year=2020)
    told = [one for one in report.findings if "als Einheit" in one.problem]
    assert [(one.severity, one.line) for one in told] == ([("warning", 2)] if warned else [])


def test_a_kreis_that_leaves_within_the_year_is_told(take: Take) -> None:
    lines = "ags;jahr;wert\n16056;2021;900\n16063;2021;2100\n"
    finding = about(take(lines, indicator=COUNT), "Eisenach")
    assert (finding.severity, finding.line) == ("warning", 2)
    assert finding.repair == "Zuschlagen mit --repair add_dissolved."


def test_the_remedy_of_an_unclear_notation_can_be_typed(take: Take) -> None:
    report = take("ags;jahr;wert\n05766;2020;1.598p\n05762;2020;2.077\n", indicator="haushaltseinkommen")
    assert "--repair decimal_comma" in report.refusal
    assert "1.598" in report.refusal
