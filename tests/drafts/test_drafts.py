"""A draft from the file to the Datenstand: what is kept, who may do what, and what others publish meanwhile."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from cockpit import drafts
from cockpit.base.errors import BadRequest, Forbidden, NotFound
from cockpit.model.draft import Choices
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from tests.drafts.conftest import AT, checked, hired, later, published, value, worked

BOTH = b"ags;indikator;jahr;wert\n01001;arbeitslose;2024;3100\n05766;arbeitslose;2024;9200\n"
LIPPE = b"ags;indikator;jahr;wert\n05766;arbeitslose;2024;9900\n"
FLENSBURG = b"ags;indikator;jahr;wert\n01001;arbeitslose;2024;3300\n"


def test_a_file_that_says_everything_is_checked_at_once_and_then_published(store: Store) -> None:
    officer = hired(store, "anna")
    draft = checked(store, officer, BOTH)
    assert (draft.state, draft.fault) == ("checked", "")
    assert (draft.effect["new"], draft.effect["changed"], draft.effect["refused"]) == (2, 0, 0)
    assert value(store, "arbeitslose", "05766", 2024) is None, "a check publishes nothing"
    done = published(store, draft, officer)
    assert done.state == "published"
    assert value(store, "arbeitslose", "05766", 2024) == 9200
    revision = store.revision(done.revision)
    assert (revision.created_by, revision.file_name, revision.file_sha256) == ("anna", "werte.csv", draft.file_sha256)
    assert store.file(draft.file_sha256) == BOTH
    assert store.verify() == ()


def test_a_published_draft_holds_the_file_no_longer(store: Store) -> None:
    officer = hired(store, "anna")
    draft = published(store, checked(store, officer, BOTH), officer)
    assert wip.part_names(store.database, draft.id) == frozenset()


def test_a_file_that_leaves_something_open_asks_and_a_mapping_answers(store: Store) -> None:
    officer = hired(store, "anna")
    draft = checked(store, officer, b"ags;jahr;wert\n05766;2024;9200\n", "zahlen.csv")
    assert (draft.state, draft.report["asks"]) == ("mapping", ["indicator"])
    again = worked(store, drafts.choose(store, draft, Choices(indicator="arbeitslose"), later(hours=1)), officer)
    assert again.state == "checked"
    assert again.effect["new"] == 1


def test_a_confirmed_mapping_is_applied_to_the_next_file_of_the_source_and_to_no_other(store: Store) -> None:
    officer = hired(store, "anna")
    data = b"ags;jahr;wert\n05766;2024;9200\n"
    draft = checked(store, officer, data, "arbeitsmarkt-2024.csv")
    chosen = Choices(indicator="arbeitslose")
    worked(store, drafts.choose(store, draft, chosen, later(hours=1), mapping="Arbeitsmarkt"), officer)
    following = checked(store, officer, data.replace(b"2024", b"2025"), "arbeitsmarkt-2025.csv")
    assert following.state == "checked"
    assert (following.report["mapping"], following.report["recalled"]) == ("Arbeitsmarkt", True)
    assert checked(store, officer, data, "abfall-2025.csv").state == "mapping"
    by_program = drafts.create(store, officer, data, "arbeitsmarkt-2026.csv", Choices(), at=AT, recall=False)
    assert worked(store, by_program, officer).state == "mapping", "programs get what the command line gets"


def test_a_file_nobody_can_read_fails_with_its_reason(store: Store) -> None:
    draft = checked(store, hired(store, "anna"), b"\x00\x01\x02 kein Text", "bild.csv")
    assert draft.state == "failed"
    assert draft.report["refusal"]
    with pytest.raises(BadRequest):
        drafts.publish(store, draft, hired(store, "berta"), "", AT)


def test_the_same_file_again_has_nothing_new(store: Store) -> None:
    officer = hired(store, "anna")
    published(store, checked(store, officer, BOTH), officer)
    again = checked(store, officer, BOTH, at=2)
    assert (again.state, again.report["nothing_new"], again.effect) == ("checked", True, {})


def test_drafts_for_different_kreise_of_the_same_year_both_stand(store: Store) -> None:
    anna, berta = hired(store, "anna", kreise=("05766",)), hired(store, "berta", kreise=("01001",))
    mine, hers = checked(store, anna, LIPPE), checked(store, berta, FLENSBURG)
    assert published(store, mine, anna, 1).state == "published"
    assert published(store, hers, berta, 2).state == "published"
    assert (value(store, "arbeitslose", "05766", 2024), value(store, "arbeitslose", "01001", 2024)) == (9900, 3300)


def conflict(store: Store) -> tuple[object, object]:
    anna, berta = hired(store, "anna"), hired(store, "berta")
    first, second = checked(store, anna, BOTH), checked(store, berta, LIPPE)
    assert published(store, first, anna, 1).state == "published"
    return berta, published(store, second, berta, 2)


def test_for_the_same_cell_the_second_officer_is_asked_and_told_by_whom(store: Store) -> None:
    _, draft = conflict(store)
    assert draft.state == "checked"  # type: ignore[attr-defined]
    (cell,) = draft.effect["conflicts"]  # type: ignore[attr-defined]
    told = (cell["key"], cell["live"], cell["fresh"], cell["by"], cell["revision"])
    assert told == ("05766", 9200, 9900, "anna", store.revision().id)
    assert value(store, "arbeitslose", "05766", 2024) == 9200, "nothing is overwritten unseen"


def test_after_a_conflict_the_own_value_may_replace_the_other(store: Store) -> None:
    berta, draft = conflict(store)
    again = worked(store, drafts.insist(store, draft, later(hours=3)), berta)  # type: ignore[arg-type]
    assert (again.effect["changed"], again.effect["conflicts"]) == (1, [])
    assert published(store, again, berta, 4).state == "published"  # type: ignore[arg-type]
    assert value(store, "arbeitslose", "05766", 2024) == 9900


def test_after_a_conflict_the_other_value_may_stay(store: Store) -> None:
    berta, draft = conflict(store)
    left = [("arbeitslose", "05766", 2024)]
    again = worked(store, drafts.leave(store, draft, left, later(hours=3)), berta)  # type: ignore[arg-type]
    assert (again.state, again.effect["new"], again.effect["changed"]) == ("checked", 0, 0)
    assert value(store, "arbeitslose", "05766", 2024) == 9200


def test_rows_outside_the_care_of_an_account_are_refused_with_one_finding(store: Store) -> None:
    draft = checked(store, hired(store, "lippe", kreise=("05766",)), BOTH)
    assert (draft.effect["new"], draft.effect["refused"]) == (1, 1)
    outside = [one for one in draft.report["findings"] if one["code"] == "care.outside"]  # type: ignore[attr-defined]
    assert len(outside) == 1


def test_rights_are_asked_again_when_publishing(store: Store) -> None:
    """The account loses Flensburg between check and publication; the draft's rows still name it."""
    officer = hired(store, "anna", kreise=("01001", "05766"))
    draft = checked(store, officer, BOTH)
    with store.database.writing() as writer:
        writer.run("UPDATE account SET kreise = '05766' WHERE name = 'anna'")
    refused = published(store, draft, officer)
    assert (refused.state, refused.revision) == ("checked", None)
    assert "01001" in refused.fault
    assert value(store, "arbeitslose", "05766", 2024) is None, "not even the own part is published"


