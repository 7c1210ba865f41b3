"""A real browser draws no text wider than it was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from cockpit import charts
from cockpit.charts.svg import drawing
from cockpit.model.view import View

AIR = 3


@pytest.mark.browser
def test_texts_fit_their_measure_and_figures_are_tabular(with_target: View, heating: View, browser: Browser) -> None:
    scenes = [charts.scene(kind, heating if kind == "shares" else with_target) for kind in charts.kinds()]
    page = browser.new_page()
    for scene in [*scenes, replace(scenes[0], title="Landkreis Mecklenburgische Seenplatte " * 3)]:
        page.set_content(charts.svg(scene, 720, "hell", framed=True))
        drawn = page.evaluate("[...document.querySelectorAll('text')].map(t => t.getComputedTextLength())")
        texts = drawing(scene, 720, framed=True).texts
        measured = [text.box[2] - text.box[0] for text in texts]
        # single letters differ more than whole words; every text has at least this much air around it
        wide = [
            (text.content, real, ours)
            for text, real, ours in zip(texts, drawn, measured, strict=True)
            if real > ours + AIR
        ]
        assert not wide
        first = page.locator("text").first
        assert first.evaluate("t => getComputedStyle(t).fontVariantNumeric") == "tabular-nums"
    page.close()
