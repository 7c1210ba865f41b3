"""The embedded document itself: light, readable without script, accessible, in the reader's colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from cockpit.charts.svg.colours import palettes
from tests.embed.test_foreign_page import CHARTS

pytestmark = pytest.mark.browser
MOST_BYTES = 30 * 1024
MOST_REQUESTS = 3


@pytest.mark.parametrize("coding", ["br", "gzip"])
@pytest.mark.parametrize(
    "chart", [*CHARTS.values(), "beschaeftigtenquote?kreise=lippe~herford~guetersloh~bielefeld~hoexter"]
)
def test_it_weighs_at_most_thirty_kilobytes(client: FlaskClient, chart: str, coding: str) -> None:
    answer = client.get(f"/einbetten/indikator/{chart}", headers={"Accept-Encoding": coding})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == coding
    assert len(answer.data) <= MOST_BYTES, len(answer.data)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_it_needs_at_most_three_requests_and_none_elsewhere(
    chart: str, cockpit: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{cockpit}/einbetten/indikator/{chart}", 600)
    asked = [url for url in page.asked if not url.startswith("data:")]
    assert len(asked) <= MOST_REQUESTS
    assert [url for url in asked if not url.startswith(cockpit)] == []
    assert page.said == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 600, 1200])
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_no_axe_violation_and_nothing_sideways(
    chart: str, width: int, cockpit: str, visit: Callable[..., Page], violations: Callable[[Page], list[str]]
) -> None:
    page = visit(f"{cockpit}/einbetten/indikator/{chart}", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.click("summary")
    assert violations(page) == []


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_exactly_one_drawing_is_shown_and_never_below_its_own_size(
    chart: str, cockpit: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{cockpit}/einbetten/indikator/{chart}", 320)
    for width in (304, 320, 403, 404, 523, 524, 543, 544, 600, 683, 684, 903, 904, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        shown = page.evaluate(
            "[...document.querySelectorAll('.chart svg')].filter((one) => one.getBoundingClientRect().width)"
            ".map((one) => one.getBoundingClientRect().width / one.viewBox.baseVal.width)"
        )
        assert len(shown) == 1, width
        assert shown[0] >= 0.99, width


def test_without_script_everything_can_be_read(cockpit: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{cockpit}/einbetten/indikator/{CHARTS['verlauf']}", 600, java_script_enabled=False)
    assert page.locator("h1").inner_text().startswith("Kreis Lippe: Beschäftigungsquote")
    assert page.locator(".chart svg").nth(2).is_visible()
    page.click("summary")
    assert page.get_by_role("row").count() > 20
    assert page.locator(".src").inner_text().startswith("Quelle:")
    assert page.locator(".links a").get_attribute("href") == "/indikator/beschaeftigtenquote?kreise=lippe~guetersloh"


def test_the_picture_is_told_in_words(cockpit: str, visit: Callable[..., Page]) -> None:
    page = visit(f"{cockpit}/einbetten/indikator/{CHARTS['verlauf']}", 600)
    picture = page.get_by_role("img")
    assert picture.count() == 1
    assert "64,6" in picture.get_attribute("aria-label")


@pytest.mark.parametrize(("theme", "scheme", "place"), [("hell", "dark", 0), ("dunkel", "light", 1), ("", "dark", 1)])
def test_a_theme_holds_against_the_reader_and_none_follows_him(
    theme: str, scheme: str, place: int, cockpit: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"{cockpit}/einbetten/indikator/{CHARTS['karte']}&thema={theme}", 600, color_scheme=scheme)
    paper, scale = (_rgb(palettes()[place][name]) for name in ("paper", "scale-6"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    fills = page.evaluate("[...document.querySelectorAll('.d1 path')].map((one) => getComputedStyle(one).fill)")
    assert scale in fills


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def test_the_policy_allows_what_the_document_carries_and_nothing_else(client: FlaskClient) -> None:
    answer = client.get(f"/einbetten/indikator/{CHARTS['verlauf']}")
    policy = answer.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert policy.endswith("frame-ancestors 'self' *")
    assert "X-Frame-Options" not in answer.headers
    assert " style=" not in answer.text
    assert " on" not in {part[:3] for part in answer.text.split("<")}


@pytest.mark.parametrize("query", ["ansicht=daten", "ansicht=tabelle", "kreise=x", "zeit=1", "unsinn=1", "stand=999"])
def test_a_bad_address_is_a_german_sentence_in_a_frame(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/einbetten/indikator/beschaeftigtenquote?{query}")
    assert answer.status_code in (400, 404)
    assert answer.mimetype == "text/html"
    assert "<h1>" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'self' *" in answer.headers["Content-Security-Policy"]
