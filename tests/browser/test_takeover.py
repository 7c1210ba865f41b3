"""The first answer can be read and used at once; Dash takes over without anybody noticing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Seen

WEIGHT = 400_000
BLOCK = "**/_dash-component-suites/**"


def hold_dash(page: Page) -> Callable[[], None]:
    """Keep Dash's scripts back; calling the result lets them through."""
    waiting: list[Route] = []
    state = {"open": False}
    page.route(BLOCK, lambda route: route.continue_() if state["open"] else waiting.append(route))

    def release() -> None:
        state["open"] = True
        for route in waiting:
            route.continue_()

    return release


def test_the_page_is_there_once_and_nothing_moved(live: Callable[[str], Page], seen: Seen) -> None:
    page = live("/")
    assert page.locator("h1").count() == 1
    assert page.locator("#first-answer").count() == 0
    assert page.locator("#live").is_visible()
    assert page.evaluate("window.shift") == 0
    assert page.get_by_text("Loading...").count() == 0
    assert seen.errors == []
    assert seen.foreign == []
    assert page.context.cookies() == []


def test_the_first_view_is_light_and_has_no_plotly(live: Callable[[str], Page], seen: Seen) -> None:
    live("/kreis/lippe").wait_for_load_state("networkidle")
    assert 0 < seen.bytes <= WEIGHT
    assert not [url for url in seen.requests if "plotly" in url or "dash_table" in url or "/dcc/" in url]


def test_dash_shows_the_same_as_the_first_answer(
    page: Page, live: Callable[[str], Page], browser: Browser, address: str
) -> None:
    silent = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    for path in ("/", "/kreise", "/indikator/arbeitslosenquote?kreise=lippe"):
        silent.goto(address + path)
        live(path)
        assert silent.locator("main h1").inner_text() == page.locator("main h1").inner_text()
        assert silent.locator("#first-answer").bounding_box() == page.locator("#live").bounding_box()
    silent.context.close()


def test_without_dashs_scripts_the_first_answer_stays(page: Page, address: str) -> None:
    page.route(BLOCK, lambda route: route.abort())
    page.goto(address + "/kreise", wait_until="networkidle")
    assert page.locator("#first-answer h1").is_visible()
    page.locator("#first-answer a").first.click()
    assert page.url != address + "/kreise"


def test_focus_and_opened_details_survive(page: Page, address: str) -> None:
    release = hold_dash(page)
    page.goto(address + "/indikatoren", wait_until="commit")
    link = page.locator("#first-answer a[href^='/indikator/']").nth(4)
    link.focus()
    target = link.get_attribute("href")
    page.evaluate("window.scrollTo(0, 200)")
    page.wait_for_timeout(500)
    release()
    page.wait_for_selector("html[data-live]", state="attached")
    assert page.evaluate("document.activeElement.getAttribute('href')") == target
    assert page.evaluate("window.scrollY") == 200
    assert page.evaluate("document.querySelector('#live').contains(document.activeElement)")


def test_who_is_typing_is_not_interrupted(page: Page, address: str) -> None:
    release = hold_dash(page)
    page.goto(address + "/", wait_until="commit")
    entry = page.locator("#first-answer input[type=search]").first
    entry.press_sequentially("Lip")
    page.wait_for_timeout(300)
    release()
    page.wait_for_selector("#_page > .page", state="attached")
    entry.press_sequentially("pe")
    assert entry.input_value() == "Lippe"
    page.evaluate("document.activeElement.blur()")
    page.wait_for_selector("html[data-live]", state="attached")
    assert page.locator("#live input[type=search]").first.input_value() == "Lippe"


def test_a_link_that_changes_only_the_query_keeps_place_and_focus(live: Callable[[str], Page], seen: Seen) -> None:
    page = live("/indikator/arbeitslosenquote?kreise=lippe")
    page.evaluate("window.mark = 1; window.scrollTo(0, 60)")
    heading = page.title()
    link = page.locator("#live a[href*='ansicht=tabelle']").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#_page > .page[data-address*='ansicht=tabelle']", state="attached")
    assert page.evaluate("window.mark") == 1
    assert page.evaluate("window.scrollY") == 60
    assert page.evaluate("document.querySelector('#live').contains(document.activeElement)")
    page.go_back()
    page.wait_for_selector("#_page > .page:not([data-address*='ansicht'])", state="attached")
    assert page.evaluate("window.mark") == 1
    assert page.title() == heading
    assert seen.errors == []


def test_a_long_list_is_loaded_as_a_page_and_shown_at_once(live: Callable[[str], Page]) -> None:
    page = live("/indikator/arbeitslosenquote?kreise=lippe")
    page.evaluate("window.mark = 1")
    page.locator("#live a[href*='ansicht=rangliste']").first.click()
    page.wait_for_selector("#first-answer > .page[data-address*='ansicht=rangliste']", state="attached")
    assert page.evaluate("window.mark") is None
    assert page.locator("main tr").count() > 400


def test_the_search_is_a_combobox_for_the_keyboard(live: Callable[[str], Page]) -> None:
    page = live("/")
    entry = page.locator("main input[data-search]").first
    entry.press_sequentially("lippe")
    page.wait_for_selector("[role=listbox]")
    assert entry.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = entry.get_attribute("aria-activedescendant")
    assert page.locator(f"[id='{chosen}']").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.locator("[role=listbox]").count() == 0
    entry.press_sequentially(" ")
    entry.press("Backspace")
    page.wait_for_selector("[role=listbox]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kreis/lippe")


def test_the_tile_map_is_one_stop_and_arrows_lead_through_it(live: Callable[[str], Page]) -> None:
    page = live("/")
    tiles = page.locator("#live [data-tiles] a[data-x]")
    assert tiles.count() == 400
    assert page.locator("#live [data-tiles] a[tabindex='0']").count() == 1
    page.locator("#live [data-tiles] a[tabindex='0']").focus()

    def place() -> tuple[int, int]:
        found = page.evaluate("[document.activeElement.dataset.x, document.activeElement.dataset.y]")
        return int(found[0]), int(found[1])

    page.keyboard.press("Home")
    start = place()
    page.keyboard.press("ArrowDown")
    below = place()
    assert below[1] > start[1]
    page.keyboard.press("ArrowUp")
    assert place()[1] < below[1]
    page.keyboard.press("End")
    assert place() != start
    assert page.locator("#live [data-tiles] a[tabindex='0']").count() == 1


def test_nothing_hinders_assistive_technology(
    live: Callable[[str], Page], violations: Callable[[Page], list[str]]
) -> None:
    for path in ("/", "/kreise", "/nichts"):
        assert violations(live(path)) == [], path
