"""Feedback: anyone may send it, nobody can flood or forge it, only the administration reads, settles and deletes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cockpit import people
from cockpit.base.clock import now
from cockpit.people import feedback
from cockpit.people.feedback import MOST_MESSAGE, Given
from cockpit.store import Store
from cockpit.store.people import feedback as table
from cockpit.store.people.feedback import Feedback
from cockpit.web import open_form
from cockpit.web.staff.feedback import TRAP
from tests.staff.conftest import Person

FORM, LIST = "/rueckmeldung", "/verwaltung/rueckmeldungen"
PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>"
MONTHS = 12


def held(store: Store) -> tuple[Feedback, ...]:
    return feedback.listed(store, 1000, now(), MONTHS)


def report(person: Person, message: str = "Der Wert stimmt nicht.", **words: str) -> TestResponse:
    return person.post(FORM, FORM, **{"art": "fehler", "text": message, **words})


def test_a_reader_without_account_reports_and_is_thanked(someone: Person, staff_store: Store) -> None:
    answer = report(someone, seite="/kreis/lippe", art="barriere", email="leser@post.example")
    assert (answer.status_code, answer.location) == (303, "/rueckmeldung/gesendet?seite=%2Fkreis%2Flippe")
    thanks = someone.get(answer.location).text
    assert "Ihre Rückmeldung ist angekommen." in thanks
    assert 'href="/kreis/lippe"' in thanks
    (one,) = held(staff_store)
    assert (one.kind, one.page, one.message, one.email) == (
        "barriere", "/kreis/lippe", "Der Wert stimmt nicht.", "leser@post.example",
    )  # fmt: skip
    assert one.done_at is None


def test_the_link_names_the_page_and_the_kind(someone: Person) -> None:
    said = someone.get(f"{FORM}?seite=/kreis/lippe&art=barriere").text
    assert 'name="seite" value="/kreis/lippe"' in said
    assert '<option value="barriere" selected>' in said


def test_the_browser_says_more_exactly_which_page_it_was(someone: Person) -> None:
    exact = "http://localhost/kreis/lippe?handeln=kreis"
    said = someone.client.get(f"{FORM}?seite=/kreis/lippe", headers={"Referer": exact}).text
    assert 'name="seite" value="/kreis/lippe?handeln=kreis"' in said
    for foreign in ("http://fremd.example/kreis/lippe?x=1", "http://localhost/kreise"):
        said = someone.client.get(f"{FORM}?seite=/kreis/lippe", headers={"Referer": foreign}).text
        assert 'name="seite" value="/kreis/lippe"' in said


@pytest.mark.parametrize(
    "seite",
    ["//fremd.example", "https://fremd.example/", "javascript:alert(1)", "/\\fremd.example", "kreis", "/" + "x" * 3000],
    ids=["double", "host", "script", "backslash", "bare", "long"],
)
def test_a_foreign_page_is_dropped_in_form_report_and_thanks(someone: Person, staff_store: Store, seite: str) -> None:
    said = someone.client.get(FORM, query_string={"seite": seite}).text
    assert 'name="seite" value=""' in said
    assert report(someone, seite=seite).location == "/rueckmeldung/gesendet"
    assert held(staff_store)[0].page == ""
    assert "fremd.example" not in someone.client.get("/rueckmeldung/gesendet", query_string={"seite": seite}).text


def test_the_form_works_without_any_cookie(someone: Person, staff_store: Store) -> None:
    assert report(someone).status_code == 303
    assert report(someone, "").status_code == 422
    assert list(someone.client._cookies or ()) == []
    assert staff_store.database.read("SELECT count(*) FROM session") == [(0,)]


@pytest.mark.parametrize(
    ("words", "headers"),
    [
        ({}, {}),
        ({"csrf_token": "geraten"}, {}),
        ({}, {"X-CSRFToken": "geraten"}),
        (None, {"Origin": "https://fremd.example"}),
        (None, {"Origin": "null"}),
        (None, {"Sec-Fetch-Site": "cross-site"}),
    ],
    ids=["none", "guessed", "header", "foreign", "hidden-origin", "cross-site"],
)
def test_no_report_is_taken_from_a_forged_form_or_a_foreign_page(
    someone: Person, staff_store: Store, words: dict[str, str] | None, headers: dict[str, str]
) -> None:
    sent = {"csrf_token": someone.token(FORM)} if words is None else words
    answer = someone.client.post(FORM, data={"art": "fehler", "text": "Hallo", **sent}, headers=headers)
    assert answer.status_code == 400
    assert held(staff_store) == ()


def test_the_own_page_is_known_by_its_origin(someone: Person, staff_store: Store) -> None:
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    data = {"art": "fehler", "text": "Hallo", "csrf_token": someone.token(FORM)}
    assert someone.client.post(FORM, data=data, headers=own).status_code == 303
    assert len(held(staff_store)) == 1


def test_a_form_that_lay_open_too_long_is_refused(
    someone: Person, staff_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = someone.token(FORM)
    monkeypatch.setattr(open_form, "LONGEST", -1)
    answer = someone.client.post(FORM, data={"art": "fehler", "text": "Hallo", "csrf_token": old})
    assert answer.status_code == 400
    assert held(staff_store) == ()


def test_the_token_of_the_open_form_opens_no_other(someone: Person, signed_in: Callable[..., Person]) -> None:
    token = someone.token(FORM)
    chef = signed_in("verwaltung", ())
    assert chef.client.post("/verwaltung/rueckmeldung/1/loeschen", data={"csrf_token": token}).status_code == 400
    assert someone.client.post("/anmelden", data={"csrf_token": token, "name": "x"}).status_code == 400


def test_a_program_that_fills_the_trap_is_thanked_and_forgotten(someone: Person, staff_store: Store) -> None:
    assert report(someone, **{TRAP: "https://kaufen.example"}).status_code == 303
    assert held(staff_store) == ()
    assert f'name="{TRAP}"' in someone.get(FORM).text


def test_many_reports_from_one_address_must_wait_and_lose_no_text(someone: Person, staff_store: Store) -> None:
    statuses = [report(someone, f"Nummer {place}").status_code for place in range(6)]
    assert statuses == [303] * 5 + [429]
    answer = report(someone, "Das möchte ich noch sagen")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert "Das möchte ich noch sagen" in answer.text
    assert len(held(staff_store)) == 5


def test_others_need_not_wait_and_after_an_hour_nobody(staff_store: Store) -> None:
    given, at = Given("frage", "", "Wie alt ist das?"), datetime(2026, 11, 22, 9, tzinfo=UTC)
    for _ in range(5):
        feedback.take(staff_store, given, "192.0.2.1", at)
    feedback.take(staff_store, given, "192.0.2.2", at)
    feedback.take(staff_store, given, "192.0.2.1", at + timedelta(hours=2))


def test_a_clock_set_back_makes_nobody_wait(staff_store: Store) -> None:
    given, at = Given("frage", "", "Wie alt ist das?"), datetime(2026, 11, 22, 9, tzinfo=UTC)
    feedback.take(staff_store, given, "192.0.2.1", at)
    feedback.take(staff_store, given, "192.0.2.1", at - timedelta(hours=9))


def test_the_address_is_nowhere_kept_as_such(someone: Person, staff_store: Store) -> None:
    report(someone)
    for name in ("attempt", "feedback", "audit"):
        rows = staff_store.database.read(f"SELECT * FROM {name}")
        assert not any("127.0.0.1" in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"text": " \n "}, "Bitte schreiben Sie, worum es geht."),
        ({"text": "x" * (MOST_MESSAGE + 1)}, "Der Text hat 4001 Zeichen; höchstens 4000 sind möglich."),
        ({"email": "kein at"}, "Das ist keine E-Mail-Adresse."),
        ({"email": f"a@{'b' * 200}.de"}, "Das ist keine E-Mail-Adresse."),
        ({"email": "a@b.de?bcc=c@d.de"}, "Das ist keine E-Mail-Adresse."),
        ({"art": "<b>"}, "Bitte wählen Sie eine Art aus der Liste."),
    ],
    ids=["empty", "long", "no-address", "long-address", "two-addresses", "kind"],
)
def test_a_faulty_report_is_told_field_by_field_and_keeps_the_rest(
    someone: Person, staff_store: Store, words: dict[str, str], said: str
) -> None:
    sent = {"text": "Hier fehlt ein Wert", "email": "leser@post.example", **words}
    answer = report(someone, sent.pop("text"), **sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert ("Hier fehlt ein Wert" in answer.text) == ("text" not in words)
    assert held(staff_store) == ()


def test_as_many_signs_as_allowed_are_taken_line_ends_counted_once(someone: Person, staff_store: Store) -> None:
    assert report(someone, "€\r\n" * (MOST_MESSAGE // 2)).status_code == 303
    assert len(held(staff_store)[0].message) == MOST_MESSAGE - 1


def test_more_than_any_form_holds_is_refused(someone: Person) -> None:
    assert report(someone, "x" * 100_000).status_code in {400, 413}


def test_signs_that_no_text_needs_are_left_out(someone: Person, staff_store: Store) -> None:
    assert report(someone, "a\x00b\u202ec").status_code == 303
    assert held(staff_store)[0].message == "abc"


def test_script_in_a_report_stays_text(someone: Person, signed_in: Callable[..., Person], staff_store: Store) -> None:
    report(someone, PAYLOAD, seite='/kreise?q="><script>alert(3)</script>'.replace(" ", ""))
    said = signed_in("verwaltung", ()).get(LIST).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert "<script>alert" not in said
    assert "<img src=x" not in said
    assert len(held(staff_store)) == 1
    again = report(someone, PAYLOAD, email=PAYLOAD).text
    assert "<script>alert" not in again


def test_only_the_administration_sees_and_settles(
    someone: Person, signed_in: Callable[..., Person], staff_store: Store
) -> None:
    report(someone, "Vertraulich")
    (one,) = held(staff_store)
    deeds = [f"/verwaltung/rueckmeldung/{one.id}/{deed}" for deed in ("erledigt", "offen", "loeschen")]
    assert someone.get(LIST).location.startswith("/anmelden")
    for role in ("datenpflege", "freigabe"):
        person = signed_in(role, ())
        assert person.get(LIST).status_code == 403
        assert "Vertraulich" not in person.get(LIST).text
        assert [person.post(deed).status_code for deed in deeds] == [403, 403, 403]
    chef = signed_in("verwaltung", ())
    assert "Vertraulich" in chef.get(LIST).text
    assert LIST in chef.get("/verwaltung").text
    assert held(staff_store) == (one,)


def test_settling_reopening_and_deleting_stand_in_the_log_without_a_word_of_the_report(
    someone: Person, signed_in: Callable[..., Person], staff_store: Store
) -> None:
    report(someone, "Geheimes Anliegen", email="leser@post.example")
    (one,) = held(staff_store)
    chef, address = signed_in("verwaltung", ()), f"/verwaltung/rueckmeldung/{one.id}"
    assert chef.post(f"{address}/erledigt", LIST, zeige="offen").location == f"{LIST}?zeige=offen"
    assert "Geheimes Anliegen" not in chef.get(LIST).text
    done = chef.get(f"{LIST}?zeige=erledigt").text
    assert "Geheimes Anliegen" in done
    assert "von person.verwaltung" in done
    chef.post(f"{address}/erledigt", LIST)  # a second click changes nothing
    chef.post(f"{address}/offen", LIST)
    assert "Geheimes Anliegen" in chef.get(LIST).text
    chef.post(f"{address}/loeschen", LIST, zeige="alle")
    assert held(staff_store) == ()
    entries = [entry for entry in people.protocol(staff_store, 10) if entry.action.startswith("feedback.")]
    assert [entry.action for entry in entries] == ["feedback.delete", "feedback.reopen", "feedback.done"]
    assert {entry.who for entry in entries} == {"person.verwaltung"}
    assert {entry.subject for entry in entries} == {f"Nr. {one.id} vom 22.11.2026"}
    assert not any("Anliegen" in str(entry) or "leser@" in str(entry) for entry in entries)
    log = chef.get("/verwaltung/protokoll").text
    for said in ("Rückmeldung erledigt", "Rückmeldung wieder geöffnet", "Rückmeldung gelöscht"):
        assert said in log
    assert people.check_protocol(staff_store) == ()
    assert staff_store.verify() == ()


def test_a_list_seen_earlier_deletes_no_later_report(
    someone: Person, signed_in: Callable[..., Person], staff_store: Store
) -> None:
    report(someone, "erste")
    (first,) = held(staff_store)
    chef, deed = signed_in("verwaltung", ()), f"/verwaltung/rueckmeldung/{first.id}/loeschen"
    chef.post(deed, LIST)
    report(someone, "zweite")
    answer = chef.post(deed, LIST)
    assert answer.status_code == 404
    assert "gibt es nicht mehr" in answer.text
    assert [one.message for one in held(staff_store)] == ["zweite"]


@pytest.mark.parametrize(
    ("came", "looked", "is_there"),
    [
        (datetime(2025, 11, 22, 10, tzinfo=UTC), datetime(2026, 11, 22, 9, tzinfo=UTC), True),
        (datetime(2025, 11, 22, 8, tzinfo=UTC), datetime(2026, 11, 22, 9, tzinfo=UTC), False),
        (datetime(2027, 2, 28, 9, tzinfo=UTC), datetime(2028, 2, 29, 9, tzinfo=UTC), False),
        (datetime(2027, 3, 1, 9, tzinfo=UTC), datetime(2028, 2, 29, 9, tzinfo=UTC), True),
    ],
    ids=["younger", "older", "before-leap-day", "after-leap-day"],
)
def test_after_twelve_months_a_report_is_gone(
    staff_store: Store, came: datetime, looked: datetime, is_there: bool
) -> None:
    feedback.take(staff_store, Given("frage", "", "Alt?"), "192.0.2.1", came)
    assert len(feedback.listed(staff_store, 9, looked, MONTHS)) == is_there
    assert feedback.count_open(staff_store, looked, MONTHS) == is_there
    feedback.forget_expired(staff_store, looked, MONTHS)
    assert staff_store.database.read("SELECT count(*) FROM feedback") == [(int(is_there),)]


def test_opening_the_form_clears_what_is_expired(someone: Person, staff_store: Store) -> None:
    feedback.take(staff_store, Given("frage", "", "Alt?"), "192.0.2.1", now() - timedelta(days=400))
    someone.get(FORM)
    assert staff_store.database.read("SELECT count(*) FROM feedback") == [(0,)]


def test_a_long_list_goes_on_on_a_second_page(signed_in: Callable[..., Person], staff_store: Store) -> None:
    with staff_store.database.writing() as writer:
        for place in range(53):
            table.add(writer, now(), "frage", "", f"Frage-{place:02}", "")
    chef = signed_in("verwaltung", ())
    first = chef.get(LIST).text
    assert "53 offen" in first
    assert "Frage-52" in first
    assert "Frage-02" not in first
    older = f"{LIST}?zeige=offen&amp;vor=4"
    assert older in first
    second = chef.get(older.replace("&amp;", "&")).text
    assert "Frage-02" in second
    assert "Frage-03" not in second
    assert chef.get(f"{LIST}?zeige=vielleicht").status_code == 400
    assert chef.get(f"{LIST}?vor=x").status_code == 400


def test_no_mail_link_without_an_address_and_no_cache_keeps_the_form(someone: Person, server: Flask) -> None:
    answer = someone.get(FORM)
    assert "mailto:" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Disallow: /rueckmeldung" in server.test_client().get("/robots.txt").text
