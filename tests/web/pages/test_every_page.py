"""What holds for every page, whatever it shows."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from plotly.io.json import to_json_plotly

from cockpit.web.many import sent
from cockpit.web.markup import to_html
from cockpit.web.page import match
from tests.web.pages.reading import found, nodes, tile_links, words_of

PAGES = [
    ("/", {}),
    ("/", {"indikator": "siedlungs-verkehrsflaeche-anteil"}),
    ("/kreise", {}),
    ("/kreise", {"q": "lipp"}),
    ("/kreise", {"land": "05"}),
    ("/indikatoren", {}),
    ("/indikatoren", {"sdg": "7"}),
    ("/suche", {"q": "lippe"}),
    ("/suche", {"q": "xyzxyz"}),
    ("/kreis/lippe", {}),
    ("/kreis/lippe/massnahmen", {}),
    ("/indikator/beschaeftigtenquote", {}),
    ("/indikator/beschaeftigtenquote", {"kreise": "lippe~guetersloh"}),
    ("/indikator/beschaeftigtenquote", {"kreise": "lippe", "ansicht": "karte"}),
    ("/indikator/beschaeftigtenquote", {"kreise": "lippe", "ansicht": "rangliste"}),
    ("/indikator/beschaeftigtenquote", {"kreise": "lippe", "ansicht": "tabelle"}),
    ("/indikator/beschaeftigtenquote", {"kreise": "lippe", "ansicht": "daten"}),
    ("/indikator/beschaeftigtenquote", {"kreise": "lippe", "interaktiv": "1"}),
    ("/indikator/pv-leistung-je-1000-einwohner", {"kreise": "lippe"}),
    ("/indikator/heizung-energietraeger", {"kreise": "lippe"}),
    ("/indikator/bevoelkerung", {"kreise": "lippe"}),
    ("/indikator/online-dienste", {}),
    ("/kreis/lippe/sdg/8", {}),
    ("/kreis/lippe/sdg/14", {}),
    ("/kreis/lippe/massnahmen", {}),
    ("/kreis/lippe/ziele", {}),
    ("/land/saarland", {}),
    ("/land/saarland", {"sdg": "7", "urteil": "verbessert"}),
    ("/land/bremen", {"indikatoren": "haushaltsabfaelle-je-einwohner", "sortierung": "wert", "handeln": "kreis"}),
    ("/land/hamburg", {"urteil": "keine-aussage"}),
    ("/vergleich", {}),
    ("/vergleich", {"kreise": "lippe~herford"}),
    ("/indikator/beschaeftigtenquote/geschafft", {}),
    ("/indikator/beschaeftigtenquote/geschafft", {"kreise": "lippe"}),
    ("/vortrag", {}),
    ("/vortrag", {"kreise": "lippe", "folie": "2"}),
    ("/vortrag", {"kreise": "lippe~herford", "folie": "alle"}),
    ("/hebelprojekte", {}),
    ("/hebelprojekte", {"kreise": "lippe", "bezug": "direkt"}),
    ("/hebelprojekte", {"kreise": "lippe", "ansicht": "matrix", "sdg": "9"}),
    ("/hebelprojekt/synergie", {"kreise": "lippe"}),
    ("/hebelprojekt/digitales-gefechtsfeld", {}),
    ("/methodik", {}),
    ("/hilfe", {}),
    ("/impressum", {}),
    ("/datenschutz", {}),
    ("/barrierefreiheit", {}),
    ("/leichte-sprache", {}),
]
NAMES = [f"{path} {args}" for path, args in PAGES]
# Words that reach a page only when a value or a translation is missing.
STRAY = re.compile(r"\b(none|nan|undefined|loading|true|false|error|missing)\b", re.IGNORECASE)
# Data, pictures, the upload and feedback have no page module; a suffix or folder tells them.
ELSEWHERE = re.compile(
    r"\.(svg|csv|json|xlsx)(\?|$)|^/daten/|/massnahmen/(neu|hochladen)$|/ziele/neu$|^https?://|^mailto:|^#|^/suche\?"
    r"|^/(kreise|indikatoren)\?|^/rueckmeldung"
)


@pytest.fixture(params=PAGES, ids=NAMES)
def page(request: pytest.FixtureRequest, ask):
    path, args = request.param
    return ask(path, **args)


def test_a_page_has_exactly_one_main_heading(page):
    assert len(found(page.tree, "H1")) == 1


def test_headings_never_skip_a_level(page):
    levels = [int(node._type[1]) for node in nodes(page.tree) if re.fullmatch(r"H[1-6]", node._type)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_stray_english_word_reaches_the_reader(page):
    assert STRAY.findall(words_of(page.tree)) == []


def test_every_inner_link_leads_to_a_page_that_exists(page):
    links = {node.href for node in (*found(page.tree, "A"), *tile_links(page.tree))}
    for link in links:
        if not ELSEWHERE.search(link):
            match(re.split(r"[?#]", link)[0])


def test_every_picture_says_what_it_shows_and_how_big_it_is(page):
    for image in found(page.tree, "Img"):
        assert len(image.alt) > 20
        assert image.width > 0
        assert image.height > 0


def test_every_table_names_its_columns_and_rows_for_screen_readers(page):
    for table in found(page.tree, "Table"):
        heads = found(table, "Th")
        assert heads
        assert all(head.scope in {"col", "row", "rowgroup"} for head in heads)


def test_every_form_field_has_a_label(page):
    labelled = {label.htmlFor for label in found(page.tree, "Label")}
    fields = [node for node in nodes(page.tree) if node._type in {"Input", "Select"}]
    assert all(getattr(field, "type", "") == "hidden" or field.id in labelled for field in fields)


def test_no_identity_is_given_twice(page):
    identities = [node.id for node in nodes(page.tree) if getattr(node, "id", None)]
    assert len(identities) == len(set(identities))


def test_what_is_sent_is_what_dash_would_send(page):
    assert json.loads(to_json_plotly(sent(page.tree))) == json.loads(to_json_plotly(page.tree))


def test_the_page_can_be_written_as_html(page):
    assert "<h1>" in to_html(page.tree)
