"""The command line as a script sees it: exit codes, one JSON object, German errors on stderr."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = [
    "form", "encoding", "delimiter", "decimal", "indicators", "periods", "rows_read", "values", "findings", "revision",
]  # fmt: skip


@pytest.fixture
def cockpit(tmp_path: Path, shipped_file: Path):
    """Run a command against a copy of the initialised store."""
    shutil.copy(shipped_file, tmp_path / "cockpit.sqlite")

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        held = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{tmp_path / 'cockpit.sqlite'}", **environment}
        command = [sys.executable, "-m", "cockpit.cli", *arguments]
        return subprocess.run(command, env=held, capture_output=True, text=True, check=False, cwd=ROOT)

    return run


@pytest.fixture
def tidy(tmp_path: Path) -> Path:
    file = tmp_path / "led-strassenbeleuchtung.csv"
    file.write_text("ags;jahr;wert\n05766;2024;61,5\n05766;2025;64,0\n", encoding="utf-8")
    return file


def test_a_second_init_has_nothing_to_do(cockpit) -> None:
    done = cockpit("init")
    assert done.returncode == 0
    assert "Nichts zu tun" in done.stdout


def test_verify_finds_a_sound_store_sound(cockpit) -> None:
    assert cockpit("verify").returncode == 0


def test_status_counts_kreise_per_indicator(cockpit) -> None:
    listed = json.loads(cockpit("status", "--json").stdout)
    held = {row["indicator"]: row for row in listed["indikatoren"]}
    assert held["beschaeftigtenquote"]["n_kreise"] == 400


def test_an_import_prints_one_json_object_and_publishes(cockpit, tidy: Path) -> None:
    done = cockpit("import", str(tidy), "--json")
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["values"] == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert document["periods"] == [2024, 2025]
    assert document["revision"] is not None
    assert document["decimal"] == ","


def test_a_dry_run_stores_nothing_and_counts_the_same(cockpit, tidy: Path) -> None:
    before = json.loads(cockpit("status", "--json").stdout)["stand"]
    dry = json.loads(cockpit("import", str(tidy), "--dry-run", "--json").stdout)
    assert dry["values"]["new"] == 2
    assert dry["revision"] is None
    assert json.loads(cockpit("status", "--json").stdout)["stand"] == before


def test_the_same_file_twice_is_nothing_new(cockpit, tidy: Path) -> None:
    cockpit("import", str(tidy))
    again = cockpit("import", str(tidy))
    assert again.returncode == 0
    assert "Nichts Neues" in again.stdout


def test_a_refusal_exits_3_and_still_answers_json(cockpit, tmp_path: Path) -> None:
    ragged = tmp_path / "led-strassenbeleuchtung.csv"
    ragged.write_text("ags;jahr;wert\n05766;2024;61,5;7;8\n", encoding="utf-8")
    done = cockpit("import", str(ragged), "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["revision"] is None
    assert "Zeile 2" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("import", "gibt-es-nicht.csv"), 2),
        (("import",), 2),
        (("status", "--bunt"), 2),
        (("tanzen",), 2),
        (("import", "README.md", "--year", "zwanzig"), 2),
        (("import", "README.md", "--year", "3000"), 2),
        (("import", "README.md", "--repair", "zaubern"), 2),
        (("serve", "--port", "99999"), 2),
    ],
)
def test_wrong_calls_exit_2(cockpit, arguments: tuple[str, ...], code: int) -> None:
    assert cockpit(*arguments).returncode == code


@pytest.mark.parametrize(("name", "text"), [("PORT", "abc"), ("COCKPIT_ENV", "bunt"), ("COCKPIT_TODAY", "morgen")])
def test_a_setting_that_does_not_fit_is_a_wrong_call(cockpit, name: str, text: str) -> None:
    done = cockpit("status", **{name: text})
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_indicator_is_a_wrong_call_and_similar_ones_are_named(cockpit, tidy: Path) -> None:
    done = cockpit("import", str(tidy), "--indicator", "arbeitslosenqote", "--json")
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert list(document) == KEYS
    assert "arbeitslosenquote" in document["findings"][0]["repair"]
    assert "arbeitslosenquote" in done.stderr


def test_a_refused_file_answers_in_the_same_form(cockpit, realdata: Path) -> None:
    done = cockpit(
        "import", str(realdata / "15_genesis_12411-0013_laender.csv"), "--indicator", "arbeitslose", "--json"
    )
    assert done.returncode == 3
    document = json.loads(done.stdout)
    assert list(document) == KEYS
    assert document["revision"] is None
    assert (document["findings"][-1]["severity"], document["findings"][-1]["line"]) == ("error", 5)


def test_inspecting_a_workbook_offers_its_columns(cockpit, realdata: Path) -> None:
    document = json.loads(cockpit("inspect", str(realdata / "08_inkar.xls"), "--json").stdout)
    assert list(document) == KEYS
    assert [document[name] for name in ("encoding", "delimiter", "decimal", "revision")] == [None] * 4
    assert document["periods"] == [2016, 2017]
    assert "„7: Haushaltseinkommen“" in document["findings"][0]["problem"]


@pytest.mark.parametrize(
    "column",
    [
        "12",
        "Arbeitslosenquote bez. auf alle zivile Erwerbsp. / Prozent",
        "arbeitslosenquote bez. auf alle zivile erwerbsp./Prozent",
        "Arbeitslosenquote bez. auf alle zivile Erwerbsp.",
    ],
)
def test_a_column_is_meant_by_number_header_or_header_without_unit(cockpit, realdata: Path, column: str) -> None:
    file = realdata / "regiostat2021_13211-02-05-4.csv"
    done = cockpit("import", str(file), "--indicator", "arbeitslosenquote", "--column", column, "--json", "--dry-run")
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert (document["form"], document["decimal"], document["rows_read"]) == ("genesis", ",", 3228)
    assert document["values"] == {"new": 0, "changed": 0, "unchanged": 2509, "refused": 0}


def test_a_header_that_fits_several_columns_is_answered_with_them(cockpit, realdata: Path) -> None:
    file = realdata / "regiostat2021_13211-02-05-4.csv"
    done = cockpit("import", str(file), "--indicator", "arbeitslosenquote", "--column", "Arbeitslosenquote")
    assert done.returncode == 3
    assert "„12: Arbeitslosenquote bez. auf alle zivile Erwerbsp. / Prozent“" in done.stderr


def test_a_correction_survives_the_next_init(cockpit, realdata: Path) -> None:
    file = realdata / "07_inkar_2017_kreise.csv"
    taken = cockpit("import", str(file), "--indicator", "arbeitslosenquote", "--column", "Arbeitslosenquote", "--json")
    assert json.loads(taken.stdout)["values"]["changed"] == 1
    assert "Nichts zu tun" in cockpit("init").stdout


def test_an_edited_declaration_is_taken_over_and_its_formula_recomputed(cockpit, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    file = data / "catalogue/indicators/energie/industrie-energieverbrauch-je-einwohner.toml"
    written = file.read_text(encoding="utf-8")
    assert "factor = 1.0" in written
    file.write_text(written.replace("factor = 1.0", "factor = 1000.0"), encoding="utf-8")
    before = json.loads(cockpit("status", "--json").stdout)["stand"]
    assert "Katalog übernommen" in cockpit("init", COCKPIT_DATA=str(data)).stdout
    after = {row["indicator"]: row for row in json.loads(cockpit("status", "--json").stdout)["indikatoren"]}
    assert after["industrie-energieverbrauch-je-einwohner"]["revision"] == before + 1
    assert cockpit("verify").returncode == 0
    assert "Nichts zu tun" in cockpit("init", COCKPIT_DATA=str(data)).stdout


def test_without_a_store_the_message_says_what_to_do(cockpit, tmp_path: Path) -> None:
    done = cockpit("status", COCKPIT_DATABASE_URL=f"sqlite:///{tmp_path / 'leer.sqlite'}")
    assert done.returncode == 4
    assert "cockpit init" in done.stderr


@pytest.mark.parametrize("secret", ["", "geheim", "zu-kurz"])
def test_production_does_not_start_with_a_weak_secret(cockpit, secret: str) -> None:
    done = cockpit("serve", "--port", "1", COCKPIT_ENV="production", COCKPIT_SECRET_KEY=secret)
    assert done.returncode == 2
    assert "COCKPIT_SECRET_KEY" in done.stderr


def test_the_shipped_catalogue_is_sound_and_has_a_schema(cockpit) -> None:
    assert cockpit("catalogue", "check").returncode == 0
    schema = json.loads(cockpit("catalogue", "schema").stdout)
    assert "direction" in schema["required"]
