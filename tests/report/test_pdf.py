"""The PDF: PDF/UA-1 as far as packages can check it, fonts inside, two to six pages, the same bytes every time."""

from __future__ import annotations

import io
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader

from cockpit.base.settings import settings
from cockpit.model.region import Region
from cockpit.outputs.pdf import indicator_pdf, kreis_pdf, pdf
from cockpit.outputs.report import Report, indicator_report, kreis_report
from cockpit.outputs.report.structure import Cell, Chapter, Column, Grid, Group, Listing, Paragraph
from cockpit.query import Snapshot, region, selection

SLOWEST = 3.0
"""Seconds of work; the clock on the wall also counts what else the machine does."""
MOST = "~".join(
    [
        "beschaeftigtenquote",
        "aerzte-je-10000",
        "haushaltsabfaelle-je-einwohner",
        "pv-leistung-je-1000-einwohner",
        "heizung-energietraeger",
    ]
)
PAYLOADS = (
    "#panic(1)",
    "#import \"x\"",
    "$x$ *fett* _kursiv_ `c` <label> @ref",
    "\\u{41} // Kommentar /* */ [ ] { } ~ -- ---",
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x\")",
    "\x00\x07\x1b\ufffe\u202eknil\u200b\ud800",
    "\N{CJK UNIFIED IDEOGRAPH-4E2D}\N{GRINNING FACE}\N{ARABIC LETTER BEH}",
    "a\N{COMBINING DIAERESIS} \N{NO-BREAK SPACE} \N{SOFT HYPHEN} Straße",
    "A" * 400,
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(live: Snapshot, lippe: Region) -> Iterator[pikepdf.Pdf]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings(), "public_url", "https://cockpit.example")
        content = kreis_pdf(live, lippe, selection(live, {}))
    with pikepdf.open(io.BytesIO(content)) as file:
        yield file


