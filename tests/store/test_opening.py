"""A store that cannot be opened says in German why and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from cockpit.base.errors import StoreFault
from cockpit.model.catalogue import Catalogue
from cockpit.store import Store

from .example import AT, judge, publication, rows


def test_a_new_store_is_made_with_its_folder_and_migrated_once(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'neu' / 'tief' / 'cockpit.sqlite'}")
    assert not store.is_current()
    assert store.migrate() is True
    assert store.is_current()
    assert store.migrate() is False
    store.close()


def test_migrating_twice_does_nothing_the_second_time(url: str) -> None:
    store = Store.open(url)
    assert [store.migrate(), store.migrate(), store.is_current()] == [True, False, True]
    store.close()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("quatsch", "unbekannt"),
        ("mysql://nutzer:geheim@host/db", "unbekannt"),
        ("sqlite://", "Arbeitsspeicher"),
        ("sqlite:///:memory:", "Arbeitsspeicher"),
        ("sqlite:////proc/cockpit/cockpit.sqlite", "nicht anlegen"),
        ("sqlite:////tmp", "ein Ordner"),
    ],
)
def test_a_wrong_address_is_refused(url: str, problem: str) -> None:
    with pytest.raises(StoreFault, match=problem) as caught:
        Store.open(url)
    assert caught.value.remedy
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_not_sqlite_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "brief.sqlite"
    path.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    with pytest.raises(StoreFault, match="keine SQLite-Datenbank"):
        Store.open(f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8") == "Sehr geehrte Damen und Herren"


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "fotos.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE fotos (id INTEGER)")
    connection.close()
    store = Store.open(f"sqlite:///{path}")
    with pytest.raises(StoreFault, match="einem anderen Programm"):
        store.migrate()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("fotos",)]
    connection.close()


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cockpit.sqlite"
    store = Store.open(f"sqlite:///{path}")
    store.migrate()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert not store.is_current()
    with pytest.raises(StoreFault, match="neueren Version") as caught:
        store.migrate()
    assert "9999" in caught.value.what
    store.close()


def test_a_store_without_tables_says_that_it_is_not_set_up(url: str) -> None:
    store = Store.open(url)
    if url.startswith("sqlite"):
        with pytest.raises(StoreFault):
            store.revision()
        sqlite3.connect(url.removeprefix("sqlite:///")).execute("PRAGMA user_version = 1").connection.close()
    with pytest.raises(StoreFault, match="noch nicht eingerichtet") as caught:
        store.revision()
    assert "cockpit init" in caught.value.remedy
    store.close()


def test_publishing_before_the_catalogue_is_there_is_refused(url: str) -> None:
    store = Store.open(url)
    store.migrate()
    with pytest.raises(StoreFault, match="noch kein Katalog"):
        store.publish(publication(rows(("arbeitslose", "05766", 2020, 1.0))), judge=judge, at=AT)
    store.close()


def test_a_store_locked_by_another_program_says_so(
    sqlite: tuple[Store, Path], catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, path = sqlite
    monkeypatch.setattr("cockpit.store.database.BUSY_SECONDS", 0)
    store.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFault, match="von einem anderen Programm gesperrt"):
        store.publish(publication(rows(("arbeitslose", "05766", 2020, 1.0))), judge=judge, at=AT)
    assert store.catalogue() == catalogue
    other.close()
    assert store.publish(publication(rows(("arbeitslose", "05766", 2020, 1.0))), judge=judge, at=AT) is not None


def test_readers_cannot_write(store: Store) -> None:
    with pytest.raises(StoreFault, match="nicht geschrieben"):
        store.database.read("DELETE FROM revision")
