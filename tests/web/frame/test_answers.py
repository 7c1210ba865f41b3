"""Errors speak German, browsers may keep what does not change, and old addresses lead to new ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from cockpit.base.settings import settings
from cockpit.web import assets
from cockpit.web.server import create_server


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nichts", 404, "Diese Seite gibt es nicht"),
        ("/kreis/nirgends", 404, "nirgends"),
        ("/?stand=abc", 400, "„abc“ ist keine Nummer eines Datenstands."),
        ("/?quatsch=1", 400, "quatsch"),
        ("/kaputt", 500, "Hier ist etwas schiefgegangen"),
    ],
)
def test_an_error_is_a_german_page_inside_the_frame(client: FlaskClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert answer.text.count("<h1>") == 1
    assert "<header" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/nichts.json", "/nichts.csv", "/indikator/nichts.svg", "/kreis/nirgends.json"])
def test_who_asks_for_data_gets_the_error_as_data(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json is not None
    assert set(answer.json) == {"fehler", "wo", "abhilfe"}
    assert answer.json["fehler"].endswith(".")


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    answer = client.post("/kreis/lippe")
    assert answer.status_code == 405
    assert "kann man nur lesen" in answer.text


def test_a_programming_error_is_logged_under_the_number_people_see(client: FlaskClient) -> None:
    with capture_logs() as log:
        page = client.get("/kaputt").text
    numbers = [entry["number"] for entry in log if entry["event"] == "unforeseen error"]
    assert len(numbers) == 1
    assert numbers[0] in page
    assert "ZeroDivisionError" not in page


@pytest.fixture
def without_store(tmp_path: Path, client: FlaskClient) -> Iterator[FlaskClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{tmp_path / 'leer.sqlite'}")
        settings.cache_clear()
        assert client.get("/readyz").status_code == 503
        yield create_server(settings(), "trial_pages").test_client()
    settings.cache_clear()


def test_without_a_set_up_store_the_server_says_so(without_store: FlaskClient) -> None:
    assert without_store.get("/healthz").text == "ok"
    ready = without_store.get("/readyz")
    assert ready.status_code == 503
    page = without_store.get("/")
    assert page.status_code >= 404
    assert "<h1>" in page.text
    assert "schiefgegangen" not in page.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/kreis/05766", "/kreis/lippe"),
        ("/kreis/05766.json", "/kreis/lippe.json"),
        ("/kreis/05766?jahr=2019&kreise=05766~05770", "/kreis/lippe?jahr=2019&kreise=05766~05770"),
        ("/kreis/lippe/", "/kreis/lippe"),
    ],
)
def test_keys_lead_to_the_address_people_read(client: FlaskClient, old: str, new: str) -> None:
    answer = client.get(old)
    assert answer.status_code == 308
    assert answer.headers["Location"] == new


@pytest.mark.parametrize(
    "path", ["//fremd.example/", "///fremd.example", "/\\fremd.example/", "//fremd.example/kreis/05766/"]
)
def test_no_address_leads_to_a_foreign_host(client: FlaskClient, path: str) -> None:
    location = client.get("/", environ_overrides={"PATH_INFO": path}).headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_the_same_state_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/")
    assert first.headers["Cache-Control"].startswith("public, max-age=60, stale-while-revalidate=")
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/?jahr=2019", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_tomorrow_it_is_sent_again_because_ages_count_from_today(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/").headers["ETag"]
    monkeypatch.setenv("COCKPIT_TODAY", "2026-11-23")
    settings.cache_clear()
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200
    monkeypatch.undo()
    settings.cache_clear()


def test_frozen_data_may_be_kept_for_good_and_live_data_for_a_minute(client: FlaskClient) -> None:
    live = client.get("/indikator/arbeitslosenquote.csv")
    frozen = client.get("/indikator/arbeitslosenquote.csv?stand=1")
    assert live.headers["Cache-Control"].startswith("public, max-age=60,")
    assert frozen.headers["Cache-Control"] == "public, max-age=31536000, s-maxage=600, immutable"
    assert live.headers["Access-Control-Allow-Origin"] == "*"
    assert live.mimetype == "text/csv"


def test_what_is_kept_for_good_has_its_fingerprint_in_the_address(client: FlaskClient) -> None:
    held = assets.addresses(settings().assets)
    assert {"tokens.css", "cockpit.js", "favicon.svg"} <= set(held)
    for name, address in held.items():
        assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert client.get(f"/assets/{name}").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/assets/cockpit.js", "/assets/tokens.css"])
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_text_travels_compressed(client: FlaskClient, path: str, encoding: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": encoding})
    assert answer.headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_the_search_proposes_what_the_letters_begin(client: FlaskClient) -> None:
    found = client.get("/suche.json?q=lipp").json
    assert found
    assert found[0]["titel"] == "Kreis Lippe"
    assert found[0]["art"] == "Kreis"
    assert found[0]["adresse"] == "/kreis/lippe"
    assert client.get("/suche.json?q=").json == []
    assert client.get("/suche.json?q=" + "x" * 101).status_code == 400


def test_health_and_small_files(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok"
    assert client.get("/readyz").text == "bereit"
    assert "Disallow: /_dash-" in client.get("/robots.txt").text
    assert client.get("/favicon.ico", follow_redirects=True).mimetype == "image/svg+xml"
