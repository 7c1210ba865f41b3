"""A CSV file of actions: all rows or none, any encoding, faults with their place, and what is exported comes back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cockpit.catalogue.actions import COLUMNS
from cockpit.etl.actions import actions_csv, actions_template, read_actions
from cockpit.model.action import Action, Decision, Progress
from cockpit.model.catalogue import Catalogue
from cockpit.query import Snapshot
from tests.conftest import ROOT

HEAD = "kreis;titel;stand;einheit_verantwortlich;beginn;ende;kosten;sdg;indikatoren;beschluss_adresse"
GOOD = "05766;Halbstundentakt für Straße & Schiene;in Umsetzung;Amt 66;01.01.2023;2026-12-31;1.250.000,50;11, 13;pkw-je-1000-einwohner;https://lippe.example/v/1"
EVERYBODY = lambda _: True  # noqa: E731


@pytest.fixture
def catalogue(live: Snapshot) -> Catalogue:
    return live.catalogue


def read(content: str | bytes, catalogue: Catalogue, **more: object):
    data = content if isinstance(content, bytes) else content.encode()
    return read_actions(data, "m.csv", catalogue, more.pop("may_write", EVERYBODY), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_row_becomes_an_action_in_every_usual_encoding(catalogue: Catalogue, encoding: str) -> None:
    found = read(f"{HEAD}\r\n{GOOD}\r\n".encode(encoding), catalogue)
    assert (found.rows_read, found.new, found.refused, found.findings) == (1, 1, 0, ())
    (made,) = found.actions
    assert made == Action(
        "lippe-halbstundentakt-fuer-strasse-schiene", "05766", "Halbstundentakt für Straße & Schiene", "in-umsetzung",
        "Amt 66", start=date(2023, 1, 1), end=date(2026, 12, 31), budget=1_250_000.5, sdg=(11, 13),
        indicators=("pkw-je-1000-einwohner",), decision=Decision(url="https://lippe.example/v/1"),
    )  # fmt: skip


def test_each_fault_names_line_column_cell_and_remedy_and_nothing_is_taken(catalogue: Catalogue) -> None:
    wrong = "05766;;läuft;Amt 66;31.12.2026;01.01.2023;-5;18;pkw-je-1000-einwohnern;javascript:alert(1)"
    found = read(f"{HEAD}\n{GOOD}\n{wrong}\n", catalogue)
    assert not found.sound
    assert (found.rows_read, found.new, found.refused) == (2, 1, 1)
    placed = [(one.line, one.column, one.cell) for one in found.findings]
    assert placed == [
        (3, "titel", ""), (3, "stand", "läuft"), (3, "ende", "01.01.2023"), (3, "kosten", "-5"), (3, "sdg", "18"),
        (3, "indikatoren", "pkw-je-1000-einwohnern"), (3, "beschluss_adresse", "javascript:alert(1)"),
    ]  # fmt: skip
    assert all(one.repair for one in found.findings)
    assert "Meinten Sie pkw-je-1000-einwohner?" in found.findings[5].repair
    assert found.findings[2].problem == "Das Ende liegt vor dem Beginn."


def test_rows_of_foreign_kreise_are_refused(catalogue: Catalogue) -> None:
    found = read(f"{HEAD}\n{GOOD}\n", catalogue, may_write=lambda key: key == "05758")
    assert [(one.column, one.problem) for one in found.findings] == [
        ("kreis", "Für den Kreis 05766 darf dieses Konto nichts eintragen.")
    ]


def test_what_is_exported_comes_back_unchanged_and_runs_in_no_spreadsheet(catalogue: Catalogue) -> None:
    hostile = Action(
        "lippe-x", "05766", '=HYPERLINK("http://x")', "geplant", "@SUM(1)", "+1", "-2; \"x\"", date(2024, 2, 1), None,
        5.25, 0.0, "=1", "\N{MINUS SIGN}1", "-3", "%", (1, 17), ("gebaeudetyp-e-gesetz",), (),
        Decision("=2", date(2024, 1, 31), "https://x.example/?a=1&b=2", "=3"),
        (Progress(2024, "=cmd"), Progress(2025, "zwei")),
    )  # fmt: skip
    projects = [p.id for programme in catalogue.programmes.values() for p in programme.projects]
    hostile = replace(hostile, projects=(projects[0],))
    data = actions_csv([hostile])
    for line in data.decode("utf-8-sig").splitlines()[1:]:
        assert not [cell for cell in line.split(";") if cell.strip('"').startswith(("=", "+", "-", "@"))]
    held = replace(catalogue, actions={hostile.id: hostile})
    found = read(data, held)
    assert (found.findings, found.unchanged, found.changed, found.new) == ((), 1, 0, 0)
    assert read(data, catalogue).actions == (hostile,)


def test_columns_that_a_file_leaves_out_stay_as_they_are_stored(catalogue: Catalogue) -> None:
    held = Action("lippe-x", "05766", "Takt", "geplant", "Amt 66", budget=5.0, progress=(Progress(2024, "eins"),))
    stored = replace(catalogue, actions={held.id: held})
    found = read("kreis,titel,stand,einheit_verantwortlich\n05766,Takt,beschlossen,Amt 66\n", stored)
    assert (found.changed, found.actions) == (1, (replace(held, state="beschlossen"),))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a;b\n1;2\n", "keine Kopfzeile"),
        ("kreis;titel;stand\n05766;x;geplant\n", "fehlt die Spalte einheit_verantwortlich"),
        (f"{HEAD}\n", "keine Maßnahme"),
        (f"{HEAD};quatsch\n{GOOD};1\n", "gehört nicht zu den Maßnahmen"),
        (f"{HEAD}\n{GOOD}\n{GOOD}\n", "steht schon in Zeile 2"),
        (f"{HEAD}\n{GOOD};zuviel\n", "Zeile"),
        (b"\x00\x01\x02", ""),
        ("", ""),
    ],
)
def test_files_that_are_no_table_of_actions_are_refused_in_words(
    catalogue: Catalogue, content: str | bytes, said: str
) -> None:
    found = read(content, catalogue)
    assert not found.sound
    assert said in found.findings[0].problem
    assert found.findings[0].repair


def test_the_template_names_every_column_and_is_no_action_yet(catalogue: Catalogue) -> None:
    data = actions_template(["05766"])
    assert data.decode("utf-8-sig").splitlines()[0].split(";") == list(COLUMNS)
    assert "keine Maßnahme" in read(data, catalogue).findings[0].problem


def test_the_command_saves_all_rows_or_none(shipped_file: Path, tmp_path: Path) -> None:
    store = shutil.copy(shipped_file, tmp_path / "c.sqlite")
    good, bad = tmp_path / "gut.csv", tmp_path / "schlecht.csv"
    good.write_bytes(f"{HEAD}\n{GOOD}\n".encode("cp1252"))
    bad.write_text(f"{HEAD}\n{GOOD.replace('Halb', 'Viertel')}\n05766;x;läuft;Amt 66\n", encoding="utf-8")

    def run(*words: str) -> tuple[int, dict[str, object], str]:
        command = [sys.executable, "-m", "cockpit.cli", "actions", "import", *words, "--json"]
        environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{store}"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT, check=False)
        return done.returncode, json.loads(done.stdout), done.stderr

    code, said, _ = run(str(good), "--dry-run")
    assert (code, said["actions"], said["revision"]) == (
        0, {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}, None,
    )  # fmt: skip
    code, said, errors = run(str(bad))
    assert (code, said["actions"], said["revision"]) == (
        3, {"new": 1, "changed": 0, "unchanged": 0, "refused": 1}, None,
    )  # fmt: skip
    assert "Zeile 3, Spalte stand, „läuft“" in errors
    code, said, _ = run(str(good))
    assert code == 0
    assert isinstance(said["revision"], int)
    code, said, _ = run(str(good))
    assert (code, said["actions"], said["revision"]) == (
        0, {"new": 0, "changed": 0, "unchanged": 1, "refused": 0}, None,
    )  # fmt: skip
