"""A store moves between SQLite and PostgreSQL with every checksum equal, into an empty place only, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cockpit.base.errors import Refused, StoreFault
from cockpit.model.catalogue import Catalogue
from cockpit.store import Store, portable, schema
from cockpit.store.portable import copying
from tests.store import servers
from tests.store.example import AT, judge, published, shown

from .conftest import Command, contents, lived_in, sqlite

DIRECTIONS = ("sqlite-postgresql", "postgresql-sqlite")


@pytest.fixture(params=DIRECTIONS)
def both(
    request: pytest.FixtureRequest, tmp_path: Path, catalogue: Catalogue, postgresql: str
) -> Iterator[tuple[Store, str]]:
    """A store with some history and the address of an empty database of the other kind."""
    for address in servers.fresh_database(postgresql):
        file = sqlite(tmp_path / "cockpit.sqlite")
        here, there = (file, address) if request.param == "sqlite-postgresql" else (address, file)
        store = Store.open(here)
        store.migrate()
        store.sync(catalogue, at=AT, by="init", judge=judge)
        yield lived_in(store), there
        store.close()


def address_of(store: Store) -> str:
    return store.database.url.render_as_string(hide_password=False)


def test_everything_moves_and_the_checksums_are_equal(cockpit: Command, both: tuple[Store, str]) -> None:
    here, there = both
    done = cockpit("", "copy", "--from", address_of(here), "--to", there)
    assert done.returncode == 0, done.stderr
    assert "Datenstand 5; alle Prüfsummen sind auf beiden Seiten gleich" in done.stdout
    store = Store.open(there)
    assert contents(store) == contents(here)
    assert store.verify() == ()
    for stand in (None, 2, 3, 4):
        assert shown(store, "arbeitslose", stand) == shown(here, "arbeitslose", stand)
    published(store, ("arbeitslose", "05766", 2021, 5.0))
    assert store.revision().id == 6
    store.close()


def test_there_and_back_again_is_the_same_store(both: tuple[Store, str], tmp_path: Path) -> None:
    here, there = both
    middle, back = schema.connect(there), schema.connect(sqlite(tmp_path / "zurueck.sqlite"))
    portable.copy(here.database, middle)
    portable.copy(middle, back)
    assert contents(Store(back)) == contents(here)
    back.close()
    middle.close()


def test_a_place_that_holds_anything_is_refused(cockpit: Command, both: tuple[Store, str]) -> None:
    here, there = both
    taken = Store.open(there)
    taken.migrate()
    taken.sync(here.catalogue(), at=AT, by="init", judge=judge)
    before = contents(taken)
    taken.close()
    done = cockpit("", "copy", "--from", address_of(here), "--to", there)
    assert done.returncode == 3
    assert "nicht leer" in done.stderr
    assert contents(taken) == before


def test_tables_without_rows_are_an_empty_place(both: tuple[Store, str]) -> None:
    here, there = both
    prepared = Store.open(there)
    prepared.migrate()
    portable.copy(here.database, prepared.database)
    assert contents(prepared) == contents(here)
    prepared.close()


def test_a_move_that_arrives_otherwise_leaves_nothing(both: tuple[Store, str], monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = both
    target = schema.connect(there)
    insert = copying._insert
    monkeypatch.setattr(
        copying, "_insert", lambda writer, table, batches: insert(writer, table, _losing(table.name, batches))
    )
    with pytest.raises(StoreFault, match="nichts gespeichert: value"):
        portable.copy(here.database, target)
    assert portable.is_empty(target)
    target.close()


def _losing(table: str, batches: Iterator[list[tuple[object, ...]]]) -> Iterator[list[tuple[object, ...]]]:
    for rows in batches:
        yield rows[:-1] if table == "value" else rows


def test_a_source_of_an_older_version_is_refused(cockpit: Command, tmp_path: Path) -> None:
    old = schema.connect(sqlite(tmp_path / "alt.sqlite"))
    with old.writing() as writing:
        schema.make(writing.connection, "0002")
    old.close()
    done = cockpit("", "copy", "--from", sqlite(tmp_path / "alt.sqlite"), "--to", sqlite(tmp_path / "neu.sqlite"))
    assert done.returncode == 4
    assert "cockpit init" in done.stderr


def test_a_store_is_not_copied_onto_itself(cockpit: Command, store: Store, url: str) -> None:
    lived_in(store)
    assert cockpit("", "copy", "--from", url, "--to", url).returncode == 2


def test_a_database_of_another_program_is_not_touched(store: Store, tmp_path: Path) -> None:
    foreign = schema.connect(sqlite(tmp_path / "fremd.sqlite"))
    with foreign.writing() as writing:
        writing.run("CREATE TABLE kunden (name TEXT)")
    with pytest.raises(Refused, match="anderen Programm"):
        portable.copy(store.database, foreign)
    foreign.close()
