"""The sheet "Weitergeben": a page without script, a dialog with one, by keyboard and by ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CHART = "/indikator/beschaeftigtenquote?kreise=lippe"
SHEETS = (
    "/weitergeben/indikator/beschaeftigtenquote?kreise=lippe",
    "/weitergeben/indikator/beschaeftigtenquote?kreise=lippe&ansicht=karte&stand=39&thema=dunkel",
    "/weitergeben/indikator/heizung-energietraeger",
    "/weitergeben/kreis/lippe",
)
Visit = Callable[..., Page]


def live(page: Page) -> Page:
    page.wait_for_selector("html[data-live]", state="attached", timeout=60_000)
    return page


@pytest.fixture
def dialog(cockpit: str, visit: Visit) -> Locator:
    page = live(visit(cockpit + CHART, permissions=["clipboard-read", "clipboard-write"]))
    page.locator("#live a[data-share]").focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name="Weitergeben")
    opened.wait_for()
    return opened


def test_it_opens_over_the_chart_and_keeps_the_focus_inside(dialog: Locator) -> None:
    page = dialog.page
    assert page.url.endswith(CHART)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    for _ in range(60):
        page.keyboard.press("Tab")
        # the browser's own buttons come after the last stop of the dialog; nothing of the page behind may
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


@pytest.mark.parametrize("way", ["Escape", "button", "beside"])
def test_closing_gives_the_focus_back(dialog: Locator, way: str) -> None:
    page = dialog.page
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        dialog.get_by_role("button", name="Schließen").click()
    else:
        page.mouse.click(5, 5)
    dialog.wait_for(state="detached")
    assert page.evaluate("document.activeElement.matches('a[data-share]')")


def test_the_four_parts_can_be_reached(dialog: Locator) -> None:
    for name in ("Einbetten", "Bild", "Daten", "Zitieren"):
        dialog.get_by_role("link", name=name, exact=True).click()
        dialog.page.wait_for_timeout(50)
        top = dialog.get_by_role("heading", name=name, exact=True, level=2).bounding_box()["y"]
        assert 0 <= top <= dialog.page.viewport_size["height"]
    assert dialog.page.url.endswith(CHART)


def test_copying_is_said_aloud_and_gives_the_very_text(dialog: Locator) -> None:
    way = dialog.locator(".share-way", has_text="Rahmen mit passender Höhe")
    way.get_by_role("button", name="Kopieren").click()
    said = dialog.get_by_role("status")
    expect(said).to_have_text("„Rahmen mit passender Höhe“ ist kopiert.")
    copied = dialog.page.evaluate("navigator.clipboard.readText()")
    assert copied == way.locator("textarea").input_value()
    assert "/einbetten/hoehe.js" in copied


def test_freezing_changes_preview_and_every_snippet_and_keeps_the_focus(dialog: Locator) -> None:
    choice = dialog.get_by_role("link", name="festhalten")
    choice.click()
    dialog.locator("[data-choice][aria-current]", has_text="festhalten").wait_for()
    assert "stand=" in dialog.locator("iframe").get_attribute("src")
    for code in dialog.locator("#einbetten textarea").all():
        assert "stand=" in code.input_value()
    assert "festhalten" in dialog.page.evaluate("document.activeElement.textContent")


def test_the_preview_is_as_tall_as_its_content(dialog: Locator) -> None:
    frame = dialog.locator("iframe").element_handle().content_frame()
    frame.wait_for_selector("h1")
    frame.click("summary")
    frame.wait_for_selector("table", state="visible")
    dialog.page.wait_for_timeout(200)
    inside = frame.evaluate("document.querySelector('main').getBoundingClientRect().height")
    assert abs(dialog.page.evaluate("document.querySelector('dialog iframe').clientHeight") - inside) <= 1


def test_the_device_is_asked_to_share_where_it_can(cockpit: str, visit: Visit) -> None:
    page = visit("about:blank")
    page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.resolve(); }")
    page.goto(cockpit + SHEETS[0])
    live(page)
    page.get_by_role("button", name="Mit einer App teilen").click()
    assert page.evaluate("window.shared.url") == cockpit + CHART


def test_a_page_that_cannot_be_fetched_is_simply_opened(cockpit: str, visit: Visit) -> None:
    page = live(visit(cockpit + CHART))
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error()) }")
    page.locator("#live a[data-share]").click()
    page.wait_for_url("**/weitergeben/**")


@pytest.mark.parametrize("path", SHEETS)
def test_no_axe_violation_and_nothing_sideways(
    path: str, cockpit: str, visit: Visit, violations: Callable[[Page], list[str]]
) -> None:
    page = live(visit(cockpit + path))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    for width in (360, 768, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.said == []


def test_no_axe_violation_in_the_dialog(dialog: Locator, violations: Callable[[Page], list[str]]) -> None:
    for scheme in ("light", "dark"):
        dialog.page.emulate_media(color_scheme=scheme)
        assert violations(dialog.page) == []
    dialog.page.set_viewport_size({"width": 360, "height": 700})
    assert dialog.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_without_script_it_is_a_page_with_everything_on_it(cockpit: str, visit: Visit) -> None:
    page = visit(cockpit + CHART, java_script_enabled=False)
    page.locator("a[data-share]").click()
    assert page.locator("h1").inner_text() == "Weitergeben"
    assert page.locator("textarea").count() == 9
    assert page.locator("[data-copy]:visible").count() == 0
    page.get_by_role("link", name="dunkel").click()
    assert "thema=dunkel" in page.url
    assert "thema=dunkel" in page.locator("#code-frame").input_value()
    page.get_by_role("link", name="Beschäftigungsquote").click()
    assert page.locator("h1").inner_text() == "Beschäftigungsquote"


def test_every_offered_file_is_there(cockpit: str, visit: Visit) -> None:
    for path in (SHEETS[0], SHEETS[3]):
        page = visit(cockpit + path, java_script_enabled=False)
        offered = [link.get_attribute("href") for link in page.locator(".share-files a").all()]
        assert len(offered) >= 5
        for address in offered:
            answer = page.request.get(cockpit + address)
            assert answer.status == 200, address
            assert len(answer.body()) > 100
