"""The operator's details: shipped empty, strict, every fault in German, and never in the way of the data."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from cockpit.catalogue import check, load
from cockpit.catalogue.legal import (
    FILE,
    OF_PROGRAM,
    OPTIONAL,
    PLACEHOLDER,
    TEXTS,
    LegalForm,
    missing,
    read_legal,
    values,
)

NAMED = frozenset(values(LegalForm()))


def written(folder: Path, content: str) -> Path:
    (folder / FILE).write_text(content, encoding="utf-8")
    return folder


def test_it_ships_empty_and_sound(data: Path) -> None:
    form, faults = read_legal(data)
    assert faults == ()
    assert missing(form) == missing(LegalForm())
    assert len(missing(form)) > 20
    assert form.feedback.months == 12


def test_the_shipped_file_shows_every_key_there_is(data: Path) -> None:
    shown = (data / FILE).read_text(encoding="utf-8")
    found, table = set(), ""
    for line in shown.splitlines():
        if head := re.match(r"\[(\w+)\]", line):
            table = head[1]
        elif key := re.match(r"(?:# )?(\w+) = ", line):
            found.add(f"{table}.{key[1]}")
    assert found == NAMED


def test_every_detail_stands_on_a_page_and_every_placeholder_names_one(data: Path) -> None:
    texts = "".join((data / "texts" / f"{name}.md").read_text(encoding="utf-8") for name in TEXTS)
    assert set(PLACEHOLDER.findall(texts)) == NAMED | set(OF_PROGRAM)
    assert NAMED >= OPTIONAL


def test_a_folder_without_the_file_is_no_fault_but_says_nothing(small: Path) -> None:
    assert not (small / FILE).exists()
    assert read_legal(small) == (LegalForm(), ())
    assert check(small) == ()


def test_filled_details_are_no_longer_missing(small: Path) -> None:
    written(small, '[hosting]\nname = "Rechenzentrum"\nlog_days = 0\n[accessibility]\nreviewed = 2026-11-01\n')
    form, faults = read_legal(small)
    assert faults == ()
    assert form.accessibility.reviewed == date(2026, 11, 1)
    gone = set(missing(LegalForm())) - set(missing(form))
    assert gone == {"hosting.name", "hosting.log_days", "accessibility.reviewed"}  # no log at all is an answer too


@pytest.mark.parametrize(
    ("content", "field", "words"),
    [
        ('[responsible]\nnmae = "Kreis"\n', "responsible.nmae", "unbekannt"),
        ('[verantwortlich]\nname = "Kreis"\n', "verantwortlich", "unbekannt"),
        ('[accessibility]\nstatement = "1.11.2026"\n', "accessibility.statement", "JJJJ-MM-TT"),
        ('[accessibility]\nmethod = "Selbstbewertung"\n', "accessibility.method", "self"),
        ("[feedback]\nmonths = 0\n", "feedback.months", "zu klein"),
        ("[feedback]\nmonths = 37\n", "feedback.months", "zu groß"),
        ('[hosting]\nlog_days = "7"\n', "hosting.log_days", "ohne Anführungszeichen"),
        ('[responsible]\naddress = "Straße 1"\n', "responsible.address", "eckige Klammern"),
        ("[responsible\n", "", "kein gültiges TOML"),
    ],
    ids=["key", "table", "date", "word", "months-few", "months-many", "days", "address", "toml"],
)
def test_a_fault_is_named_with_field_finding_and_remedy(small: Path, content: str, field: str, words: str) -> None:
    (fault,) = check(written(small, content))
    assert (fault.file, fault.field) == (FILE, field)
    assert words in f"{fault.problem} {fault.remedy}"
    assert fault.remedy


def test_a_faulty_file_keeps_nobody_from_loading_data(small: Path) -> None:
    written(small, '[responsible]\nmail = "post"\n')
    assert load(small).indicators