def test_a_closed_account_publishes_nothing(store: Store) -> None:
    officer = hired(store, "anna")
    draft = checked(store, officer, BOTH)
    with store.database.writing() as writer:
        writer.run("UPDATE account SET disabled_at = '2026-11-22T10:00:00+00:00' WHERE name = 'anna'")
    assert published(store, draft, officer).revision is None


def test_nobody_sees_the_drafts_of_others_but_administrators(store: Store) -> None:
    draft = checked(store, hired(store, "anna"), BOTH)
    for stranger in (hired(store, "berta"), hired(store, "clara", "freigabe")):
        with pytest.raises(Forbidden):
            drafts.find(store, draft.id, stranger)
        assert drafts.mine(store, stranger) == ()
    assert drafts.find(store, draft.id, hired(store, "vera", "verwaltung")).id == draft.id


def test_with_a_second_pair_of_eyes_nobody_publishes_alone(store: Store) -> None:
    anna, berta = hired(store, "anna"), hired(store, "berta")
    eyes = hired(store, "clara", "freigabe")
    draft = drafts.publish(store, checked(store, anna, BOTH), anna, "Bitte ansehen", later(hours=1), second=True)
    assert draft.state == "approval"
    assert [one.id for one in drafts.mine(store, eyes)] == [draft.id]
    with pytest.raises(Forbidden):
        drafts.publish(store, draft, berta, "", later(hours=2), second=True)
    looked_at = drafts.find(store, draft.id, eyes)
    agreed = drafts.publish(store, looked_at, eyes, "", later(hours=3), second=True, shown=drafts.seen(looked_at))
    assert worked(store, agreed, anna).state == "published"
    own = checked(store, eyes, LIPPE, at=4)
    assert drafts.publish(store, own, eyes, "", later(hours=5), second=True).state == "approval"


