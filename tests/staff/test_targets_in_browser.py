"""At a tablet by keyboard alone: sign in, set a target, see verdict, sentence and sums change, take it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import violations
from tests.people.conftest import PASSWORD

from .test_actions_in_browser import address

__all__ = ["address", "violations"]
pytestmark = pytest.mark.browser
PAGE = "/kreis/lippe/ziele"
INDICATOR = "/indikator/beschaeftigtenquote?kreise=lippe"
TABLET = {"width": 1024, "height": 768}
MOST_STEPS = 90


def go(page: Page, place: str) -> None:
    """Walk to an element with the tab key."""
    wanted = page.locator(place)
    for _ in range(MOST_STEPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(place)


def press(page: Page, place: str) -> None:
    """Walk to a link or button and follow it."""
    go(page, place)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, fields: dict[str, str]) -> None:
    for name, words in fields.items():
        go(page, f"#{name}")
        page.keyboard.type(words)


def test_a_target_is_set_seen_everywhere_and_taken_back_by_keyboard(
    browser: Browser, address: str, violations: Callable[[Page], list[str]]
) -> None:
    context = browser.new_context(viewport=TABLET, has_touch=True, locale="de-DE")
    page = context.new_page()
    page.goto(address + PAGE)
    expect(page.locator("main")).to_contain_text("Hier ist kein Ziel eingetragen, das der Kreistag beschlossen hat.")
    press(page, f'a[href="{PAGE}/neu"]')
    write(page, {"name": "lippe", "kennwort": PASSWORD})
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{address}{PAGE}/neu"
    assert violations(page) == []

    go(page, "#indikator")
    page.keyboard.type("Beschäftigungsquote")
    write(page, {"wert": "siebzig", "jahr": "2030", "nummer": "VII/12", "datum": "14.09.2025"})
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#wert-wrong")).to_contain_text("keine Zahl")
    expect(page.locator("#nummer")).to_have_value("VII/12")
    expect(page.locator("#indikator")).to_have_value("beschaeftigtenquote")
    assert violations(page) == []
    go(page, "#wert")
    page.keyboard.press("Control+A")
    page.keyboard.type("70")
    press(page, 'button[value="vorschau"]')

    expect(page.get_by_role("status")).to_contain_text("von „kein beschlossenes Ziel“ zu „auf Kurs“")
    expect(page.get_by_role("status")).to_contain_text("Es ändert sich kein Wert")
    before, after = page.locator(".effect-side").all()
    expect(before).to_contain_text("Ein beschlossenes Ziel ist für keinen Indikator hinterlegt.")
    expect(after).to_contain_text("Für 1 Indikator gibt es ein beschlossenes Ziel: 1 auf Kurs.")
    left, right = before.bounding_box(), after.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]
    assert violations(page) == []
    press(page, 'button[value="speichern"]')
    expect(page.locator("article.target")).to_contain_text("mindestens 70,0 % im Jahr 2030")
    expect(page.locator("article.target .pill").first).to_contain_text("auf Kurs")

    page.goto(address + "/kreis/lippe")
    expect(page.locator("main .lead")).to_contain_text("Für 1 Indikator gibt es ein beschlossenes Ziel: 1 auf Kurs.")
    page.goto(address + INDICATOR)
    expect(page.locator(".verdict")).to_contain_text("Beschlossenes Ziel 2030: 70,0 %. Beim Tempo 2016–2021: auf Kurs.")
    assert "Ziel 2030: 70,0" in (page.locator("main figure img").first.get_attribute("alt") or "")
    _barriers(browser, address, violations)
    _taken_back(page, address, violations)
    context.close()


def _taken_back(page: Page, address: str, violations: Callable[[Page], list[str]]) -> None:
    """With a reason, after a look at what returns; then all is as it was."""
    page.goto(address + PAGE)
    press(page, 'a[href$="/bearbeiten"]')
    assert violations(page) == []
    write(page, {"grund": "Nur eine Probe"})
    press(page, "button.btn-away")
    expect(page.get_by_role("status")).to_contain_text("von „auf Kurs“ zu „kein beschlossenes Ziel“")
    assert violations(page) == []
    press(page, 'button[value="zuruecknehmen"]')
    expect(page.locator("main")).to_contain_text("Hier ist kein Ziel eingetragen, das der Kreistag beschlossen hat.")
    expect(page.locator(".target-steps")).to_contain_text("Nur eine Probe")
    page.goto(address + "/kreis/lippe")
    expect(page.locator("main .lead")).to_contain_text("Ein beschlossenes Ziel ist für keinen Indikator hinterlegt.")
    page.goto(address + INDICATOR)
    expect(page.locator(".verdict")).not_to_contain_text("Beschlossenes Ziel")


def _barriers(browser: Browser, address: str, violations: Callable[[Page], list[str]]) -> None:
    """No barrier and nothing to scroll sideways on phone, tablet and desk, light and dark."""
    for width in (360, 768, 1280):
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                locale="de-DE",
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            shown = context.new_page()
            for path in (PAGE, "/kreis/lippe/sdg/8", INDICATOR):
                shown.goto(address + path)
                assert shown.evaluate("document.documentElement.scrollWidth") <= width, path
                assert violations(shown) == [], (path, width, scheme)
            context.close()
