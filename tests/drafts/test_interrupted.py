"""A publication that is in, while the draft could not be told so: never called a failure, never published twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cockpit import drafts
from cockpit.base.clock import now
from cockpit.base.errors import StoreFault
from cockpit.drafts import publishing
from cockpit.model.draft import Choices, Draft
from cockpit.model.revision import Revision
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from cockpit.store.work_in_progress import beats
from tests.drafts.calling import HEAD
from tests.drafts.conftest import AT, Person, checked, hired, later, value, worked
from tests.store.example import judge, publication, rows


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


@pytest.mark.parametrize("others", [False, True], ids=["nobody", "others"])
def test_a_publication_of_a_dead_worker_that_comes_into_sight_late_is_found(
    store: Store, monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    """Its commit ends after the next worker has looked for it; ``others`` have published over it since."""
    anna = hired(store, "anna")
    asked = drafts.publish(
        store, checked(store, anna, HEAD + b"05766;arbeitslose;2024;9000\n"), anna, "", later(hours=1)
    )
    with monkeypatch.context() as dying:
        dying.setattr(publishing, "_made", dead_after(publishing._made))
        with pytest.raises(KeyboardInterrupt):
            worked(store, asked, anna)
    number = store.revision().id
    if others:
        store.publish(publication(rows(("arbeitslose", "05766", 2024, 1.0))), judge=judge, at=later(hours=2))
    looks: list[Revision | None] = []
    seen = publishing._already

    def late(*given: object) -> Revision | None:
        looks.append(seen(*given) if looks else None)  # type: ignore[arg-type] # handed through
        return looks[-1]

    monkeypatch.setattr(publishing, "_already", late)
    done = worked(store, asked, anna)
    assert (done.state, done.revision, done.fault) == ("published", number, "")
    assert len(looks) == 2
    assert store.revision().id == number + others
    assert value(store, "arbeitslose", "05766", 2024) == (1.0 if others else 9000)


def dead_after(deed: Callable[..., Revision | None]) -> Callable[..., Revision | None]:
    """The deed, and then the end of its process."""

    def do(*given: object) -> Revision | None:
        deed(*given)
        raise KeyboardInterrupt

    return do


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("silent", "taken_over"), [(10, False), (14, True)], ids=["10 s", "14 s"])
def test_work_on_postgresql_is_taken_over_from_a_server_that_has_been_silent(
    store: Store, silent: int, taken_over: bool
) -> None:
    """By the clock of the database: those of the application servers are never asked."""
    draft = drafts.create(store, hired(store, "anna"), HEAD, "werte.csv", Choices(), at=AT)
    with store.database.writing() as writer:
        moment = f"to_char((clock_timestamp() - interval '{silent} seconds') AT TIME ZONE 'UTC', '{beats.FORM}')"
        writer.run(f"UPDATE draft SET heartbeat = {moment}")
    assert wip.alive(store.database, draft.id) is not taken_over
    with wip.beating(store.database, draft.id) as beat:
        assert (beat is not None) is taken_over


@pytest.mark.usefixtures("here")
def test_a_look_at_the_upload_page_takes_up_what_a_dead_server_left(
    signed_in: Callable[..., Person], staff_store: Store
) -> None:
    officer = signed_in(name="anna")
    account = wip.person(staff_store.database, "anna")
    assert account is not None
    data = HEAD + b"05766;bevoelkerung;2021;347000\n"
    draft: Draft = drafts.create(staff_store, account, data, "werte.csv", Choices(), at=now())
    assert officer.get("/daten/hochladen").status_code == 200
    assert drafts.find(staff_store, draft.id, account).state == "checked"
