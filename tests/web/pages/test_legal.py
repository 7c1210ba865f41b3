"""The legal pages: what is not filled in says so, what is filled in stands there as written and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from cockpit.base.errors import Refused
from cockpit.base.settings import Settings, settings
from cockpit.catalogue.legal import FILE, LegalForm, missing
from cockpit.drafts.opening import KEPT
from cockpit.people.delays import KNOWN
from cockpit.people.sessions import IDLE, LONGEST
from cockpit.web.legal_start import tell_missing_details
from cockpit.web.markup import to_html
from cockpit.web.page import menu
from cockpit.web.parts.frame import footer
from tests.conftest import ROOT
from tests.web.pages.reading import found, request_for, words_of

PAGES = ("/impressum", "/datenschutz", "/barrierefreiheit", "/leichte-sprache")
UNSET = "noch nicht ausgefüllt"
FILLED = """
[responsible]
name = "Kreis Beispiel <script>alert(1)</script> [Link](javascript:alert(2)) **fett**"
address = ["Musterstraße 1 <b>", "12345 Beispielstadt"]
representative = "Landrätin Erika Beispiel"
mail = "post@kreis.example"
phone = "+49 123 456-0"
vat_id = "DE123456789"
[data_protection_officer]
name = "Datenschutz im Haus"
mail = "datenschutz@kreis.example"
phone = "0123 456-7"
[supervisory_authority]
name = "Aufsicht des Landes"
website = "https://aufsicht.example/beschwerde?a=1&b=2"
[hosting]
name = "Rechenzentrum"
address = ["Weg 1", "12345 Beispielstadt"]
log_days = 7
[accessibility]
conformance = "partly"
method = "self"
statement = 2026-11-01
reviewed = 2026-11-02
gaps = ["Ein alter Plan liegt nur als Bild vor."]
[enforcement]
land = "05"
name = "Ombudsstelle"
address = ["Weg 2"]
website = "https://ombud.example/"
[feedback]
name = "Stabsstelle Daten"
mail = "cockpit@kreis.example"
months = 6
"""
WriteLegal = Callable[[str], Path]


@pytest.fixture
def write_legal(tmp_path: Path) -> Iterator[WriteLegal]:
    """Makes the data folder of the server one with the shipped texts and these details."""
    with pytest.MonkeyPatch.context() as patch:

        def write(content: str) -> Path:
            shutil.copytree(ROOT / "data" / "texts", tmp_path / "texts")
            (tmp_path / FILE).write_text(content, encoding="utf-8")
            patch.setenv("COCKPIT_DATA", str(tmp_path))
            settings.cache_clear()
            return tmp_path

        yield write
    settings.cache_clear()


@pytest.mark.parametrize("path", PAGES)
def test_as_shipped_every_page_says_what_is_missing(ask, path):
    tree = ask(path).tree
    (notice,) = found(tree, "Div", "unfinished")
    assert "noch nicht vollständig" in words_of(notice)
    assert {words_of(mark) for mark in found(tree, "Span", "unset")} == {UNSET}
    assert "{" not in words_of(tree)


@pytest.mark.parametrize("path", PAGES)
def test_filled_in_nothing_is_missing_any_more(ask, write_legal, path):
    write_legal(FILLED)
    tree = ask(path).tree
    assert found(tree, "Div", "unfinished") == []
    assert UNSET not in words_of(tree)
    assert "{" not in words_of(tree)


def test_details_stand_there_as_written_and_never_as_markup(ask, write_legal):
    write_legal(FILLED)
    tree = ask("/impressum").tree
    assert "<script>alert(1)</script> [Link](javascript:alert(2)) **fett**" in words_of(tree)
    written = to_html(tree)
    assert "<script" not in written
    assert "<b>" not in written
    assert not any("javascript" in link.href for link in found(tree, "A"))
    assert "Musterstraße 1 &lt;b&gt;<br>12345 Beispielstadt" in written
    assert 'href="mailto:post@kreis.example"' in written


def test_what_is_optional_and_empty_is_left_out_with_its_label(ask, write_legal):
    write_legal(FILLED.replace('vat_id = "DE123456789"\n', ""))
    said = words_of(ask("/impressum").tree)
    assert "Umsatzsteuer" not in said
    assert "Medienstaatsvertrag" not in said
    assert UNSET not in said


def test_the_privacy_page_names_what_the_program_really_does(ask, write_legal):
    write_legal(FILLED)
    said = words_of(ask("/datenschutz").tree)
    assert f"nach {IDLE.total_seconds() / 60:.0f} Minuten" in said
    assert f"spätestens nach {LONGEST.total_seconds() / 3600:.0f} Stunden" in said
    assert f"älter als {KNOWN.days} Tage" in said
    assert f"nach {KEPT.days} Tagen entfernt" in said
    assert "zur Abwehr von Angriffen 7 Tage auf" in said
    assert "Eine Rückmeldung wird 6 Monate nach Eingang gelöscht" in said


def test_no_log_of_requests_at_all_is_said_in_words(ask, write_legal):
    write_legal(FILLED.replace("log_days = 7", "log_days = 0"))
    assert "zur Abwehr von Angriffen gar nicht auf" in words_of(ask("/datenschutz").tree)


def test_the_statement_on_accessibility_has_all_it_must_have(ask, write_legal):
    write_legal(FILLED)
    tree = ask("/barrierefreiheit").tree
    said = words_of(tree)
    for part in ("2016/2102", "BITV", "teilweise vereinbar", "Selbstbewertung", "01.11.2026", "02.11.2026"):
        assert part in said, part
    for part in ("Gebärdensprache", "Ein alter Plan liegt nur als Bild vor.", "Nordrhein-Westfalen", "Ombudsstelle"):
        assert part in said, part
    links = {link.href for link in found(tree, "A")}
    assert {"/rueckmeldung?art=barriere&seite=/barrierefreiheit", "mailto:cockpit@kreis.example"} <= links


def test_without_details_the_statement_claims_no_conformance(ask):
    said = words_of(ask("/barrierefreiheit").tree)
    assert "vollständig vereinbar" not in said
    assert f"Stufen A und AA: {UNSET}" in said


def test_leichte_sprache_has_one_short_sentence_a_line_and_every_sign_with_its_word(ask, write_legal):
    write_legal(FILLED)
    tree = ask("/leichte-sprache").tree
    lines = [words_of(line) for line in (*found(tree, "P"), *found(tree, "Li"))]
    assert len(lines) > 60
    for line in lines:
        assert len(line.split()) <= 12, line
        assert sum(line.count(end) for end in (". ", "? ", "! ")) == 0, line
    signs = [words_of(sign) for sign in found(tree, "Span", "pill")]
    assert {"verbessert sich", "keine Aussage", "auf Kurs", "Ziel verfehlt"} <= set(signs)
    assert all(found(sign, "Span", "sym") for sign in found(tree, "Span", "pill"))
    assert any("Prüf-Gruppe hat den Text noch nicht geprüft" in line for line in lines)


def test_the_footer_of_every_page_leads_to_all_of_them(snapshot):
    tree = footer(request_for(snapshot, "/kreis/lippe"))
    links = {link.href for link in found(tree, "A")}
    assert {*PAGES, "/rueckmeldung?seite=/kreis/lippe"} <= links
    assert not {entry.path for entry in menu()} & set(PAGES)


def test_in_production_the_start_names_every_missing_detail_with_place_and_remedy(write_legal):
    folder = write_legal('[responsible]\nname = "Kreis Beispiel"\n')
    with capture_logs() as log:
        told = tell_missing_details(Settings(env="production", secret_key="k" * 40))
    assert "responsible.name" not in told
    assert len(told) == len(missing(LegalForm())) - 1
    assert {entry["log_level"] for entry in log} == {"warning"}
    assert [entry["where"] for entry in log] == [f"{folder / FILE}, {name}" for name in told]
    assert all("fehlt" in entry["what"] and "neu starten" in entry["remedy"] for entry in log)


def test_in_development_nobody_is_bothered_and_filled_in_nobody_at_all(write_legal):
    write_legal(FILLED)
    with capture_logs() as log:
        assert tell_missing_details(Settings(env="production", secret_key="k" * 40)) == ()
        assert tell_missing_details(Settings(data=ROOT / "data")) == ()
    assert log == []


@pytest.mark.parametrize("env", ["development", "production"])
def test_no_server_starts_with_a_faulty_file(write_legal, env):
    write_legal('[responsible]\nmail = "post"\nnmae = "Kreis"\n')
    with pytest.raises(Refused) as refusal:
        tell_missing_details(Settings(env=env, secret_key="k" * 40))
    for part in ("legal.toml, responsible.mail: 'post' ist keine E-Mail-Adresse.", "responsible.nmae", "berichtigen"):
        assert part in str(refusal.value)
