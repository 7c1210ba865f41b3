"""A backup comes back whole or not at all, raised to the newest tables, and never brings a blocked value back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import psycopg
import pytest
from sqlalchemy.engine import make_url

from cockpit import people
from cockpit.model.catalogue import Catalogue
from cockpit.store import Store, portable, schema
from tests.bench.synthetic import catalogue as many_indicators
from tests.bench.synthetic import frame
from tests.store import servers
from tests.store.example import AT, judge, publication, published, shown

from .conftest import Command, contents, lived_in, sqlite

NOW = datetime(2026, 11, 27, 3, 20, tzinfo=UTC)
SECRET = ("arbeitslose", "05766", 2020)


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a second, empty place, once on each back end."""
    if request.param == "sqlite":
        yield sqlite(tmp_path / "anderswo" / "cockpit.sqlite")
    else:
        yield from servers.fresh_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def backup(catalogue: Catalogue, tmp_path: Path) -> Path:
    """A backup of a store with some history, an account and an open visit."""
    store = begun(catalogue, tmp_path / "quelle.sqlite")
    lived_in(store)
    account, _ = people.add(store, "anna", "datenpflege", (), by="Test", at=AT)
    people.start(store, {}, AT, account)
    made = portable.write(store.database, tmp_path, NOW)
    store.close()
    return made.path


def begun(catalogue: Catalogue, file: Path) -> Store:
    store = Store.open(sqlite(file))
    store.migrate()
    store.sync(catalogue, at=AT, by="init", judge=judge)
    return store


