"""Promises that hold on every page: accessible, calm, self-contained, no sideways scroll."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import COLOURS, Seen

PATHS = (
    "/",
    "/kreise",
    "/kreise?land=land-bayern",
    "/indikatoren",
    "/suche?q=lippe",
    "/kreis/lippe?handeln=kreis",
    "/kreis/lippe",
    "/kreis/berlin",
    "/kreis/flensburg",
    "/indikator/beschaeftigtenquote",
    "/indikator/beschaeftigtenquote?kreise=lippe~guetersloh~herford",
    "/indikator/beschaeftigtenquote?kreise=lippe&ansicht=karte",
    "/indikator/beschaeftigtenquote?kreise=lippe&ansicht=rangliste",
    "/indikator/beschaeftigtenquote?kreise=lippe&ansicht=tabelle",
    "/indikator/beschaeftigtenquote?kreise=lippe&ansicht=daten",
    "/indikator/industrie-energieverbrauch-je-einwohner?kreise=lippe",
    "/indikator/pv-leistung-je-1000-einwohner?kreise=lippe",
    "/indikator/heizung-energietraeger?kreise=lippe~bielefeld",
    "/indikator/ee-anteil-bruttostrom",
    "/indikator/energieverbrauch-eigene-gebaeude",
    "/indikator/bevoelkerung?kreise=lippe",
    "/kreis/lippe/sdg/8",
    "/kreis/lippe/sdg/14",
    "/kreis/lippe/massnahmen",
    "/kreis/lippe/ziele",
    "/land/bayern",
    "/land/bayern?urteil=verbessert",
    "/land/nordrhein-westfalen?sdg=7",
    "/land/saarland?indikatoren=beschaeftigtenquote&sortierung=wert",
    "/land/saarland?sdg=3&handeln=kreis",
    "/land/berlin",
    "/vergleich",
    "/vergleich?kreise=lippe~guetersloh~herford~hoexter~bielefeld",
    "/indikator/beschaeftigtenquote/geschafft?kreise=lippe",
    "/vortrag",
    "/vortrag?kreise=lippe&folie=2",
    "/vortrag?kreise=lippe~guetersloh~herford~hoexter~bielefeld&folie=alle",
    "/hebelprojekte",
    "/hebelprojekte?kreise=lippe",
    "/hebelprojekte?kreise=lippe&ansicht=matrix",
    "/hebelprojekt/synergie?kreise=lippe",
    "/hebelprojekt/digitales-gefechtsfeld",
    "/daten",
    "/daten/stand/12",
    "/methodik",
    "/hilfe",
    "/impressum",
    "/datenschutz",
    "/barrierefreiheit",
    "/leichte-sprache",
    "/gibt-es-nicht",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_axe_violation_no_foreign_host_no_shift(
    path: str, live: Callable[[str], Page], seen: Seen, violations: Callable[..., list[str]]
) -> None:
    page = live(path)
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "de"
    assert round(page.evaluate("window.shift"), 2) == 0, page.evaluate("window.moved")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []
    assert seen.foreign == []
    assert [said for said in seen.errors if "404" not in said] == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_phone_and_tablet(path: str, page: Page, address: str) -> None:
    """Loaded on the phone, then turned and widened: what a page of 360 px chose must not stand out at any other."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + path, wait_until="load")
    for width in (360, 768, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{over} px at {width}"
