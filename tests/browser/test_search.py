"""Searching by keyboard in a real browser: a few letters, wrong ones too, then to the Kreis."""

from __future__ import annotations

import re


def test_letters_arrow_and_enter_lead_to_the_kreis(live, seen):
    page = live("/")
    page.locator("#start-eingabe").press_sequentially("Lipe", delay=20)
    first = page.locator(".proposals [role=option]").first
    first.wait_for()
    assert "Kreis Lippe" in first.inner_text()
    page.keyboard.press("ArrowDown")
    assert first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/kreis/lippe$"))
    assert page.locator("h1").inner_text() == "Kreis Lippe"
    assert seen.errors == []


def test_enter_alone_asks_for_all_hits_by_kind(live):
    page = live("/")
    page.locator("#start-eingabe").fill("energie")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/suche\?q=energie"))
    assert page.locator("main h2").all_inner_texts()[0] == "Indikatoren"


def test_a_fast_writer_sees_only_the_list_of_the_last_letters(live, seen):
    page = live("/suche")
    page.locator("#suche-eingabe").press_sequentially("paderborn", delay=15)
    page.wait_for_timeout(400)
    assert page.locator("[role=option]").first.inner_text().startswith("Kreis Paderborn")
    assert page.locator(".proposals").count() == 1
    assert seen.errors == []
