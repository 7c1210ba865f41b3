"""The shipped nginx site before the shipped gunicorn settings: cached, once, and there while the program is not."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from cockpit.web.headers import FIXED

from .front import HOST, Front, front, missing

EMBED = "/einbetten/indikator/beschaeftigtenquote?kreise=lippe"
SECURITY = {*(name.lower() for name in FIXED), "content-security-policy", "strict-transport-security"}
LIVE_SECONDS = 60
BROWSERS = {
    "br": ("gzip, deflate, br", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.5", "BR"),
    "gzip": ("gzip", "gzip, deflate", "x-gzip, gzip;q=0.9"),
    None: ("", "identity", "deflate"),
}


@pytest.fixture(scope="module")
def site(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    if missing():
        pytest.skip(f"Das Programm {missing()} ist nicht installiert.")
    folder = tmp_path_factory.mktemp("nginx")
    shutil.copy(shipped_file, folder / "cockpit.sqlite")
    with front(folder, f"sqlite:///{folder / 'cockpit.sqlite'}") as started:
        yield started


@pytest.mark.parametrize(
    "path", ["/", "/kreis/lippe", EMBED, "/anmelden", "/gibt-es-nicht", "/metrics", "/kreis/lippe.json", "/robots.txt",
             "/indikator/beschaeftigtenquote.svg?kreise=lippe"],
)  # fmt: skip
def test_every_security_header_is_there_once(site: Front, path: str) -> None:
    for _ in range(2):  # fresh and from the cache
        answer, _ = site.get(path)
        held = Counter(name.lower() for name, _ in answer.getheaders())
        wanted = SECURITY - ({"x-frame-options"} if path == EMBED else set())
        assert {name: held[name] for name in wanted} == dict.fromkeys(wanted, 1)
        assert held["cache-control"] == 1
        assert held["x-frame-options"] == (path != EMBED)
        assert answer.getheader("Server") == "nginx"


def test_an_embed_is_made_once_and_then_comes_from_the_cache(site: Front) -> None:
    path = EMBED + "&ansicht=karte"
    first, body = site.get(path)
    again, same = site.get(path)
    assert (first.status, first.getheader("X-Cache")) == (200, "MISS")
    assert (again.status, again.getheader("X-Cache")) == (200, "HIT")
    assert same == body
    assert b"<svg" in body


@pytest.mark.parametrize("packing", BROWSERS, ids=str)
def test_a_packed_answer_is_kept_once_however_browsers_spell_what_they_take(site: Front, packing: str | None) -> None:
    path = f"/indikator/beschaeftigtenquote.csv?kreise=lippe&zeit=2010..{2015 + len(packing or '')}"
    spelled = BROWSERS[packing]
    seen = [site.get(path, Accept_Encoding=words)[0] for words in spelled]
    assert [answer.getheader("Content-Encoding") for answer in seen] == [packing] * len(spelled)
    assert [answer.getheader("X-Cache") for answer in seen] == ["MISS"] + ["HIT"] * (len(spelled) - 1)


def test_own_files_go_out_packed_from_the_cache_and_may_be_kept_for_good(site: Front) -> None:
    _, page = site.get("/")
    address = page.decode().partition('href="/assets/tokens.css')[2].partition('"')[0]
    answers = [site.get(f"/assets/tokens.css{address}", Accept_Encoding="br")[0] for _ in range(2)]
    assert [answer.getheader("X-Cache") for answer in answers][1] == "HIT"
    assert {answer.getheader("Content-Encoding") for answer in answers} == {"br"}
    assert {answer.getheader("Cache-Control") for answer in answers} == {"public, max-age=31536000, immutable"}


def test_what_is_for_one_person_is_never_kept(site: Front) -> None:
    for path in ("/anmelden", "/konto", "/daten/hochladen", "/api/v1/uploads"):
        for _ in range(2):
            answer, _ = site.get(path)
            assert answer.getheader("X-Cache") in {None, "MISS", "BYPASS"}, path
    cookies = {site.get("/anmelden")[0].getheader("Set-Cookie") for _ in range(2)}
    assert None not in cookies
    assert len(cookies) == 2


@pytest.mark.parametrize("headers", [{}, {"X_Forwarded_For": "127.0.0.1"}, {"X_Real_IP": "127.0.0.1"}], ids=str)
@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics", "/metrics?a=b"])
def test_figures_for_monitoring_are_not_to_be_had_from_outside(site: Front, path: str, headers: dict[str, str]) -> None:
    answer, body = site.get(path, **headers)
    assert answer.status in {404, 308}
    assert b"cockpit_requests" not in body


def test_plain_http_is_led_to_https(site: Front) -> None:
    connection = HTTPConnection("127.0.0.1", site.redirecting)
    connection.request("GET", "/kreis/lippe?stand=3", headers={"Host": "anderswo.example"})
    answer = connection.getresponse()
    assert answer.status == 301
    assert answer.getheader("Location") == "https://cockpit.example/kreis/lippe?stand=3"


def test_too_many_sign_ins_are_slowed_down_in_german(site: Front) -> None:
    callers = [site.connected() for _ in range(100)]
    for caller in callers:
        caller.request("GET", "/anmelden", headers={"Host": HOST})
    answers = [caller.getresponse() for caller in callers]
    refused = [(answer, answer.read()) for answer in answers if answer.status == 429]
    for caller in callers:
        caller.close()
    assert 20 <= len(refused) < 60  # 41 at once, and some more while the others ask
    assert {answer.status for answer in answers} == {200, 429}
    for answer, body in refused:
        assert "Zu viele Anfragen" in body.decode()
        held = Counter(name.lower() for name, _ in answer.getheaders())
        assert {name: held[name] for name in SECURITY} == dict.fromkeys(SECURITY, 1)
    assert site.get("/kreis/lippe")[0].status == 200  # reading goes on


def test_with_the_program_stopped_embeds_are_still_served(shipped_file: Path, tmp_path: Path) -> None:
    if missing():
        pytest.skip(f"Das Programm {missing()} ist nicht installiert.")
    shutil.copy(shipped_file, tmp_path / "cockpit.sqlite")
    with front(tmp_path, f"sqlite:///{tmp_path / 'cockpit.sqlite'}") as site:
        before, body = site.get(EMBED)
        page, _ = site.get("/kreis/lippe")
        assert (before.status, page.status) == (200, 200)
        site.stop_application()
        fresh, same = site.get(EMBED)
        assert (fresh.status, fresh.getheader("X-Cache"), same) == (200, "HIT", body)
        away, told = site.get("/kreis/herford")
        assert away.status == 503
        assert away.getheader("Content-Type") == "text/html"
        assert b"Das Cockpit antwortet gerade nicht" in told
        held = Counter(name.lower() for name, _ in away.getheaders())
        assert {name: held[name] for name in SECURITY} == dict.fromkeys(SECURITY, 1)
        time.sleep(LIVE_SECONDS + 2)
        stale, same = site.get(EMBED)
        assert (stale.status, stale.getheader("X-Cache"), same) == (200, "STALE", body)
        assert site.get("/kreis/lippe")[0].getheader("X-Cache") == "STALE"
