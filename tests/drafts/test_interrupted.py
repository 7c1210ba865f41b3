"""A publication that is in, while the draft could not be told so: never called a failure, never published twice."""

from __future__ import annotations

import pytest

from cockpit import drafts
from cockpit.base.errors import StoreFault
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from tests.drafts.calling import HEAD
from tests.drafts.conftest import checked, hired, later, value, worked


def test_a_disk_that_fails_right_after_publication_leaves_the_draft_under_way(
    staff_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = hired(staff_store, "anna")
    draft = checked(staff_store, anna, HEAD + b"05766;arbeitslose;2024;9000\n")
    asked, note = drafts.publish(staff_store, draft, anna, "", later(hours=1)), wip.change
    with monkeypatch.context() as failing:

        def full(*_: object, **__: object) -> bool:
            raise StoreFault("voll")

        failing.setattr(wip, "change", full)
        assert worked(staff_store, asked, anna).state == "working"
    assert wip.change is note
    newest = staff_store.revision().id
    assert value(staff_store, "arbeitslose", "05766", 2024) == 9000
    done = worked(staff_store, asked, anna)
    assert (done.state, done.revision, done.fault) == ("published", newest, "")
    assert staff_store.revision().id == newest
