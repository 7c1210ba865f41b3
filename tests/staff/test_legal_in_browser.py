"""Legal pages and feedback in a real browser: by keyboard, without barrier in both schemes, on every width."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cockpit.store import Store
from tests.browser.conftest import TODAY, page, serving, violations
from tests.conftest import ROOT
from tests.people.conftest import PASSWORD, hired
from tests.web.pages.test_legal import FILLED

__all__ = ["page", "violations"]
pytestmark = pytest.mark.browser
Violations = Callable[[Page], list[str]]
LEGAL = ("/impressum", "/datenschutz", "/barrierefreiheit", "/leichte-sprache")
LIST = "/verwaltung/rueckmeldungen"
PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module", params=["empty", "filled"])
def address(
    request: pytest.FixtureRequest, shipped_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server whose operator has filled in nothing, or everything."""
    folder = tmp_path_factory.mktemp("legal")
    file = folder / "cockpit.sqlite"
    shutil.copy(shipped_file, file)
    data = Path(shutil.copytree(ROOT / "data", folder / "data"))
    if request.param == "filled":
        (data / "legal.toml").write_text(FILLED, encoding="utf-8")
    store = Store.open(f"sqlite:///{file}")
    hired(store, "chef", "verwaltung")
    store.close()
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY,
                   "COCKPIT_DATA": str(data)}  # fmt: skip
    with serving(environment, folder) as listens:
        yield listens


def fits(shown: Page, violations: Violations) -> None:
    """No barrier in either scheme and nothing to scroll sideways at any width."""
    for width in (360, 768, 1280):
        shown.set_viewport_size({"width": width, "height": 900})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            shown.emulate_media(color_scheme=scheme)
            assert violations(shown) == [], (width, scheme)
    shown.emulate_media(color_scheme="light")


@pytest.mark.parametrize("path", [*LEGAL, "/rueckmeldung?seite=/kreis/lippe", "/rueckmeldung/gesendet"])
def test_every_page_has_no_barrier_and_fits(page: Page, address: str, violations: Violations, path: str) -> None:
    page.goto(address + path)
    assert page.locator("h1").count() == 1
    fits(page, violations)


def test_feedback_by_keyboard_from_the_page_it_is_about_to_the_one_who_settles_it(
    page: Page, browser: Browser, address: str, violations: Violations
) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(f"{address}/kreis/lippe?handeln=kreis")
    page.get_by_role("contentinfo").get_by_role("link", name="Rückmeldung").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("betrifft die Seite /kreis/lippe?handeln=kreis")
    page.locator("#art").focus()
    page.keyboard.press("b")  # Barriere
    page.keyboard.press("Tab")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.insert_text(f"Zeile eins\n{PAYLOAD}")
    page.keyboard.press("Tab")
    expect(page.locator("#email")).to_be_focused()
    page.keyboard.type("kein at")
    page.keyboard.press("Tab")  # the trap for programs is no stop on the way
    expect(page.get_by_role("button", name="Rückmeldung senden")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("noch nicht gesendet")
    expect(page.locator("#text")).to_have_value(f"Zeile eins\n{PAYLOAD}")
    expect(page.locator("#art")).to_have_value("barriere")
    fits(page, violations)
    page.locator("#email").fill("leser@post.example")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("angekommen")

    desk = browser.new_context(locale="de-DE").new_page()
    desk.on("dialog", lambda dialog: said.append(dialog.message))
    desk.goto(f"{address}/anmelden?weiter={LIST}")
    desk.fill("#name", "chef")
    desk.fill("#kennwort", PASSWORD)
    desk.get_by_role("button", name="Anmelden").click()
    desk.wait_for_url(f"**{LIST}")
    report = desk.locator("article.report")
    expect(report).to_contain_text("Barriere: Etwas ist nicht zugänglich")
    expect(report).to_contain_text(PAYLOAD)
    expect(report.get_by_role("link", name="leser@post.example")).to_be_visible()
    fits(desk, violations)
    for name, left in (("Erledigt", 0), ("Wieder öffnen", 1), ("Löschen", 0)):
        if name == "Wieder öffnen":
            desk.goto(f"{address}{LIST}?zeige=erledigt")
        report.get_by_role("button", name=name).focus()
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
        if name == "Wieder öffnen":
            desk.goto(address + LIST)
        expect(report).to_have_count(left)
    assert said == []
    desk.context.close()


def test_without_script_the_form_works_too(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    plain = context.new_page()
    plain.goto(f"{address}/barrierefreiheit")
    plain.get_by_role("link", name="Formular „Rückmeldung“").click()
    expect(plain.locator("#art")).to_have_value("barriere")
    plain.fill("#text", "Ohne Skript geht es auch")
    plain.get_by_role("button", name="Rückmeldung senden").click()
    expect(plain.get_by_role("status")).to_contain_text("angekommen")
    expect(plain.get_by_role("link", name="Zurück zur Seite")).to_have_attribute("href", "/barrierefreiheit")
    context.close()
