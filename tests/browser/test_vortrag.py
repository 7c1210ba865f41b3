"""In the council chamber: through a presentation with the keys of a remote control, and without script by links."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Seen

TALK = "/vortrag?kreise=lippe&indikatoren=beschaeftigtenquote~pkw-je-1000-einwohner~haushaltsabfaelle-je-einwohner"


def test_keys_lead_forth_and_back_through_the_presentation(
    live: Callable[[str], Page], seen: Seen, violations: Callable[[Page], list[str]]
) -> None:
    page = live(TALK)
    top = page.locator("#live .slide-top")
    for key, number in (
        ("ArrowLeft", 1), ("ArrowRight", 2), ("PageDown", 3), ("PageDown", 3), ("PageUp", 2), ("ArrowLeft", 1),
        ("End", 3), ("Home", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(top).to_contain_text(f"Folie {number} von 3")
    page.keyboard.press("End")
    expect(page.locator("h1")).to_contain_text("abfälle")
    expect(page).to_have_title(re.compile("Folie 3 von 3"))
    assert page.url.endswith("&folie=3")
    assert violations(page) == []
    assert seen.errors == []
    assert seen.foreign == []
    page.go_back()
    expect(top).to_contain_text("Folie 1 von 3")


def test_keys_that_mean_something_else_stay_what_they_are(live: Callable[[str], Page]) -> None:
    page = live(TALK)
    page.locator("#suche-kopf").fill("Lippe")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.locator("body").press("Alt+ArrowRight")
    expect(page.locator("#live .slide-top")).to_contain_text("Folie 1 von 3")


def test_without_script_the_links_lead_on(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE", viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(address + TALK)
    page.get_by_role("link", name="Vor", exact=True).click()
    expect(page.locator(".slide-top").first).to_contain_text("Folie 2 von 3")
    context.close()


def test_on_a_projector_finding_chart_and_verdict_are_on_one_screen(live: Callable[[str], Page]) -> None:
    page = live(TALK)
    page.set_viewport_size({"width": 1280, "height": 800})
    for part in ("h1", "#live .slide img", "#live .slide-facts", "#live .src"):
        box = page.locator(part).last.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, part


def test_printed_each_slide_has_a_sheet_of_its_own(live: Callable[[str], Page]) -> None:
    page = live(TALK + "&folie=alle")
    page.wait_for_load_state("networkidle")
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert sheets == 3
