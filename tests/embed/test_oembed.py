"""Editors that ask on their own: from the address of a page, over its discovery link, to the HTML of the frame."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from micawber import Provider, ProviderRegistry
from playwright.sync_api import Page

from tests.embed.conftest import Foreign
from tests.embed.test_foreign_page import embedded, usual

PAGE = "/indikator/beschaeftigtenquote?kreise=lippe~guetersloh&ansicht=karte"
HOST = "http://localhost"


class _Head(HTMLParser):
    """Links and properties of a page's head."""

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.properties: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "link" and held.get("rel") == "alternate":
            self.links[held["type"]] = held["href"]
        if tag == "meta" and "property" in held:
            self.properties[held["property"]] = held["content"]


def head(document: str) -> _Head:
    parser = _Head()
    parser.feed(document)
    return parser


@pytest.mark.browser
def test_a_client_library_comes_from_the_page_to_the_frame(
    cockpit: str, foreign: Foreign, visit: Callable[..., Page]
) -> None:
    with urllib.request.urlopen(cockpit + PAGE, timeout=30) as answer:
        link = head(answer.read().decode()).links["application/json+oembed"]
    endpoint = urlsplit(link)
    assert parse_qs(endpoint.query)["url"] == [cockpit + PAGE]
    registry = ProviderRegistry()
    registry.register(re.escape(cockpit) + r"/\S+", Provider(f"{endpoint.scheme}://{endpoint.netloc}{endpoint.path}"))
    found = registry.request(cockpit + PAGE, maxwidth=600, maxheight=1100)
    assert found["type"] == "rich"
    assert (found["width"], found["height"] <= 1100) == (600, True)
    page = visit(foreign.origin + foreign.page("redaktion", found["html"], usual(cockpit)), 700)
    frame = embedded(page)
    assert frame.inner_text("h1") == found["title"]
    inside = frame.evaluate("document.querySelector('main').getBoundingClientRect().height")
    assert inside <= page.evaluate("document.querySelector('iframe').clientHeight")


def test_json_and_xml_tell_the_same(client: FlaskClient) -> None:
    asked = {"url": HOST + PAGE}
    told = client.get("/oembed", query_string=asked).get_json()
    answer = client.get("/oembed", query_string={**asked, "format": "xml"})
    assert answer.mimetype == "text/xml"
    root = ElementTree.fromstring(answer.data)  # noqa: S314 - our own answer
    assert root.tag == "oembed"
    assert {item.tag: item.text for item in root} == {name: str(value) for name, value in told.items()}
    assert told["version"] == "1.0"
    assert told["provider_name"] == "Kommunales Cockpit"


def test_the_discovery_links_of_a_page_lead_to_answers(client: FlaskClient) -> None:
    links = head(client.get(PAGE).text).links
    for kind in ("application/json+oembed", "text/xml+oembed"):
        answer = client.get(links[kind].removeprefix(HOST))
        assert answer.status_code == 200
        assert (
            "/einbetten/indikator/beschaeftigtenquote?kreise=lippe~guetersloh&amp;ansicht=karte"
            in answer.text.replace("&amp;amp;", "&amp;")
        )


@pytest.mark.parametrize("path", ["/", "/kreis/lippe", "/methodik", "/indikator/beschaeftigtenquote?ansicht=tabelle"])
def test_pages_without_a_chart_offer_none(client: FlaskClient, path: str) -> None:
    found = head(client.get(path).text)
    assert [kind for kind in found.links if "oembed" in kind] == []
    assert "og:image" not in found.properties
    assert found.properties["og:url"] == HOST + path


