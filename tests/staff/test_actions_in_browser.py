"""The office enters a Maßnahme in a real browser, sees its mark on the line, and removes it; pages fit every screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cockpit.store import Store
from tests.browser.conftest import TODAY, page, serving, violations
from tests.people.conftest import PASSWORD, hired

__all__ = ["page", "violations"]
pytestmark = pytest.mark.browser
PAGE = "/kreis/lippe/massnahmen"
INDICATOR = "/indikator/beschaeftigtenquote?kreise=lippe"


@pytest.fixture(scope="module")
def address(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file = tmp_path_factory.mktemp("actions") / "cockpit.sqlite"
    shutil.copy(shipped_file, file)
    store = Store.open(f"sqlite:///{file}")
    hired(store, "lippe", "datenpflege", ("05766",))
    store.close()
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY}
    with serving(environment, file.parent) as listens:
        yield listens


def test_an_action_is_entered_seen_on_the_line_and_removed(
    page: Page, address: str, browser: Browser, violations: Callable[[Page], list[str]]
) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(address + PAGE)
    expect(page.locator("main")).to_contain_text("Für diesen Kreis sind hier keine Maßnahmen eingetragen.")
    page.get_by_role("link", name="Maßnahme eintragen").click()
    page.fill("#name", "lippe")
    page.fill("#kennwort", PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(f"**{PAGE}/neu")
    assert violations(page) == []
    page.fill("#titel", "Ausbildungsbörse <script>alert(1)</script>")
    page.select_option("#stand", "in-umsetzung")
    page.fill("#einheit_verantwortlich", "Jobcenter")
    page.fill("#beginn", "01.08.2016")
    page.fill("#ende", "01.01.2016")
    box = page.get_by_label("Beschäftigungsquote", exact=True)
    page.locator("details", has=box).locator("summary").click()
    box.check()
    page.get_by_role("button", name="Maßnahme eintragen").click()
    expect(page.locator("#ende-wrong")).to_contain_text("Das Ende liegt vor dem Beginn.")
    expect(page.locator("#titel")).to_have_value("Ausbildungsbörse <script>alert(1)</script>")
    expect(box).to_be_checked()
    page.fill("#ende", "31.12.2018")
    page.get_by_role("button", name="Maßnahme eintragen").click()
    page.wait_for_url(f"**{PAGE}#*")
    expect(page.locator("article")).to_contain_text("01.08.2016 bis 31.12.2018")
    assert violations(page) == []

    page.goto(address + INDICATOR)
    alt = page.locator("main figure img").first.get_attribute("alt") or ""
    assert "① Ausbildungsbörse" in alt
    assert "(Beginn 2016, Ende 2018)" in alt
    svg = page.request.get(f"{address}/indikator/beschaeftigtenquote.svg?kreise=lippe").text()
    assert "① Beginn" in svg
    assert "① Ende" in svg
    table = page.locator("article table")
    expect(table).to_contain_text("Mittel 2011–2015")
    expect(table).to_contain_text("Mittel 2017–2021")
    expect(page.locator("article")).to_contain_text("zeitlicher Zusammenhang, kein Wirkungsnachweis")
    assert violations(page) == []
    _fits(browser, address, violations)

    page.goto(address + PAGE)
    page.get_by_role("link", name="Bearbeiten").click()
    page.fill("#grund", "Nur eine Probe")
    page.get_by_role("button", name="Maßnahme entfernen").click()
    page.wait_for_url(f"**{PAGE}")
    expect(page.locator("main")).to_contain_text("Für diesen Kreis sind hier keine Maßnahmen eingetragen.")
    page.goto(address + INDICATOR)
    assert "Ausbildungsbörse" not in (page.locator("main figure img").first.get_attribute("alt") or "")
    expect(page.locator("article table")).to_have_count(0)
    assert said == []


def _fits(browser: Browser, address: str, violations: Callable[[Page], list[str]]) -> None:
    """No barrier and nothing to scroll sideways on a phone, in the dark, without script."""
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme="dark", locale="de-DE", java_script_enabled=True
    )
    small = context.new_page()
    for path in (PAGE, INDICATOR, "/kreis/lippe"):
        small.goto(address + path)
        assert small.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert violations(small) == [], path
    context.close()
