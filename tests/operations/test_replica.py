"""Public pages are read from a replica that follows by streaming, and what was just published or blocked is shown."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from flask.testing import FlaskClient
from sqlalchemy.engine import make_url

from cockpit.base.settings import settings
from cockpit.progress import assess
from cockpit.store import Readers, Store
from cockpit.store.database import Database, Row
from cockpit.web import state
from cockpit.web.server import create_server
from tests.store import servers
from tests.store.example import AT, publication, rows

from .replica import Replica, following

CODE, KEY, YEAR = "led-strassenbeleuchtung", "05766", 2025
PATH = f"/indikator/{CODE}.json?kreise=lippe"
LONGEST = 30


@dataclass
class Pair:
    """A primary with the start data, its replica, and a client of the program before both."""

    primary: Store
    replica: Replica
    client: FlaskClient

    def publish(self, value: float) -> int:
        made = self.primary.publish(publication(rows((CODE, KEY, YEAR, value))), judge=assess, at=AT)
        assert made is not None
        return made.id

    def shown(self, **headers: str) -> object:
        answer = self.client.get(PATH, headers=headers)
        assert answer.status_code == 200, answer.text
        found = [row["wert"] for row in answer.json if (row["ags"], row["jahr"]) == (KEY, YEAR)]  # type: ignore[union-attr]
        return found[0] if found else None

    def at_replica(self, sql: str) -> object:
        plain = make_url(self.replica.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            return connection.execute(sql).fetchone()[0]  # type: ignore[index, arg-type]

    def reads_replica(self) -> bool:
        """Where the last answers came from."""
        with self.client.application.test_request_context(PATH):
            return "cockpit-replica-" in str(state.reading_store().database.url)

    def caught_up(self) -> None:
        end = time.monotonic() + LONGEST
        while not self.reads_replica():
            assert time.monotonic() < end, "the replica does not follow"
            time.sleep(0.1)


@pytest.fixture(scope="module")
def both(shipped_file: Path) -> Iterator[tuple[str, Replica]]:
    for server in servers.temporary_server():
        for address in servers.fresh_database(server):
            servers.fill(address, shipped_file)
            with following(address) as replica:
                yield address, replica


@pytest.fixture
def pair(both: tuple[str, Replica], monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    address, replica = both
    monkeypatch.setenv("COCKPIT_DATABASE_URL", address)
    monkeypatch.setenv("COCKPIT_READ_URL", replica.url)
    settings.cache_clear()
    state._readers.cache_clear()
    primary = Store.open(address)
    found = Pair(primary, replica, create_server().test_client())
    found.caught_up()
    yield found
    primary.close()
    state.store().close()
    settings.cache_clear()


def test_public_pages_are_read_from_the_replica(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.publish(50.0)
    pair.caught_up()
    assert pair.at_replica("SELECT pg_is_in_recovery()") is True
    asked: list[str] = []
    seen = Database.read

    def noting(database: Database, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        asked.append(f"{'replica' if 'cockpit-replica-' in str(database.url) else 'primary'}: {sql}")
        return seen(database, sql, parameters)

    monkeypatch.setattr(Database, "read", noting)
    assert pair.shown() == 50.0
    assert pair.client.get("/kreis/lippe").status_code == 200
    at_primary = [line for line in asked if line.startswith("primary")]
    assert len(at_primary) == 2  # one short question for each answer
    assert all("max(revision_id)" in line for line in at_primary)
    assert len(asked) > 10


def test_what_was_just_published_is_shown_although_the_replica_lags(pair: Pair) -> None:
    pair.publish(51.0)
    pair.caught_up()
    pair.at_replica("SELECT pg_wal_replay_pause()")
    try:
        number = pair.publish(52.5)
        assert pair.shown() == 52.5
        assert not pair.reads_replica()
        assert pair.client.get(f"{PATH}&stand={number}").status_code == 200
        assert pair.at_replica("SELECT max(revision_id) FROM revision") == number - 1
    finally:
        pair.at_replica("SELECT pg_wal_replay_resume()")
    pair.caught_up()
    assert pair.shown() == 52.5
    assert pair.reads_replica()


def test_a_blocked_value_is_gone_at_once_although_the_replica_still_has_it(pair: Pair) -> None:
    pair.publish(53.2468)
    pair.caught_up()
    assert pair.shown() == 53.2468
    pair.at_replica("SELECT pg_wal_replay_pause()")
    try:
        pair.primary.block(CODE, KEY, YEAR, reason="Geheim", by="Test", judge=assess, at=AT)
        assert pair.at_replica("SELECT count(*) FROM value WHERE value = 53.2468") == 1
        assert "53.2468" not in pair.client.get(PATH).text
        assert "53,2" not in pair.client.get(f"/indikator/{CODE}?kreise=lippe").text
    finally:
        pair.at_replica("SELECT pg_wal_replay_resume()")
    pair.caught_up()
    assert "53.2468" not in pair.client.get(PATH).text


def test_who_is_signed_in_reads_where_is_written(pair: Pair) -> None:
    for headers in ({"Cookie": "cockpit=abc"}, {"Authorization": "Bearer abc"}):
        with pair.client.application.test_request_context(PATH, headers=headers):
            assert "cockpit-replica-" not in str(state.reading_store().database.url)


def test_a_replica_that_is_away_costs_nothing_and_is_found_again(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cockpit.store.replica.PAUSE", 1.0)
    pair.replica.stop()
    try:
        for _ in range(3):
            assert pair.client.get(PATH).status_code == 200
        assert not pair.reads_replica()
    finally:
        pair.replica.start()
    pair.caught_up()


def test_while_the_primary_is_away_public_pages_come_from_the_replica(pair: Pair, tmp_path: Path) -> None:
    gone = Store.open(f"postgresql+psycopg://postgres@/postgres?host={tmp_path}")
    replica = Store.open(pair.replica.url)
    assert Readers(gone, replica).choose() is replica
    replica.close()
