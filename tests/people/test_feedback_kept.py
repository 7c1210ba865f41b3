"""Reports in the store, on both back ends: numbered once, read in order, settled, forgotten in time."""

from __future__ import annotations

import pytest

from cockpit import people
from cockpit.base.errors import NotFound, TooMany
from cockpit.people import feedback
from cockpit.people.feedback import Given
from cockpit.store import Store

from .conftest import AT, later


def test_a_report_goes_its_way(store: Store) -> None:
    for place, words in enumerate(("erste", "zweite", "dritte")):
        feedback.take(store, Given("frage", "/kreise", words, ""), "192.0.2.1", later(seconds=place))
    listed = feedback.listed(store, 9, AT, 12)
    assert [one.message for one in listed] == ["dritte", "zweite", "erste"]
    first, second, third = sorted(one.id for one in listed)
    assert [one.message for one in feedback.listed(store, 9, AT, 12, third)] == ["zweite", "erste"]
    feedback.settle(store, second, done=True, by="chef", at=AT, months=12)
    assert [one.message for one in feedback.listed(store, 9, AT, 12, done=True)] == ["zweite"]
    assert [one.message for one in feedback.listed(store, 9, AT, 12, third, done=False)] == ["erste"]
    assert feedback.count_open(store, AT, 12) == 2
    feedback.delete(store, third, by="chef", at=AT, months=12)
    with pytest.raises(NotFound, match=f"Die Rückmeldung {third} gibt es nicht mehr"):
        feedback.delete(store, third, by="chef", at=AT, months=12)
    feedback.take(store, Given("frage", "", "vierte", ""), "192.0.2.1", AT)
    assert max(one.id for one in feedback.listed(store, 9, AT, 12)) > third > first
    assert people.check_protocol(store) == ()
    assert store.verify() == ()


def test_who_sends_much_waits_longer_each_time(store: Store) -> None:
    given, waits, at = Given("frage", "", "Noch eine"), [], AT
    for _ in range(12):
        try:
            feedback.take(store, given, "192.0.2.1", at)
        except TooMany as refused:
            waits.append(refused.wait)
            at = later(seconds=sum(waits))
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]


def test_a_store_from_before_gets_the_table_and_keeps_the_rest(store: Store) -> None:
    people.record(store, who="chef", action="publish", subject="Stand 1", at=AT)
    with store.database.writing() as writer:
        writer.run("DROP TABLE feedback")
        writer.run("UPDATE alembic_version SET version_num = '0003'")
    assert not store.is_current()
    assert store.migrate() is True
    feedback.take(store, Given("frage", "", "Geht es?"), "192.0.2.1", AT)
    assert len(feedback.listed(store, 9, AT, 12)) == 1
    assert len(people.protocol(store, 9)) == 1
