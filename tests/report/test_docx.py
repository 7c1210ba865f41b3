"""The Word file: real headings, repeated heads, alternative texts, own templates, the same bytes every time."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx as word
import pytest
from lxml import etree

from cockpit.base.errors import CockpitError
from cockpit.base.settings import settings
from cockpit.model.region import Region
from cockpit.outputs.docx import docx, kreis_docx
from cockpit.outputs.report import indicator_report, kreis_report
from cockpit.query import Snapshot, selection
from tests.report.conftest import Rows, W
from tests.report.test_pdf import MOST, PAYLOADS, poisoned

SLOWEST = 3.0
"""Seconds of work; the clock on the wall also counts what else the machine does."""
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DC = "{http://purl.org/dc/elements/1.1/}"
SHIPPED = Path("data/report/vorlage.docx")

Part = Callable[..., etree._Element]


@pytest.fixture(scope="module")
def written(live: Snapshot, lippe: Region) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings(), "public_url", "https://cockpit.example")
        return kreis_docx(live, lippe, selection(live, {}))


def style_of(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return found.get(f"{W}val") if found is not None else ""


def said(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def test_headings_are_real_headings(written: bytes, part: Part) -> None:
    styled = [(style_of(one), said(one)) for one in part(written).iter(f"{W}p")]
    assert styled[0] == ("Title", "Bericht: Kreis Lippe")
    tops = [content for style, content in styled if style == "Heading1"]
    assert tops[0] == "Auf einen Blick"
    assert len(tops) == 6
    assert ("Heading2", "Beschäftigungsquote") in styled


def test_head_rows_repeat_and_no_row_is_parted(written: bytes, part: Part) -> None:
    tables = list(part(written).iter(f"{W}tbl"))
    assert len(tables) == 7
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_every_picture_has_an_alternative_text(written: bytes, part: Part) -> None:
    told = [drawn.get("descr", "") for drawn in part(written).iter(DRAWN)]
    assert len(told) == 5
    assert told[0] == f"QR-Code mit der Adresse https://cockpit.example/kreis/lippe?stand={_stand(told[0])}"
    assert all(one.startswith("Liniendiagramm. Kreis Lippe") for one in told[1:])


def _stand(address: str) -> str:
    return address.rpartition("=")[2]


def test_captions_count_with_a_field(written: bytes, part: Part) -> None:
    captions = [one for one in part(written).iter(f"{W}p") if style_of(one) == "Caption"]
    numbered = [said(one) for one in captions if any("SEQ" in (code.text or "") for code in one.iter(f"{W}instrText"))]
    assert [caption.partition(":")[0] for caption in numbered] == [f"Abbildung {n}" for n in range(1, 5)]


def test_language_title_and_author_are_told(written: bytes, part: Part) -> None:
    about = part(written, "docProps/core.xml")
    assert about.find(f"{DC}title").text == "Bericht: Kreis Lippe"
    assert about.find(f"{DC}creator").text == "Kommunales Cockpit"
    assert about.find(f"{DC}language").text == "de-DE"
    languages = part(written, "word/styles.xml").iter(f"{W}lang")
    assert {language.get(f"{W}val") for language in languages} == {"de-DE"}


def test_the_foot_names_report_and_datenstand(written: bytes, part: Part, live: Snapshot) -> None:
    foot = "".join(said(one) for one in part(written, "word/footer1.xml").iter(f"{W}p"))
    assert foot.startswith(f"Kommunales Cockpit · Bericht: Kreis Lippe · Datenstand {live.revision.id} vom ")
    assert "{{" not in foot


def test_the_same_datenstand_gives_the_same_bytes(live: Snapshot, lippe: Region) -> None:
    frozen = selection(live, {"stand": str(live.revision.id)})
    first = kreis_docx(live, lippe, frozen)
    time.sleep(2.1)  # a ZIP counts time in steps of two seconds
    assert kreis_docx(live, lippe, frozen) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        made = live.revision.created_at.timetuple()[:5]
        assert {entry.date_time[:5] for entry in archive.infolist()} == {made}


def test_a_report_takes_less_than_three_seconds(live: Snapshot, lippe: Region) -> None:
    start = time.process_time()
    kreis_docx(live, lippe, selection(live, {"indikatoren": MOST}))
    assert time.process_time() - start < SLOWEST


def own_template(folder: Path, change: Callable[[word.document.Document], None]) -> Path:
    """The shipped template as an administration might change it."""
    document = word.Document(str(settings().data / "report" / "vorlage.docx"))
    change(document)
    file = folder / "eigene.docx"
    document.save(str(file))
    return file


def test_an_administration_brings_its_own_look(
    live: Snapshot, lippe: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: Part
) -> None:
    def change(document: word.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Kreis Lippe · Der Landrat"
        document.styles["Heading 1"].font.name = "Verdana"

    monkeypatch.setattr(settings(), "report_template", own_template(tmp_path, change))
    content = kreis_docx(live, lippe, selection(live, {}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        heads = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
    assert any("Kreis Lippe · Der Landrat" in head for head in heads)
    assert b"Verdana" in etree.tostring(part(content, "word/styles.xml"))


def test_missing_styles_are_all_named_in_german(
    live: Snapshot, lippe: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(document: word.document.Document) -> None:
        for name in ("Caption", "Cockpit Quelle", "Cockpit Tabelle"):
            document.styles[name].delete()

    monkeypatch.setattr(settings(), "report_template", own_template(tmp_path, change))
    with pytest.raises(CockpitError) as fault:
        kreis_docx(live, lippe, selection(live, {}))
    assert "fehlen Formatvorlagen: Beschriftung, Cockpit Quelle, Cockpit Tabelle." in fault.value.what
    assert "vorlage.docx" in fault.value.remedy


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kaputt", b"<html>"])
def test_a_template_that_is_no_word_file_is_refused_in_german(
    live: Snapshot, lippe: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    file = tmp_path / "vorlage.docx"
    file.write_bytes(content)
    for wrong in (file, tmp_path / "fehlt.docx"):
        monkeypatch.setattr(settings(), "report_template", wrong)
        with pytest.raises(CockpitError, match="Vorlage für Word-Berichte kann nicht gelesen werden"):
            kreis_docx(live, lippe, selection(live, {}))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_people_type_stays_text(
    live: Snapshot, payload: str, part: Part, word_tables: Callable[..., list[Rows]]
) -> None:
    report = indicator_report(live, selection(live, {"kreise": "lippe"}, indicator="arbeitslosenquote"))
    content = docx(poisoned(report, payload))
    body = part(content)
    assert not list(body.iter(f"{W}hyperlink"))
    assert {code.text for code in body.iter(f"{W}instrText")} <= {" SEQ Abbildung "}
    if payload.isascii() and payload.isprintable():
        assert [said(one) for one in body.iter(f"{W}p")].count(payload) >= 4
        assert word_tables(content)[0][0] == [payload]


def test_word_and_libreoffice_agree_on_every_figure(
    live: Snapshot,
    lippe: Region,
    written: bytes,
    tmp_path: Path,
    word_tables: Callable[[bytes], list[Rows]],
    pdf_text: Callable[[bytes], str],
    squeezed: Callable[[str], str],
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (apt-get install --no-install-recommends libreoffice-writer-nogui)")
    (tmp_path / "bericht.docx").write_bytes(written)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "bericht.docx"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, timeout=180)
    shown = pdf_text((tmp_path / "bericht.pdf").read_bytes())
    for rows in word_tables(written):
        for row in rows:
            assert squeezed("".join(row[:2])) in shown.replace("●", "").replace("■", "").replace("×", "").replace(
                "○", ""
            ), row
    assert squeezed(replace(kreis_report(live, lippe, selection(live, {}))).subject) in shown