def test_the_second_pair_of_eyes_may_give_a_draft_back(store: Store) -> None:
    anna, eyes = hired(store, "anna"), hired(store, "clara", "freigabe")
    draft = drafts.publish(store, checked(store, anna, BOTH), anna, "", later(hours=1), second=True)
    assert drafts.send_back(store, drafts.find(store, draft.id, eyes), "clara", later(hours=2)).state == "checked"


def test_drafts_live_fourteen_days(store: Store) -> None:
    officer = hired(store, "anna")
    draft = checked(store, officer, BOTH)
    drafts.create(store, officer, LIPPE, "spaeter.csv", Choices(), at=later(days=13.9))
    assert drafts.find(store, draft.id, officer)
    drafts.create(store, officer, LIPPE, "noch-spaeter.csv", Choices(), at=later(days=14.1))
    with pytest.raises(NotFound):
        drafts.find(store, draft.id, officer)
    assert wip.part_names(store.database, draft.id) == frozenset()


def test_a_publication_whose_worker_died_before_saying_so_is_not_made_twice(store: Store) -> None:
    officer = hired(store, "anna")
    draft = checked(store, officer, BOTH)
    asked = drafts.publish(store, draft, officer, "", later(hours=1))
    held = {name: wip.part(store.database, draft.id, name) for name in wip.part_names(store.database, draft.id)}
    done = worked(store, asked, officer)
    count = len(store.revisions())
    back = {name: part for name, part in held.items() if part is not None}
    wip.change(store.database, draft.id, later(hours=1), {"state": "working", "revision": None}, held=back)
    assert worked(store, asked, officer).revision == done.revision
    assert len(store.revisions()) == count


def test_work_that_keeps_dying_is_given_up(store: Store) -> None:
    officer = hired(store, "anna")
    draft = drafts.create(store, officer, BOTH, "werte.csv", Choices(), at=AT)
    held = wip.part(store.database, draft.id, "job") or b""
    wip.put_parts(store.database, draft.id, {"job": held.replace(b'"starts": 0', b'"starts": 5')})
    assert worked(store, draft, officer).state == "failed"


def test_only_one_process_works_on_a_draft_and_the_page_sees_how_far_it_is(store: Store) -> None:
    officer = hired(store, "anna")
    draft = drafts.create(store, officer, BOTH, "werte.csv", Choices(), at=AT)
    assert not wip.alive(store.database, draft.id)
    with wip.beating(store.database, draft.id) as beat:
        assert beat is not None
        beat("Zeilen prüfen", 2, 6)
        assert wip.alive(store.database, draft.id)
        seen = drafts.find(store, draft.id, officer).progress
        assert (seen.step, seen.done, seen.total) == ("Zeilen prüfen", 2, 6)
        with wip.beating(store.database, draft.id) as second:
            assert second is None
        drafts.work(store, draft.id)
        assert drafts.find(store, draft.id, officer).state == "working", "left to who claimed it first"
    assert not wip.alive(store.database, draft.id)


def test_progress_moves_while_the_store_is_being_written(store: Store) -> None:
    officer = hired(store, "anna")
    draft = drafts.create(store, officer, BOTH, "werte.csv", Choices(), at=AT)
    told = threading.Event()
    with store.database.writing() as writer:
        writer.run("UPDATE indicator SET stale = stale")

        def beat_beside() -> None:
            with wip.beating(store.database, draft.id) as beat:
                assert beat is not None
                beat("Veröffentlichen", 1, 2)
                told.set()
                time.sleep(0.5)

        beside = threading.Thread(target=beat_beside)
        beside.start()
        assert told.wait(5)
        assert drafts.find(store, draft.id, officer).progress.done == 1
    beside.join()


def test_choices_survive_being_stored(store: Store) -> None:
    officer = hired(store, "anna")
    chosen = Choices(
        indicator="arbeitslose", columns=(("3", "arbeitslose"),), names=(("Lippe", "05766"),), ignored=(4,)
    )
    draft = drafts.create(store, officer, BOTH, "../../werte.csv", replace(chosen, year=2024), at=AT)
    found = drafts.find(store, draft.id, officer)
    assert found.choices == replace(chosen, year=2024)
    assert found.file_name == "werte.csv"
    assert drafts.original(store, found) == BOTH