def values_of(found: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """All but what a restore itself writes: the log, and visits that it ends."""
    return {name: said for name, said in found.items() if name not in {"audit", "session"}}


def test_a_backup_fills_an_empty_store_and_says_what_was_checked(
    cockpit: Command, backup: Path, elsewhere: str, tmp_path: Path
) -> None:
    done = cockpit(elsewhere, "restore", backup)
    assert done.returncode == 0, done.stderr
    assert "Sicherung vom 27.11.2026, 03:20 UTC, Datenstand 5" in done.stdout
    assert "alle Prüfsummen, Formeln und das Protokoll stimmen" in done.stdout
    assert "Alle Anmeldungen sind beendet" in done.stdout
    assert "gesperrt" in done.stderr
    store = Store.open(elsewhere)
    assert store.is_current()
    assert store.verify() == ()
    assert people.check_protocol(store) == ()
    entry = people.protocol(store, 1)[0]
    assert (entry.action, entry.after.startswith("Datenstand 5, cockpit-")) == ("restore", True)
    with portable.unpacked(backup, tmp_path) as found:
        before = contents(found.store)
    now = contents(store)
    assert values_of(now) == values_of(before)
    assert (before["session"][0], now["session"][0]) == (1, 0)
    published(store, ("arbeitslose", "05766", 2021, 5.0))
    store.close()


def test_a_store_in_place_is_not_touched_without_being_told(
    cockpit: Command, store: Store, url: str, backup: Path
) -> None:
    lived_in(store)
    published(store, ("arbeitslose", "05766", 2021, 5.0))
    before = contents(store)
    done = cockpit(url, "restore", backup)
    assert done.returncode == 3
    assert "--force" in done.stderr
    assert contents(store) == before


def test_the_old_store_is_kept_aside(cockpit: Command, backup: Path, elsewhere: str) -> None:
    assert cockpit(elsewhere, "restore", backup).returncode == 0
    store = Store.open(elsewhere)
    published(store, ("arbeitslose", "05766", 2021, 5.0))
    old = contents(store)
    store.close()
    done = cockpit(elsewhere, "restore", backup, "--force")
    assert done.returncode == 0, done.stderr
    assert "Der bisherige Bestand liegt in" in done.stdout
    again = Store.open(elsewhere)
    assert again.revision().id == 5
    assert again.verify() == ()
    again.close()
    place = next(line for line in done.stdout.splitlines() if "bisherige Bestand" in line).split()[5].rstrip(".")
    kept = Store.open(aside(elsewhere, place))
    assert contents(kept) == old
    kept.close()


def aside(address: str, place: str) -> str:
    if address.startswith("sqlite"):
        return f"sqlite:///{place}"
    parsed = make_url(address)
    plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        connection.execute(f'ALTER DATABASE "{parsed.database}" SET search_path = {place}')  # type: ignore[arg-type]
    return address


def test_a_store_that_a_server_is_using_is_not_replaced(cockpit: Command, store: Store, url: str, backup: Path) -> None:
    lived_in(store)
    assert store.revision().id == 5  # its connection stays open
    done = cockpit(url, "restore", backup, "--force")
    assert done.returncode == 4
    assert "in Gebrauch" in done.stderr
    assert "Server anhalten" in done.stderr
    assert store.verify() == ()


def test_a_damaged_store_can_be_replaced(cockpit: Command, backup: Path, tmp_path: Path) -> None:
    file = tmp_path / "cockpit.sqlite"
    assert cockpit(sqlite(file), "restore", backup).returncode == 0
    content = bytearray(file.read_bytes())
    content[5000:300000] = bytes(295000)
    file.write_bytes(content)
    done = cockpit(sqlite(file), "restore", backup, "--force")
    assert done.returncode == 0, done.stderr
    assert cockpit(sqlite(file), "verify").returncode == 0


@pytest.mark.parametrize("fault", ["cut", "other", "none", "value"])
def test_what_is_no_whole_backup_is_refused_and_nothing_changes(
    cockpit: Command, backup: Path, tmp_path: Path, fault: str
) -> None:
    file = tmp_path / "kaputt.sqlite"
    if fault == "cut":
        file.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    elif fault == "other":
        file.write_bytes(b"ags;jahr;wert\n")
    elif fault == "value":
        shutil.copy(backup, file)
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("UPDATE account SET role = 'verwaltung'")
    done = cockpit(sqlite(tmp_path / "ziel.sqlite"), "restore", file)
    assert done.returncode == 3
    assert "nichts wurde verändert" in done.stderr or fault == "none"
    assert not (tmp_path / "ziel.sqlite").exists()
    if fault == "value":
        assert "account" in done.stderr


def test_looking_only_changes_nothing(cockpit: Command, backup: Path, tmp_path: Path) -> None:
    done = cockpit(sqlite(tmp_path / "ziel" / "neu.sqlite"), "restore", backup, "--check")
    assert done.returncode == 0, done.stderr
    assert "lässt sich zurückspielen; nichts wurde verändert" in done.stdout
    assert list((tmp_path / "ziel").iterdir()) == []


def test_a_backup_of_an_older_version_is_brought_up_to_date(cockpit: Command, elsewhere: str, tmp_path: Path) -> None:
    old = schema.connect(sqlite(tmp_path / "alt.sqlite"))
    with old.writing() as writing:
        schema.make(writing.connection, "0002")
    made = portable.write(old, tmp_path, NOW)
    old.close()
    done = cockpit(elsewhere, "restore", made.path)
    assert done.returncode == 0, done.stderr
    assert "von Stufe 0002 auf den neuesten Stand" in done.stdout
    assert Store.open(elsewhere).is_current()


def test_a_backup_of_a_newer_version_is_refused(cockpit: Command, backup: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE backup SET schema = '9999'")
    done = cockpit(sqlite(tmp_path / "ziel.sqlite"), "restore", backup)
    assert done.returncode == 4
    assert "neueren Version" in done.stderr
    assert not (tmp_path / "ziel.sqlite").exists()


def test_a_value_blocked_since_the_backup_stays_blocked(cockpit: Command, backup: Path, elsewhere: str) -> None:
    assert cockpit(elsewhere, "restore", backup).returncode == 0
    code, key, year = SECRET
    assert cockpit(elsewhere, "block", code, key, year, "--reason", "Nur ein Betrieb").returncode == 0
    done = cockpit(elsewhere, "restore", backup, "--force")
    assert done.returncode == 0, done.stderr
    assert "Wieder gesperrt: arbeitslose, 05766, 2020 – Nur ein Betrieb" in done.stderr
    store = Store.open(elsewhere)
    for stand in [revision.id for revision in store.revisions()]:
        assert shown(store, code, stand).get((key, year), "suppressed") == "suppressed"
    first = store.blocks()[0]
    assert (first.indicator, first.key, first.year, first.reason) == (code, key, year, "Nur ein Betrieb")
    assert store.verify() == ()
    assert people.check_protocol(store) == ()
    store.close()


def test_a_blocked_value_that_the_backup_does_not_hold_is_named(cockpit: Command, backup: Path, tmp_path: Path) -> None:
    address = sqlite(tmp_path / "cockpit.sqlite")
    assert cockpit(address, "restore", backup).returncode == 0
    store = Store.open(address)
    published(store, ("arbeitslose", "01001", 2022, 3.0))
    store.close()
    assert cockpit(address, "block", "arbeitslose", "01001", 2022, "--reason", "Geheim").returncode == 0
    done = cockpit(address, "restore", backup, "--force")
    assert done.returncode == 0
    assert "Nicht wieder gesperrt: arbeitslose, 01001, 2022 – Geheim" in done.stderr


def test_without_later_blocks_nothing_is_warned_of(cockpit: Command, backup: Path, tmp_path: Path) -> None:
    address = sqlite(tmp_path / "cockpit.sqlite")
    assert "Warnung" in cockpit(address, "restore", backup).stderr  # nobody can know here
    assert "Warnung" not in cockpit(address, "restore", backup, "--force").stderr


def test_four_hundred_thousand_values_come_back_in_less_than_ten_seconds(tmp_path: Path, cockpit: Command) -> None:
    declared = many_indicators(50)
    store = begun(declared, tmp_path / "gross.sqlite")
    values: pd.DataFrame = frame(declared, 20)
    assert len(values) == 400_000
    store.publish(publication(values), judge=lambda *_: {}, at=AT)
    file = portable.write(store.database, tmp_path, NOW).path
    expected = contents(store)
    store.close()
    target = sqlite(tmp_path / "neu.sqlite")
    before, started = _spent(), time.monotonic()
    done = cockpit(target, "restore", file)
    seconds, wall = _spent() - before, time.monotonic() - started
    assert done.returncode == 0, done.stderr
    assert "400.000 Werte" in done.stdout
    restored = Store.open(target)
    assert values_of(contents(restored)) == values_of(expected)
    np.testing.assert_array_equal(len(restored.series("messreihe-0000")), 8000)
    restored.close()
    print(f"restore of 400,000 values: {seconds:.1f} s of CPU, {wall:.1f} s on the clock")
    assert seconds < 10  # time on the clock depends on what else the machine does


def _spent() -> float:
    used = os.times()
    return used.children_user + used.children_system
