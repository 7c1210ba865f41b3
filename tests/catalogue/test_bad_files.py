"""Every kind of bad file, in a folder named after its fault, is refused with place, finding and remedy."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from cockpit.base.errors import Refused
from cockpit.base.texts import FOLDER
from cockpit.catalogue import check, load

BAD = Path(__file__).parent / "bad"
FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir())


def spoil(small: Path, folder: Path) -> dict[str, str]:
    shutil.copytree(folder, small, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.toml"))
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    if "remove" in expected:
        (small / expected["remove"]).unlink()
    return expected


def test_the_small_catalogue_is_sound(small: Path) -> None:
    assert check(small) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_bad_file_is_named_with_field_finding_and_remedy(folder: Path, small: Path) -> None:
    expected = spoil(small, folder)
    faults = check(small)
    assert [(fault.file, fault.field) for fault in faults] == [(expected["file"], expected["field"])]
    for words in expected["words"]:
        assert words in f"{faults[0].problem} {faults[0].remedy}"
    assert faults[0].problem
    assert faults[0].remedy
    assert "{" not in f"{faults[0].problem}{faults[0].remedy}"


def test_every_fault_that_can_be_said_has_its_bad_file() -> None:
    phrases = tomllib.loads((FOLDER / "catalogue.toml").read_text(encoding="utf-8"))["fault"]
    assert {kind.replace("_", "-") for kind in phrases} == {folder.name for folder in FOLDERS}


def test_loading_a_bad_catalogue_is_refused_and_names_every_fault(small: Path) -> None:
    spoil(small, BAD / "direction-missing")
    spoil(small, BAD / "project-field")
    with pytest.raises(Refused) as refusal:
        load(small)
    assert "muell.toml, direction: Die Richtung fehlt." in str(refusal.value)
    assert "01-weniger-muell.toml, field: Das Handlungsfeld „Umwelten“" in str(refusal.value)


def test_a_faulty_indicator_is_not_reported_again_where_others_refer_to_it(small: Path) -> None:
    spoil(small, BAD / "missing")
    assert [fault.field for fault in check(small)] == ["question"]


def test_a_formula_circle_over_two_indicators_is_found_at_both(small: Path) -> None:
    folder = small / "catalogue/indicators/umwelt"
    abfall = (folder / "abfall.toml").read_text(encoding="utf-8")
    (folder / "abfall.toml").write_text(abfall + '\n[formula]\nnumerator = ["muell"]\n', encoding="utf-8")
    (small / "start/abfall.csv").unlink()
    assert {fault.problem for fault in check(small)} == {
        "Die Formel führt auf sich selbst zurück: muell → abfall → muell.",
        "Die Formel führt auf sich selbst zurück: abfall → muell → abfall.",
    }


def test_the_same_file_name_in_two_topics_is_refused(small: Path) -> None:
    folder = small / "catalogue/indicators"
    shutil.copytree(folder / "umwelt", folder / "zweitens")
    (small / "catalogue/topics.toml").write_text('umwelt = "Umwelt"\nzweitens = "Zweitens"\n', encoding="utf-8")
    assert {fault.file for fault in check(small)} == {
        f"catalogue/indicators/zweitens/{name}.toml" for name in ("abfall", "bevoelkerung", "muell")
    }