def elements(node: object) -> Iterator[pikepdf.Dictionary]:
    """All structure elements below ``node``, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def kinds(file: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(file.Root.StructTreeRoot.K)]


def test_the_file_says_that_it_is_pdf_ua_1(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Bericht: Kreis Lippe"
        assert about["dc:language"] == ["de-DE"] or "de-DE" in about["dc:language"]
    root = opened.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "de-DE"
    assert bool(root.ViewerPreferences.DisplayDocTitle)


def test_title_author_and_subject_are_told(opened: pikepdf.Pdf) -> None:
    about = opened.docinfo
    assert str(about["/Title"]) == "Bericht: Kreis Lippe"
    assert str(about["/Author"]) == "Kommunales Cockpit"
    assert str(about["/Subject"]).startswith("Von ")


def test_every_figure_has_an_alternative_text(opened: pikepdf.Pdf) -> None:
    figures = [one for one in elements(opened.Root.StructTreeRoot.K) if str(one.S) == "/Figure"]
    told = [str(one.get("/Alt", "")) for one in figures]
    assert len(told) == 5
    assert sum(one.startswith("Liniendiagramm. Kreis Lippe") for one in told) == 4
    assert sum(one.startswith("QR-Code mit der Adresse https://cockpit.example/kreis/lippe") for one in told) == 1


def test_every_table_has_head_cells_and_a_caption(opened: pikepdf.Pdf) -> None:
    tables = [one for one in elements(opened.Root.StructTreeRoot.K) if str(one.S) == "/Table"]
    assert len(tables) == 7
    for table in tables:
        inside = [str(one.S) for one in elements(table.K)]
        assert {"/Caption", "/THead", "/TH", "/TBody", "/TD"} <= set(inside)


def test_headings_never_skip_a_level(opened: pikepdf.Pdf) -> None:
    levels = [int(kind[2]) for kind in kinds(opened) if kind in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert all(later - former <= 1 for former, later in itertools.pairwise(levels))
    assert kinds(opened).count("/Title") == 1


def test_outline_names_the_chapters_without_their_plates(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        tops = [item.title for item in outline.root]
        inner = [child.title for item in outline.root for child in item.children]
    assert "Auf einen Blick" in tops
    assert "Beschäftigungsquote" in inner


def test_all_content_is_tagged_or_marked_as_decoration(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            if name in {"Tj", "TJ", "Do", "f", "S", "B"}:
                assert depth > 0
        assert depth == 0
        assert "/StructParents" in page.obj


def test_every_font_is_embedded_and_can_be_read_as_text(opened: pikepdf.Pdf) -> None:
    fonts = [obj for obj in opened.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
    described = [font for font in fonts if "/FontDescriptor" in font]
    assert described
    for font in described:
        assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        assert "SourceSansPro" in str(font.FontDescriptor.FontName)
    whole = [font for font in fonts if str(font.get("/Subtype")) == "/Type0"]
    assert whole
    assert all("/ToUnicode" in font for font in whole)


def test_nothing_in_the_file_runs_or_leads_elsewhere(opened: pikepdf.Pdf) -> None:
    for obj in opened.objects:
        if isinstance(obj, pikepdf.Dictionary):
            assert not {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction", "/AA"} & set(obj.keys())
            if "/URI" in obj and isinstance(obj.URI, pikepdf.String):
                assert str(obj.URI).startswith("https://cockpit.example/")


@pytest.mark.parametrize(
    ("slug", "args"),
    [("lippe", {}), ("berlin", {}), ("duisburg", {}), ("lippe", {"sdg": "7~13"}), ("lippe", {"indikatoren": MOST}),
     ("lippe", {"sdg": "16"})],
)  # fmt: skip
def test_a_report_has_two_to_six_pages_of_a4(live: Snapshot, slug: str, args: dict[str, str]) -> None:
    pages = PdfReader(io.BytesIO(kreis_pdf(live, region(live, slug), selection(live, args)))).pages
    assert 2 <= len(pages) <= 6
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(595, 842)}


def test_an_indicator_fits_on_one_page(live: Snapshot) -> None:
    for name in list(live.catalogue.indicators)[::4]:
        if live.indicator(name).parts:
            continue
        for args in ({"kreise": "lippe"}, {"kreise": "lippe", "ansicht": "rangliste"}, {"ansicht": "karte"}, {}):
            content = indicator_pdf(live, selection(live, args, indicator=name))
            assert len(PdfReader(io.BytesIO(content)).pages) == 1, (name, args)


def test_the_same_datenstand_gives_the_same_bytes(live: Snapshot, lippe: Region) -> None:
    frozen = selection(live, {"stand": str(live.revision.id)})
    assert kreis_pdf(live, lippe, frozen) == kreis_pdf(live, lippe, frozen)


def test_a_report_takes_less_than_three_seconds(live: Snapshot, lippe: Region) -> None:
    start = time.process_time()
    kreis_pdf(live, lippe, selection(live, {"indikatoren": MOST}))
    assert time.process_time() - start < SLOWEST


def poisoned(report: Report, payload: str) -> Report:
    """The report with the payload wherever a name or note of a person may stand."""
    chapter = Chapter(
        payload,
        (
            Paragraph(payload, "lead"),
            Listing(((payload, payload), ("", payload))),
            Grid(payload, (Column(payload),), (Group(((Cell(payload, payload),),), payload),)),
            replace(report.pictures[0], alt=payload, caption=payload),
        ),
    )
    keywords = (payload,)
    return replace(report, title=f"x {payload}", subtitle=payload, subject=payload, keywords=keywords,
                   chapters=(chapter,))  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_people_type_is_set_and_never_run(
    live: Snapshot, payload: str, pdf_text: Callable[[bytes], str], squeezed: Callable[[str], str]
) -> None:
    report = indicator_report(live, selection(live, {"kreise": "lippe"}, indicator="arbeitslosenquote"))
    said = pdf_text(pdf(poisoned(report, payload)))
    if payload.isascii() and payload.isprintable():
        assert said.count(squeezed(payload)) >= 6


def test_signs_without_a_glyph_become_a_question_mark(live: Snapshot, pdf_text: Callable[[bytes], str]) -> None:
    report = indicator_report(live, selection(live, {"kreise": "lippe"}, indicator="arbeitslosenquote"))
    assert "Ort?Straße" in pdf_text(pdf(replace(report, subtitle="Ort\N{CJK UNIFIED IDEOGRAPH-4E2D}Straße")))


def test_a_report_of_another_kreis_is_another_file(live: Snapshot, lippe: Region) -> None:
    other = kreis_report(live, region(live, "duisburg"), selection(live, {}))
    assert other.subtitle.startswith("Wo steht die Stadt")
    assert pdf(other) != pdf(kreis_report(live, lippe, selection(live, {})))
