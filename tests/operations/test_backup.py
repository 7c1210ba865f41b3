"""A backup is one file with one state of everything, made while others write, and it never replaces another one."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from cockpit.base.errors import Refused, StoreFault
from cockpit.model.catalogue import Catalogue
from cockpit.store import Store, portable, schema
from tests.store.example import AT, judge, published
from tests.store.writing import publishing

from .conftest import Command, contents, lived_in, sqlite

NOW = datetime(2026, 11, 27, 3, 20, tzinfo=UTC)
ROUNDS = int(os.environ.get("COCKPIT_TEST_BACKUPS", "10"))


def unpacked_contents(file: Path, folder: Path) -> dict[str, tuple[int, str]]:
    with portable.unpacked(file, folder) as found:
        return contents(found.store)


def test_a_backup_holds_every_table_row_by_row_on_both_back_ends(store: Store, tmp_path: Path) -> None:
    lived_in(store)
    made = portable.write(store.database, tmp_path, NOW)
    assert made.path.name == "cockpit-20261127-032000-5.sqlite"
    assert made.stand == 5
    assert made.sha256 == sha256(made.path.read_bytes()).hexdigest()
    assert made.size == made.path.stat().st_size
    assert unpacked_contents(made.path, tmp_path) == contents(store)
    with portable.unpacked(made.path, tmp_path) as found:
        assert found.about.made_at == NOW
        assert found.about.stand == 5
        assert found.store.verify() == ()
        assert found.store.file(sha256(b"ags;jahr;wert\n").hexdigest()) == b"ags;jahr;wert\n"


def test_nothing_but_the_backup_is_left_in_the_folder_and_only_its_owner_may_read_it(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "sicherungen"
    folder.mkdir()
    made = portable.write(store.database, folder, NOW)
    assert list(folder.iterdir()) == [made.path]
    assert made.path.stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_never_replaced(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "gestern.sqlite"
    file.write_bytes(b"von gestern")
    with pytest.raises(Refused, match="gibt es schon"):
        portable.write(store.database, file, NOW)
    assert file.read_bytes() == b"von gestern"


def test_a_folder_that_is_not_there_is_said_so(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Ordner"):
        portable.write(store.database, tmp_path / "fehlt" / "a.sqlite", NOW)


def test_a_store_that_was_never_begun_cannot_be_backed_up(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="noch nicht eingerichtet"):
        portable.write(schema.connect(sqlite(tmp_path / "neu.sqlite")), tmp_path, NOW)


def test_a_backup_that_breaks_off_leaves_no_file(store: Store, tmp_path: Path) -> None:
    lived_in(store)
    folder = tmp_path / "sicherungen"
    folder.mkdir()

    def full(_name: str, _done: int, _total: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreFault, match="voll"):
        portable.write(store.database, folder, NOW, full)
    assert list(folder.iterdir()) == []


def test_a_store_of_an_older_version_can_be_backed_up_before_the_upgrade(url: str, tmp_path: Path) -> None:
    old = schema.connect(url)
    with old.writing() as writing:
        schema.make(writing.connection, "0001")
    made = portable.write(old, tmp_path, NOW)
    old.close()
    with portable.unpacked(made.path, tmp_path) as found:
        assert found.about.schema == "0001"
        assert found.migrated
        assert found.store.is_current()


def test_every_backup_made_during_uploads_is_whole(store: Store, url: str, tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - only chooses moments
    good = 0
    with publishing(url) as running:
        for _ in range(ROUNDS):
            time.sleep(chance.uniform(0.0, 0.1))
            before = store.revision().id
            made = portable.write(store.database, tmp_path, NOW + timedelta(seconds=good))
            with portable.unpacked(made.path, tmp_path) as found:
                assert found.store.verify() == ()
                stands = [revision.id for revision in found.store.revisions()]
            assert stands == list(range(made.stand, 0, -1))
            assert made.stand >= before
            good += 1
        assert all(process.poll() is None for process in running), "the uploads ended too early to disturb"
    assert store.verify() == ()
    print(f"{good}/{ROUNDS} backups made during uploads are whole")


def test_the_command_tells_file_checksum_and_datenstand(
    cockpit: Command, store: Store, url: str, tmp_path: Path
) -> None:
    lived_in(store)
    file = tmp_path / "heute.sqlite"
    done = cockpit(url, "backup", file)
    assert done.returncode == 0, done.stderr
    assert f"Gesichert: {file}" in done.stdout
    assert "Datenstand 5" in done.stdout
    assert sha256(file.read_bytes()).hexdigest() in done.stdout
    again = cockpit(url, "backup", file)
    assert again.returncode == 3
    assert "gibt es schon" in again.stderr


def test_the_command_keeps_as_many_as_asked_and_touches_no_other_file(cockpit: Command, tmp_path: Path) -> None:
    address = sqlite(tmp_path / "cockpit.sqlite")
    Store.open(address).migrate()
    folder = tmp_path / "sicherungen"
    folder.mkdir()
    names = ["cockpit-20250101-032000-9.sqlite", "cockpit-20250102-032000-10.sqlite", "Notizen.txt", "cockpit.sqlite"]
    for name in names:
        (folder / name).touch()
    document = json.loads(cockpit(address, "backup", folder, "--keep", 2, "--json").stdout)
    left = {path.name for path in folder.iterdir()}
    assert left == {Path(document["path"]).name, names[1], "Notizen.txt", "cockpit.sqlite"}
    assert cockpit(address, "backup", tmp_path / "eine.sqlite", "--keep", 2).returncode == 2


def test_a_flipped_bit_anywhere_in_a_backup_is_found(catalogue: Catalogue, tmp_path: Path) -> None:
    store = Store.open(sqlite(tmp_path / "cockpit.sqlite"))
    store.migrate()
    store.sync(catalogue, at=AT, by="init", judge=judge)
    lived_in(store)
    file = portable.write(store.database, tmp_path, NOW).path
    store.close()
    sound, held = file.read_bytes(), unpacked_contents(file, tmp_path)
    used = _bytes_in_use(file)
    chance = random.Random(8)  # noqa: S311 - only chooses places
    found = 0
    for place in chance.sample(used, 60):
        broken = bytearray(sound)
        broken[place] ^= 1 << chance.randrange(8)
        file.write_bytes(broken)
        try:
            with portable.unpacked(file, tmp_path) as again:
                assert contents(again.store) == held, place
        except (Refused, StoreFault):
            found += 1
    assert found > 30  # the others struck gaps and notes of SQLite itself and changed no row


def _bytes_in_use(file: Path) -> list[int]:
    """Places in pages that hold rows: the first bytes of a file and gaps between rows tell nothing."""
    with closing(sqlite3.connect(file)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = file.read_bytes()
    return [place for place in range(size, len(content)) if content[place]]


def test_what_is_published_after_the_backup_is_not_in_it(store: Store, tmp_path: Path) -> None:
    lived_in(store)
    made = portable.write(store.database, tmp_path, NOW)
    published(store, ("arbeitslose", "05766", 2021, 5.0))
    with portable.unpacked(made.path, tmp_path) as found:
        assert found.store.revision().id == 5
        assert 2021 not in found.store.years("arbeitslose")
