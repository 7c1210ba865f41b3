"""Figures for monitoring: complete over all processes, without a word about anybody, and there for inside only."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from cockpit.base.errors import UsageFault
from cockpit.base.settings import Settings, settings
from cockpit.store import Store
from cockpit.web.server import create_server
from tests.browser.conftest import _free_port, _wait_for
from tests.conftest import ROOT
from tests.people.conftest import Person, hired, staff_store

__all__ = ["staff_store"]
TOKEN = "sehr-langer-schluessel-fuer-die-ueberwachung"  # noqa: S105 - made up here
OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}
Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(body: str) -> Samples:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


@pytest.fixture
def server(staff_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    assert staff_store.revision().id
    monkeypatch.setenv("COCKPIT_METRICS_TOKEN", TOKEN)
    monkeypatch.setenv("COCKPIT_METRICS_FROM", "10.1.0.0/16 2001:db8::/32")
    settings.cache_clear()
    yield create_server()
    settings.cache_clear()


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1", "10.1.2.3", "2001:db8::7"])
def test_the_own_machine_and_named_networks_may_look(client: FlaskClient, address: str) -> None:
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["203.0.113.9", "10.2.0.1", "192.168.0.1", "2001:db9::1", "", "unix:"])
def test_for_everybody_else_there_is_no_such_address(client: FlaskClient, address: str) -> None:
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": address})
    missing = client.get("/gibt-es-nicht", environ_base={"REMOTE_ADDR": address})
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert "cockpit_requests" not in answer.text
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
@pytest.mark.parametrize("proxies", [0, 1])
def test_what_comes_through_a_proxy_on_the_same_machine_comes_from_outside(
    server: Flask, name: str, proxies: int
) -> None:
    assert server
    front = create_server(settings().model_copy(update={"proxies": proxies})).test_client()
    for told in ("203.0.113.9", "127.0.0.1", "203.0.113.9, 127.0.0.1"):
        assert front.get("/metrics", headers={name: told}).status_code == 404
    assert front.get("/metrics").status_code == 200


def test_a_forged_address_opens_nothing_when_a_proxy_is_trusted(server: Flask) -> None:
    assert server
    front = create_server(settings().model_copy(update={"proxies": 1})).test_client()
    headers = {"X-Forwarded-For": "127.0.0.1"}
    assert front.get("/metrics", headers=headers, environ_base=OUTSIDE).status_code == 404


def test_the_token_opens_it_from_anywhere_and_no_other_word_does(client: FlaskClient) -> None:
    def asked(value: str) -> int:
        return client.get("/metrics", headers={"Authorization": value}, environ_base=OUTSIDE).status_code

    assert asked(f"Bearer {TOKEN}") == 200
    assert asked(f"bearer  {TOKEN} ") == 200
    for wrong in ("", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer ü"):
        assert asked(wrong) == 404


def test_without_a_token_set_an_empty_one_opens_nothing(staff_store: Store) -> None:
    assert staff_store.revision().id
    client = create_server().test_client()
    answer = client.get("/metrics", headers={"Authorization": "Bearer "}, environ_base=OUTSIDE)
    assert answer.status_code == 404


def test_a_short_token_or_a_wrong_network_is_refused_at_the_start() -> None:
    short = Settings(env="production", secret_key="x" * 40, metrics_token="kurz")  # noqa: S106 - made up here
    with pytest.raises(UsageFault, match="metrics"):
        short.require_sound()
    done = subprocess.run(
        [sys.executable, "-m", "cockpit.cli", "status"], cwd=ROOT, check=False, capture_output=True, text=True,
        env=os.environ | {"COCKPIT_METRICS_FROM": "innen"},
    )  # fmt: skip
    assert done.returncode == 2
    assert "COCKPIT_METRICS_FROM" in done.stderr


def test_answers_count_by_pattern_method_and_class_and_nothing_else_of_the_address_is_told(
    client: FlaskClient, staff_store: Store
) -> None:
    before = samples(client.get("/metrics").text)
    for path in (
        "/kreis/lippe",
        "/kreis/herford?indikatoren=arbeitslosenquote",
        "/kreis/gibtsnicht",
        "/nirgends",
        "/indikator/arbeitslosenquote.csv?kreise=lippe",
        "/suche?q=Erika+Mustermann",
    ):
        client.get(path)
    client.open("/", method="BREW")
    client.post("/anmelden", data={"name": "erika.mustermann", "kennwort": "falsch"})
    body = client.get("/metrics").text
    after = samples(body)

    def more(route: str, method: str, status: str) -> float:
        key = ("cockpit_requests_total", (("method", method), ("route", route), ("status", status)))
        return after.get(key, 0) - before.get(key, 0)

    assert more("/kreis/<name>", "GET", "2xx") == 2
    assert more("/kreis/<name>", "GET", "4xx") == 1
    assert more("/indikator/<name>.csv", "GET", "2xx") == 1
    assert more("other", "GET", "4xx") == 1
    assert more("other", "other", "4xx") == 1
    assert more("/anmelden", "POST", "4xx") == 1
    key = ("cockpit_request_seconds_count", (("route", "/kreis/<name>"),))
    assert after[key] - before.get(key, 0) == 3
    for word in ("lippe", "herford", "arbeitslosenquote", "rika", "ustermann", "nirgends", "BREW", "127.0.0.1"):
        assert word not in body
    assert staff_store.database.where not in body


def test_the_store_is_told_with_drafts_jobs_and_version(client: FlaskClient, staff_store: Store) -> None:
    found = samples(client.get("/metrics").text)
    newest = staff_store.revision()
    assert found["cockpit_store_up", ()] == 1
    assert found["cockpit_store_revision", ()] == newest.id
    assert found["cockpit_last_publication_timestamp_seconds", ()] == pytest.approx(newest.created_at.timestamp())
    assert found["cockpit_jobs", (("state", "waiting"),)] == 0
    assert found["cockpit_jobs", (("state", "running"),)] == 0
    assert sum(value for (name, _), value in found.items() if name == "cockpit_drafts") == 0
    hired(staff_store, "anna")
    moment = "2026-11-22T09:00:00.000000+00:00"
    with staff_store.database.writing() as writer:
        for number, state in enumerate(["working", "checked", "checked"]):
            words = ("", "x", 1, 1, "{}", "{}", "{}", "", "", 0, 0, "", "")
            writer.run(
                "INSERT INTO draft (draft_id, account_id, created_at, changed_at, expires_at, state, file_name,"
                " file_sha256, size, base_revision, choices, report, effect, note, step, done, total, heartbeat, fault)"
                " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (str(number), moment, moment, moment, state, *words),
            )
    found = samples(client.get("/metrics").text)
    assert found["cockpit_drafts", (("state", "checked"),)] == 2
    assert found["cockpit_drafts", (("state", "working"),)] == 1
    assert found["cockpit_jobs", (("state", "waiting"),)] == 1


def test_a_store_that_does_not_answer_is_told_as_such(
    client: FlaskClient, staff_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert staff_store.revision().id
    monkeypatch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{tmp_path / 'fort' / 'x.sqlite'}")
    settings.cache_clear()
    answer = client.get("/metrics")
    assert answer.status_code == 200
    found = samples(answer.text)
    assert found["cockpit_store_up", ()] == 0
    assert ("cockpit_store_revision", ()) not in found


def test_every_account_sees_what_its_address_allows_and_no_more(server: Flask, staff_store: Store) -> None:
    hired(staff_store, "chef", "verwaltung")
    chef = Person(server.test_client())
    assert chef.sign_in("chef").status_code == 303
    assert chef.client.get("/metrics", environ_base=OUTSIDE).status_code == 404


def test_all_processes_of_a_server_add_up(shipped_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "cockpit.sqlite"
    shutil.copy(shipped_file, file)
    port = _free_port()
    held = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "TMPDIR": str(tmp_path)}
    command, log = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)], tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(command, env=held, cwd=ROOT, stdout=out, stderr=out)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/readyz", process, log)
        with ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(lambda _: urllib.request.urlopen(f"{base}/robots.txt").status, range(200)))
        assert answers == [200] * 200
        told = [samples(urllib.request.urlopen(f"{base}/metrics").read().decode()) for _ in range(6)]
        key = ("cockpit_requests_total", (("method", "GET"), ("route", "/robots.txt"), ("status", "2xx")))
        assert [found[key] for found in told] == [200] * 6
        folder = next(tmp_path.glob("cockpit-figures-*"))
        assert len({re.sub(r"\D", "", path.name) for path in folder.iterdir()}) >= 2  # both processes have answered
    finally:
        process.terminate()
        process.wait(30)
    time.sleep(0.1)
    assert list(tmp_path.glob("cockpit-figures-*")) == []