def test_the_preview_is_exactly_this_view_at_this_datenstand(client: FlaskClient) -> None:
    told = head(client.get(PAGE).text).properties
    address = told["og:image"].removeprefix(HOST)
    asked = parse_qs(urlsplit(address).query)
    assert (asked["kreise"], asked["ansicht"]) == (["lippe~guetersloh"], ["karte"])
    assert "stand" in asked
    picture = client.get(address)
    assert picture.mimetype == "image/png"
    assert "immutable" in picture.headers["Cache-Control"]
    size = tuple(int.from_bytes(picture.data[at : at + 4], "big") for at in (16, 20))
    assert size == (int(told["og:image:width"]), int(told["og:image:height"])) == (1200, 630)
    thumbnail = client.get("/oembed", query_string={"url": HOST + PAGE}).get_json()
    assert thumbnail["thumbnail_url"] == told["og:image"]
    assert (thumbnail["thumbnail_width"], thumbnail["thumbnail_height"]) == size


@pytest.mark.parametrize(("width", "height"), [(300, 200), (480, 2000), (2000, 300)])
def test_nothing_is_larger_than_asked_for(client: FlaskClient, width: int, height: int) -> None:
    asked = {"url": HOST + PAGE, "maxwidth": width, "maxheight": height}
    told = client.get("/oembed", query_string=asked).get_json()
    assert told["width"] <= width
    assert told["height"] <= height
    assert told.get("thumbnail_width", 0) <= width
    assert told.get("thumbnail_height", 0) <= height
    assert f'width="{told["width"]}" height="{told["height"]}"' in told["html"]


def test_the_address_of_an_embed_is_as_good_as_that_of_the_page(client: FlaskClient) -> None:
    address = PAGE.replace("/indikator/", "/einbetten/indikator/")
    told = client.get("/oembed", query_string={"url": HOST + address}).get_json()
    assert told == client.get("/oembed", query_string={"url": HOST + PAGE}).get_json()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "lippe",
        "http://example.org/indikator/beschaeftigtenquote",
        "ftp://localhost/indikator/beschaeftigtenquote",
        "http://[/indikator/beschaeftigtenquote",
        f"{HOST}.example.org/indikator/beschaeftigtenquote",
        f"{HOST}/",
        f"{HOST}/kreis/lippe",
        f"{HOST}/indikator/gibt-es-nicht",
        f"{HOST}/indikator/beschaeftigtenquote?kreise=nirgends",
        f"{HOST}/indikator/beschaeftigtenquote?unsinn=1",
        f"{HOST}/indikator/beschaeftigtenquote?stand=99999",
        f"{HOST}/indikator/beschaeftigtenquote?ansicht=tabelle",
        f"{HOST}/indikator/beschaeftigtenquote?{'x' * 3000}",
    ],
)
def test_what_is_no_chart_of_this_house_is_not_found(client: FlaskClient, url: str) -> None:
    answer = client.get("/oembed", query_string={"url": url})
    assert answer.status_code == 404
    assert answer.get_json()["fehler"]


def test_a_form_that_is_not_offered_is_not_implemented(client: FlaskClient) -> None:
    assert client.get("/oembed", query_string={"url": HOST + PAGE, "format": "yaml"}).status_code == 501


@pytest.mark.parametrize("path", ["/daten/hochladen", "/verwaltung", "/daten/pruefung/1"])
def test_pages_behind_sign_in_are_private(client: FlaskClient, path: str) -> None:
    if client.get(path).status_code == 404:
        pytest.fail(f"{path} is gone: name another page behind sign-in")
    assert client.get("/oembed", query_string={"url": HOST + path}).status_code == 401


@pytest.mark.parametrize("value", ["x", "-1", "0", "1e3", "9" * 20])
def test_a_width_that_is_no_number_is_refused(client: FlaskClient, value: str) -> None:
    assert client.get("/oembed", query_string={"url": HOST + PAGE, "maxwidth": value}).status_code == 400


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/oembed", query_string={"url": HOST + PAGE})
    assert first.headers["Cache-Control"].startswith("public, max-age=60, stale-while-revalidate=")
    held = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/oembed", query_string={"url": HOST + PAGE}, headers=held).status_code == 304
