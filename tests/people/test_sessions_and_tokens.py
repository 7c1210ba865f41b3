"""Visits and tokens: random, kept only as digests, ending by themselves."""

from __future__ import annotations

import pytest

from cockpit import people
from cockpit.base.errors import Forbidden, NotFound, SignInNeeded, UsageFault
from cockpit.store import Store

from .conftest import AT, hired, later


def everything(store: Store, table: str) -> str:
    """All that a table holds, as text."""
    return repr(store.database.read(f"SELECT * FROM {table}"))


def test_a_visit_ends_after_an_hour_without_a_sign_of_life(store: Store) -> None:
    visit = people.start(store, {}, AT, hired(store, "anna"))
    assert people.resume(store, visit.secret, later(minutes=59)) is not None
    assert people.resume(store, visit.secret, later(minutes=60)) is None


def test_a_visit_lasts_twelve_hours_at_most(store: Store) -> None:
    visit = people.start(store, {}, AT, hired(store, "anna"))
    for hour in range(1, 25):
        found = people.resume(store, visit.secret, later(hours=hour / 2))
        if found is None:
            break
        people.keep(store, found, {}, later(hours=hour / 2))
    assert hour == 24


def test_only_the_digest_of_256_random_bits_is_stored(store: Store) -> None:
    visit = people.start(store, {}, AT, hired(store, "anna"))
    assert len(visit.secret) >= 43
    assert visit.secret not in everything(store, "session")
    assert people.resume(store, visit.session.digest, AT) is None


def test_a_new_visit_ends_the_old_one(store: Store) -> None:
    first = people.start(store, {"a": 1}, AT)
    second = people.start(store, {}, AT, hired(store, "anna"), first.secret)
    assert people.resume(store, first.secret, AT) is None
    found = people.resume(store, second.secret, AT)
    assert found is not None
    assert found.account is not None
    assert found.session.data == {}


def test_a_visit_that_was_ended_does_not_come_back_when_kept_late(store: Store) -> None:
    visit = people.start(store, {}, AT, hired(store, "anna"))
    people.stop(store, visit.secret)
    people.keep(store, visit, {"late": True}, AT)
    assert people.resume(store, visit.secret, AT) is None


def test_closing_an_account_ends_its_visits_and_a_new_role_counts_at_once(store: Store) -> None:
    hired(store, "chef", "verwaltung")
    visit = people.start(store, {}, AT, hired(store, "anna"))
    people.change(store, "anna", role="freigabe", kreise=(), display_name="", email="", by="chef", at=AT)
    found = people.resume(store, visit.secret, AT)
    assert found is not None
    assert found.account is not None
    assert found.account.role == "freigabe"
    people.disable(store, "anna", by="chef", at=AT)
    assert people.resume(store, visit.secret, AT) is None
    assert store.database.read("SELECT count(*) FROM session")[0][0] == 0


def test_over_visits_are_swept_away(store: Store) -> None:
    for _ in range(3):
        people.start(store, {}, AT)
    people.start(store, {}, later(hours=2))
    assert store.database.read("SELECT count(*) FROM session")[0][0] == 1


def test_a_token_signs_its_account_in_until_its_day(store: Store) -> None:
    account = hired(store, "anna")
    secret = people.token(store, account, "Export", 90, ["upload"], AT)
    assert secret not in everything(store, "token") + everything(store, "audit")
    assert people.by_token(store, secret, "upload", later(days=89)) == account
    with pytest.raises(SignInNeeded, match="abgelaufen"):
        people.by_token(store, secret, "upload", later(days=90))
    assert people.tokens_of(store, account)[0].used_at == later(days=89)


def test_a_token_is_for_its_purpose_only(store: Store) -> None:
    secret = people.token(store, hired(store, "anna"), "Export", 90, ["upload"], AT)
    with pytest.raises(Forbidden, match="„administer“"):
        people.by_token(store, secret, "administer", AT)


def test_a_revoked_token_is_worth_nothing(store: Store) -> None:
    account = hired(store, "anna")
    secret = people.token(store, account, "Export", 90, ["upload"], AT)
    number = people.tokens_of(store, account)[0].id
    with pytest.raises(NotFound):
        people.revoke(store, hired(store, "berta"), number, by="berta", at=AT)
    people.revoke(store, account, number, by="anna", at=AT)
    with pytest.raises(SignInNeeded):
        people.by_token(store, secret, "upload", AT)


@pytest.mark.parametrize("secret", ["", "kc_", "kc_geraten", "x" * 10_000, "\ud800", "ü"])
def test_no_other_word_is_a_token(store: Store, secret: str) -> None:
    with pytest.raises(SignInNeeded):
        people.by_token(store, secret, "upload", AT)


@pytest.mark.parametrize(("days", "scopes"), [(0, ["upload"]), (367, ["upload"]), (9, []), (9, ["alles"])])
def test_a_token_needs_an_end_and_a_known_purpose(store: Store, days: int, scopes: list[str]) -> None:
    with pytest.raises(UsageFault):
        people.token(store, hired(store, "anna"), "Export", days, scopes, AT)
