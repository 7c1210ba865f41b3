"""Through every version of the tables down and up again nothing changes; what would be lost is refused by name."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect

from cockpit import people
from cockpit.base.errors import Gone, Refused, UsageFault
from cockpit.model.catalogue import Catalogue
from cockpit.store import Store, schema
from cockpit.store.downgrade import Downgrade, downgrade
from cockpit.store.names import names
from cockpit.store.verify import _slices

from . import servers
from .example import AT, judge, publication, rows

STEPS = ("0005", "0004", "0003", "0002", "0001")
"""Every version of the tables, newest first; a new one belongs here."""


@pytest.fixture
def shipped(url: str, shipped_file: Path) -> Iterator[Store]:
    """The start data as ``cockpit init`` leaves them, on either back end."""
    if url.startswith("sqlite"):
        shutil.copy(shipped_file, url.removeprefix("sqlite:///"))
    else:
        servers.fill(url, shipped_file)
    store = Store.open(url)
    yield store
    store.close()


def seals(store: Store) -> dict[int, bytes]:
    """The checksum of every slice."""
    return {number: bytes(seal) for number, seal in store.database.read("SELECT slice_id, checksum FROM slice")}


def faults(store: Store) -> tuple[str, ...]:
    """What is wrong with the values, their counts, distributions and formulas, in tables of any version."""
    return tuple(_slices(store.database.read, names(store.database.read)))


def version(store: Store) -> str:
    return str(store.database.read("SELECT version_num FROM alembic_version")[0][0])


def test_the_steps_are_those_of_this_program() -> None:
    assert tuple(reversed(schema.steps())) == STEPS
    assert schema._head() == STEPS[0] == schema._scripts().get_current_head()


def test_down_to_the_first_version_step_by_step_and_up_again_every_checksum_stays(shipped: Store) -> None:
    before, series = seals(shipped), shipped.series("beschaeftigtenquote")
    assert len(before) > 500
    for step in STEPS[1:]:
        assert downgrade(shipped.database, step).after == step
        assert (version(shipped), seals(shipped), shipped.is_current()) == (step, before, False)
    assert faults(shipped) == ()
    for step in reversed(STEPS[:-1]):
        with shipped.database.writing() as writer:
            schema.make(writer.connection, step)
        assert (version(shipped), seals(shipped)) == (step, before)
    assert shipped.is_current()
    assert shipped.verify() == ()
    assert people.check_protocol(shipped) == ()
    assert shipped.series("beschaeftigtenquote").equals(series)


def test_in_one_go_down_and_up_by_init_the_whole_store_verifies(shipped: Store) -> None:
    before = seals(shipped)
    assert downgrade(shipped.database, "0001") == Downgrade("0005", "0001", ("carried",))
    assert shipped.migrate() is True
    assert (seals(shipped), shipped.verify()) == (before, ())


def test_an_older_version_finds_its_references_and_can_read_the_files(shipped: Store) -> None:
    digests = [digest for (digest,) in shipped.database.read("SELECT sha256 FROM file")]
    before = {digest: shipped.file(digest) for digest in digests}
    assert (len(before) > 30, references(shipped)) == (True, 0)
    downgrade(shipped.database, "0004")
    kept = dict(shipped.database.read("SELECT sha256, packed FROM file"))
    assert {digest: gzip.decompress(packed) for digest, packed in kept.items()} == before
    assert references(shipped) == 2
    shipped.migrate()
    assert {digest: shipped.file(digest) for digest in digests} == before


def references(store: Store) -> int:
    """How many tables the values refer to."""
    with store.database.writing(keep=False) as writer:
        return len(inspect(writer.connection).get_foreign_keys("value"))


def test_after_down_and_up_a_blocked_value_takes_its_file_away_as_before(shipped: Store) -> None:
    """What a file carries is no longer known, so any file of the indicator may carry the value."""
    code, key, year = "beschaeftigtenquote", "05766", 2020
    digest = next(one.file_sha256 for one in shipped.revisions() if code in one.indicators and one.file_sha256)
    assert shipped.file(digest)
    downgrade(shipped.database, "0002")
    shipped.migrate()
    shipped.block(code, key, year, reason="Geheimhaltung", by="Prüfung", judge=judge, at=AT)
    with pytest.raises(Gone):
        shipped.file(digest)
    assert shipped.verify() == ()


def test_only_checking_changes_nothing(shipped: Store) -> None:
    assert downgrade(shipped.database, "0001", keep=False).after == "0001"
    assert version(shipped) == STEPS[0]
    assert shipped.is_current()


def test_what_an_older_version_cannot_hold_is_refused_by_name_and_left_alone(store: Store) -> None:
    store.publish(publication(rows(("arbeitslose", "05766", 2020, 1.0))), judge=judge, at=AT)
    second = store.publish(publication(rows(("arbeitslose", "05766", 2020, 2.0))), judge=judge, at=AT)
    assert second is not None
    store.withdraw(second.id, reason="verrechnet", by="Prüfung", judge=judge, at=AT)
    people.record(store, who="Prüfung", action="withdraw", subject="2", at=AT)
    with store.database.writing() as writer:
        writer.run("INSERT INTO feedback (at, kind, page, message, email) VALUES ('', 'error', '/', 'x', '')")
    assert downgrade(store.database, "0004").before == STEPS[0]
    with pytest.raises(Refused) as caught:
        downgrade(store.database, "0001")
    for told in ("Rückmeldungen: 1", "zurückgenommen ist: 1", "Einträge im Protokoll: 1"):
        assert told in caught.value.what
    assert "Ohne Verlust" not in caught.value.remedy
    assert version(store) == "0004"
    with store.database.writing() as writer:
        writer.run("DELETE FROM feedback")
    with pytest.raises(Refused) as caught:
        downgrade(store.database, "0002")
    assert "Rückmeldungen" not in caught.value.what
    assert "bis Stand 0003" in caught.value.remedy
    downgrade(store.database, "0003")
    assert version(store) == "0003"


def test_a_blocked_value_never_loses_its_block(store: Store) -> None:
    store.publish(publication(rows(("arbeitslose", "05766", 2020, 1.0))), judge=judge, at=AT)
    store.block("arbeitslose", "05766", 2020, reason="Geheimhaltung", by="Prüfung", judge=judge, at=AT)
    with pytest.raises(Refused, match=r"Sperren: \d"):
        downgrade(store.database, "0001")
    assert [block.key for block in store.blocks()][:1] == ["05766"]


def test_an_account_is_not_dropped(store: Store) -> None:
    people.add(store, "eva", "datenpflege", by="Prüfung", at=AT)
    with pytest.raises(Refused, match="Konten: 1"):
        downgrade(store.database, "0001")


@pytest.mark.parametrize("wanted", ["0000", "base", "-1", "9999", ""])
def test_an_unknown_version_is_refused_with_the_known_ones(store: Store, wanted: str) -> None:
    with pytest.raises(UsageFault, match="gibt es nicht") as caught:
        downgrade(store.database, wanted)
    assert "0001, 0002, 0003, 0004 oder 0005" in caught.value.remedy
    assert store.is_current()


def test_a_store_cannot_be_downgraded_upwards(url: str, catalogue: Catalogue) -> None:
    store = Store.open(url)
    with pytest.raises(UsageFault, match="noch kein Bestand"):
        downgrade(store.database, "0003")
    store.migrate()
    store.sync(catalogue, at=AT, by="init", judge=judge)
    downgrade(store.database, "0002")
    with pytest.raises(UsageFault, match="auf Stand 0002") as caught:
        downgrade(store.database, "0003")
    assert "cockpit init" in caught.value.remedy
    store.close()
