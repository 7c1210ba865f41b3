"""The link check against a real server on this machine: every kind of answer, and nothing else touched."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from cockpit.base.settings import settings
from cockpit.catalogue import Official, load, official
from cockpit.cli import main
from cockpit.cli import programmes as command
from cockpit.etl.reach import AT_ONCE, reach, reach_all
from tests.conftest import ROOT

WAIT = 0.6
SLOW = 2.5
STATUS = {"/gut": 200, "/weg": 404, "/kaputt": 500, "/gesperrt": 403, "/nur-get": 200, "/stumm": 200}
WAYS = {"/umgezogen": (301, "/gut"), "/heute-dort": (302, "/gut"), "/erst-umgezogen": (308, "/heute-dort"),
        "/ins-leere": (301, "/weg"), "/im-kreis": (302, "/im-kreis")}  # fmt: skip


class Answering(BaseHTTPRequestHandler):
    """Answers by path; notes what was asked, and of a row how many questions came at once."""

    asked: ClassVar[Counter[str]] = Counter()
    now = 0
    most = 0
    turn = threading.Lock()

    def do_HEAD(self) -> None:
        if self.path == "/stumm":
            self.close_connection = True
            return
        self._answer(405 if self.path == "/nur-get" else None)

    def do_GET(self) -> None:
        self._answer(None)

    def _answer(self, instead: int | None) -> None:
        with self.turn:
            self.asked[f"{self.command} {self.path}"] += 1
        if not self.path.startswith("/reihe"):
            return self._send(instead)
        with self.turn:
            Answering.now += 1
            Answering.most = max(Answering.most, Answering.now)
        time.sleep(0.1)
        with self.turn:
            Answering.now -= 1
        return self._send(instead)

    def _send(self, instead: int | None) -> None:
        if self.path == "/langsam":
            time.sleep(SLOW)
        status, target = WAYS.get(self.path, (instead or STATUS.get(self.path, 200), ""))
        try:
            self.send_response(status)
            if target:
                self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except OSError:  # who asked has gone
            return

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("0.0.0.0", 0), Answering)  # noqa: S104 - all of 127.0.0.0/8 are its hosts
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "result", "reason", "status", "target"),
    [
        ("/gut", "ok", "", 200, ""),
        ("/umgezogen", "moved", "", 200, "/gut"),
        ("/heute-dort", "ok", "", 200, ""),
        ("/erst-umgezogen", "moved", "", 200, "/heute-dort"),
        ("/ins-leere", "dead", "gone", 404, ""),
        ("/weg", "dead", "gone", 404, ""),
        ("/kaputt", "dead", "server", 500, ""),
        ("/im-kreis", "dead", "circle", None, ""),
        ("/gesperrt", "unreachable", "closed", 403, ""),
        ("/langsam", "unreachable", "timeout", None, ""),
        ("/nur-get", "ok", "", 200, ""),
        ("/stumm", "ok", "", 200, ""),
    ],
)
def test_every_kind_of_answer_is_told_apart(
    host: str, path: str, result: str, reason: str, status: int | None, target: str
) -> None:
    found = reach(f"http://{host}{path}", WAIT)
    assert (found.result, found.reason, found.status) == (result, reason, status)
    assert found.moved_to == (f"http://{host}{target}" if target else "")


def test_the_page_is_asked_for_only_where_its_head_is_refused(host: str) -> None:
    Answering.asked.clear()
    reach(f"http://{host}/gut", WAIT)
    reach(f"http://{host}/nur-get", WAIT)
    assert Answering.asked == {"HEAD /gut": 1, "HEAD /nur-get": 1, "GET /nur-get": 1}


def test_nobody_listening_is_not_called_dead() -> None:
    found = reach("http://127.0.0.1:9/", WAIT)
    assert (found.result, found.reason) == ("unreachable", "connection")


def test_a_name_nobody_knows_is_dead_only_where_others_answer(host: str) -> None:
    unknown = "http://gibt-es-nicht.invalid/"
    (alone,) = reach_all([unknown], WAIT, lambda: None)
    beside, well = reach_all([unknown, f"http://{host}/gut"], WAIT, lambda: None)
    assert [one.result for one in (alone, beside, well)] == ["unreachable", "dead", "ok"]


def test_few_questions_at_once_and_one_per_host(host: str) -> None:
    port = host.partition(":")[2]
    Answering.most = 0
    reach_all([f"http://{host}/reihe-{place}" for place in range(6)], WAIT, lambda: None)
    assert Answering.most == 1
    steps: list[int] = []
    many = [f"http://127.0.0.{place}:{port}/reihe" for place in range(1, 16)]
    found = reach_all(many, WAIT, lambda: steps.append(1))
    assert [one.address for one in found] == many
    assert len(steps) == len(many)
    assert 1 < Answering.most <= AT_ONCE


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command over the given paths of the server, with a store that does not exist."""
    monkeypatch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{tmp_path / 'keine' / 'c.sqlite'}")
    settings.cache_clear()

    def check(*paths: str, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        named = tuple(Official(f"http://{host}{path}", (f"Projekt „{path}“",)) for path in paths)
        monkeypatch.setattr(command, "official", lambda _: named)
        with pytest.raises(SystemExit) as left:
            main(["programmes", "links", "--timeout", str(WAIT), *options])
        said = capsys.readouterr()
        assert not (tmp_path / "keine").exists()
        return int(left.value.code or 0), said.out, said.err

    return check


def test_all_well_exits_0_and_says_the_sum(run: Run) -> None:
    code, said, _ = run("/gut", "/umgezogen", "/langsam")
    assert code == 0
    assert "umgezogen nach http://" in said
    assert "Keine Antwort in 0,6 Sekunden." in said
    assert said.splitlines()[-1] == "3 Adressen: 1 in Ordnung, 1 umgezogen, 0 tot, 1 von hier nicht prüfbar."


def test_a_dead_address_exits_3_and_is_named_with_reason_and_place(run: Run) -> None:
    code, said, _ = run("/gut", "/weg")
    assert code == 3
    assert "/weg: tot: Die Seite gibt es nicht mehr (Antwort 404).\n  genannt in: Projekt „/weg“" in said


def test_as_json_it_is_one_object_and_nothing_else(run: Run) -> None:
    code, said, told = run("/umgezogen", "/kaputt", options=("--json",))
    document = json.loads(said)
    assert (code, told) == (3, "")
    assert document["summe"] == {"in-ordnung": 0, "umgezogen": 1, "tot": 1, "nicht-pruefbar": 0}
    moved, dead = document["adressen"]
    assert (moved["ergebnis"], moved["antwort"], moved["grund"]) == ("umgezogen", 200, None)
    assert moved["ziel"].endswith("/gut")
    assert (dead["ergebnis"], dead["antwort"], dead["ziel"]) == ("tot", 500, None)
    assert dead["genannt_in"] == ["Projekt „/kaputt“"]


def test_without_a_net_it_says_so_and_calls_nothing_dead(run: Run) -> None:
    code, _, told = run("/langsam")
    assert code == 0
    assert "keinen Zugang zum Netz" in told


@pytest.mark.parametrize("seconds", ["0", "abc", "1000"])
def test_a_timeout_that_makes_no_sense_is_a_wrong_call(seconds: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["programmes", "links", "--timeout", seconds])
    assert left.value.code == 2


def test_every_official_address_that_ships_is_checked_once() -> None:
    catalogue = load(ROOT / "data")
    named = official(catalogue)
    addresses = [one.address for one in named]
    assert len(addresses) == len(set(addresses))
    projects = {url for one in catalogue.programmes["digitalstrategie"].projects for url in one.urls}
    sources = {url for one in catalogue.sources.values() for url in (one.url, one.licence_url) if url}
    assert set(addresses) == projects | sources
    shared = next(one for one in named if one.address.startswith("https://www.govdata.de/"))
    assert len(shared.named_in) > 10
