"""No mutated upload needs more than a gigabyte: every one is worked on in a process of its own, whose peak is read."""

from __future__ import annotations

import random

from cockpit import drafts
from cockpit.base.errors import CockpitError
from cockpit.model.draft import Choices
from cockpit.store import Store
from tests.drafts.alone import MOST_KILOBYTES, peak
from tests.drafts.conftest import AT, hired
from tests.etl.mutations import chosen, files, inside, mutated

UPLOADS = 60


def test_no_mutated_upload_needs_more_than_a_gigabyte(staff_store: Store) -> None:
    account = hired(staff_store, "anna")
    luck = random.Random(2000)  # noqa: S311 - repeatable on purpose
    worked = 0
    for _ in range(UPLOADS):
        name = luck.choice(sorted(files()))
        damage = inside if files()[name].startswith(b"PK") and luck.random() < 0.7 else mutated
        try:
            draft = drafts.create(
                staff_store, account, damage(files()[name], luck), name, chosen(luck) or Choices(), at=AT
            )
        except CockpitError:  # refused before any work
            continue
        assert peak(staff_store, draft.id) <= MOST_KILOBYTES, name
        assert drafts.find(staff_store, draft.id, account).state != "working", name
        worked += 1
    assert worked > UPLOADS // 2
