"""The evening before a sitting: find the Kreis, read it, open an indicator, compare, hand the address on."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Seen


def test_lippe_is_found_from_the_start_page_by_keyboard_alone(live: Callable[[str], Page], seen: Seen) -> None:
    page = live("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("Inhalt"))
    page.keyboard.press("Enter")
    _tab_until(page, "main input[data-search]")
    page.keyboard.type("Lip")
    expect(page.locator("main [role=option]").first).to_contain_text("Lippe")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kreis/lippe")
    expect(page.locator("h1")).to_have_text("Kreis Lippe")
    expect(page.locator("main")).to_contain_text(re.compile(r"Von \d+ bewertbaren Indikatoren"))
    assert seen.errors == []
    assert seen.foreign == []


def test_from_the_kreis_page_an_indicator_opens_for_this_kreis(live: Callable[[str], Page]) -> None:
    page = live("/kreis/lippe")
    page.get_by_role("link", name="Beschäftigungsquote").first.click()
    page.wait_for_url("**/indikator/beschaeftigtenquote?kreise=lippe")
    expect(page.locator("h1")).to_have_text("Beschäftigungsquote")
    expect(page.locator("main h2").first).to_contain_text("Kreis Lippe")
    expect(page.locator("main")).to_contain_text("verbessert sich")


def test_two_kreise_are_added_and_the_address_shows_the_same_in_a_new_window(
    live: Callable[[str], Page], browser: Browser
) -> None:
    page = live("/indikator/beschaeftigtenquote?kreise=lippe")
    for name, slug in (("Kreis Gütersloh", "guetersloh"), ("Kreis Herford", "herford")):
        page.locator("main form select").first.select_option(label=name)
        page.get_by_role("button", name="Hinzufügen").click()
        page.wait_for_url(f"**{slug}*")
        expect(page.get_by_role("link", name=re.compile(name)).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    other = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE").new_page()
    other.goto(page.url)
    other.wait_for_selector("html[data-live]", state="attached")
    other.wait_for_load_state("networkidle")
    assert other.locator("main").inner_text() == page.locator("main").inner_text()
    assert other.locator("figure img").first.get_attribute("src") == page.locator("figure img").first.get_attribute(
        "src"
    )
    assert other.locator("main figure").first.screenshot() == page.locator("main figure").first.screenshot()
    other.context.close()


def test_back_leads_back_through_the_tabs(live: Callable[[str], Page]) -> None:
    page = live("/indikator/beschaeftigtenquote?kreise=lippe")
    page.locator("main").get_by_role("link", name="Rangliste").click()
    page.wait_for_url("**ansicht=rangliste*")
    expect(page.locator("main a[aria-current=page]", has_text="Rangliste")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/indikator/beschaeftigtenquote?kreise=lippe")
    expect(page.locator("main a[aria-current=page]", has_text="Verlauf")).to_be_visible()


def test_plotly_comes_only_behind_interaktiv_erkunden_and_asks_nobody_else(
    live: Callable[[str], Page], seen: Seen
) -> None:
    page = live("/indikator/beschaeftigtenquote?kreise=lippe")
    assert not [url for url in seen.requests if "plotly" in url]
    page.get_by_role("link", name="Interaktiv erkunden").click()
    page.wait_for_selector(".js-plotly-plot .main-svg .scatterlayer path", state="attached")
    assert [url for url in seen.requests if "plotly" in url]
    assert page.evaluate("window.shift") < 0.01
    assert seen.foreign == []
    assert seen.errors == []


def test_a_tile_of_the_map_is_reached_by_arrows_and_opens_its_kreis(live: Callable[[str], Page]) -> None:
    page = live("/")
    _tab_until(page, "main [data-tiles] a")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.href")
    assert second != first
    page.keyboard.press("Enter")
    page.wait_for_url(second)


def test_every_public_page_can_be_read_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    for path, words in (
        ("/", "Wie entwickelt sich"),
        ("/kreis/lippe", "bewertbaren Indikatoren"),
        ("/indikator/beschaeftigtenquote?kreise=lippe", "gestiegen"),
        ("/indikator/beschaeftigtenquote?kreise=lippe&ansicht=tabelle", "64,6"),
        ("/hebelprojekte", "Leuchtturmprojekte"),
        ("/methodik", "Theil"),
        ("/hilfe", "Kreis"),
    ):
        page.goto(address + path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("main")).to_contain_text(words)
        images = page.locator("main img")
        assert all(images.nth(n).get_attribute("alt") is not None for n in range(images.count()))
    context.close()


def test_the_printed_kreis_page_is_complete(live: Callable[[str], Page]) -> None:
    page = live("/kreis/lippe")
    titles = page.locator("main table a[href^='/indikator/']")
    wanted = titles.count()
    page.emulate_media(media="print")
    assert wanted > 25
    assert all(titles.nth(n).is_visible() for n in range(wanted))
    expect(page.get_by_text("Datenstand").last).to_be_visible()
    expect(page.get_by_text("/kreis/lippe").last).to_be_visible()
    assert not page.locator("header nav a").first.is_visible()
    closed = page.locator("main details:not([open])")
    for n in range(closed.count()):
        assert closed.nth(n).locator(":scope > :not(summary)").first.is_visible(), "nothing stays folded on paper"


def _tab_until(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")
