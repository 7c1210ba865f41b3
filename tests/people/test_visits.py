"""What a browser gets: one cookie where someone signs in, none elsewhere, and never a way to a foreign host."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.errors import SignInNeeded
from cockpit.base.settings import Settings
from cockpit.store import Store
from cockpit.web.own_address import own_address
from cockpit.web.server import create_server

from .conftest import PASSWORD, Person, hired

DRAWN_ANEW = re.compile(r'"end_id":"[^"]*"')  # Dash puts a random word into every page
FOREIGN = [
    "//fremd.example",
    "///fremd.example",
    "/\\fremd.example",
    "\\\\fremd.example",
    "https://fremd.example/konto",
    "https:fremd.example",
    "/\t/fremd.example",
    "/%09/fremd.example\n",
    "javascript:alert(1)",
    "/\x00/fremd.example",
    " //fremd.example",
    "fremd.example",
    "",
]


def cookie(person: Person) -> str:
    found = person.client.get_cookie("cockpit")
    return found.value if found else ""


@pytest.mark.parametrize("path", ["/", "/kreis/lippe", "/kreis/lippe.json", "/suche.json?q=lip", "/assets/tokens.css"])
def test_public_pages_set_no_cookie_and_take_no_notice_of_one(
    someone: Person, signed_in: Callable[..., Person], path: str
) -> None:
    plain = someone.get(path)
    known = signed_in("verwaltung", ()).get(path)
    for answer in (plain, known):
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert DRAWN_ANEW.sub("", plain.text) == DRAWN_ANEW.sub("", known.text)


def test_signing_in_gives_the_browser_a_new_secret(server: Flask, staff_store: Store) -> None:
    hired(staff_store, "anna")
    person = Person(server.test_client())
    person.get("/anmelden")
    before = cookie(person)
    answer = person.sign_in("anna")
    assert answer.location == "/konto"
    assert before
    assert cookie(person) not in {"", before}
    said = answer.headers["Set-Cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    fixated = Person(server.test_client())
    fixated.client.set_cookie("cockpit", before)
    assert fixated.get("/konto").status_code == 303


def test_a_secret_that_a_stranger_made_up_is_never_taken(server: Flask, staff_store: Store) -> None:
    hired(staff_store, "anna")
    person = Person(server.test_client())
    person.client.set_cookie("cockpit", "vom-Fremden-gesetzt")
    person.sign_in("anna")
    assert cookie(person) != "vom-Fremden-gesetzt"
    rows = staff_store.database.read("SELECT session_id FROM session")
    assert people.start(staff_store, {}, now()).session.digest not in {row[0] for row in rows}


def test_signing_out_ends_the_visit_on_the_server(server: Flask, signed_in: Callable[..., Person]) -> None:
    person = signed_in()
    secret = cookie(person)
    assert person.post("/abmelden").location == "/anmelden"
    assert cookie(person) == ""
    thief = Person(server.test_client())
    thief.client.set_cookie("cockpit", secret)
    assert thief.get("/konto").location.startswith("/anmelden")


def test_a_link_cannot_sign_anyone_out(signed_in: Callable[..., Person]) -> None:
    person = signed_in()
    assert person.get("/abmelden").status_code == 404
    assert person.client.post("/abmelden").status_code == 400
    assert person.get("/konto").status_code == 200


def test_a_new_password_signs_out_every_other_browser(server: Flask, signed_in: Callable[..., Person]) -> None:
    here, there = signed_in(name="anna"), Person(server.test_client())
    there.sign_in("anna")
    assert there.get("/konto").status_code == 200
    fresh = "ein ganz anderes Kennwort"
    changed = here.post("/konto/kennwort", alt=PASSWORD, neu=fresh, noch_einmal=fresh)
    assert "Das neue Kennwort gilt ab jetzt" in changed.text
    assert here.get("/konto").status_code == 200
    assert there.get("/konto").status_code == 303
    assert there.sign_in("anna", PASSWORD).status_code == 401
    assert there.sign_in("anna", fresh).status_code == 303


def test_two_different_new_passwords_change_nothing(server: Flask, signed_in: Callable[..., Person]) -> None:
    person = signed_in(name="anna")
    answer = person.post("/konto/kennwort", alt=PASSWORD, neu="ein neues Kennwort", noch_einmal="ein anderes Kennwort")
    assert answer.status_code == 422
    assert "verschieden" in answer.text
    assert Person(server.test_client()).sign_in("anna").status_code == 303


def test_whoever_was_sent_to_sign_in_comes_back_to_where_they_wanted(server: Flask, staff_store: Store) -> None:
    hired(staff_store, "chef", "verwaltung")
    person = Person(server.test_client())
    sent = person.get("/verwaltung/protokoll?wer=chef")
    assert sent.status_code == 303
    assert sent.location == "/anmelden?weiter=%2Fverwaltung%2Fprotokoll%3Fwer%3Dchef"
    onward = re.search(r'name="weiter" value="([^"]*)"', person.get(sent.location).text)
    assert onward
    assert person.sign_in("chef", onward=onward[1]).location == "/verwaltung/protokoll?wer=chef"


@pytest.mark.parametrize("given", FOREIGN)
def test_no_sign_in_leads_to_a_foreign_host(server: Flask, staff_store: Store, given: str) -> None:
    hired(staff_store, "anna")
    person = Person(server.test_client())
    page = person.client.get("/anmelden", query_string={"weiter": given})
    assert 'name="weiter" value=""' in page.text
    assert person.sign_in("anna", onward=given).location == "/konto"
    again = person.client.get("/anmelden", query_string={"weiter": given})
    assert again.location == "/konto"


def test_own_addresses_are_kept_whole() -> None:
    for kept in ("/", "/konto", "/daten/pruefung/a1?schritt=wirkung", "/kreis/lippe?kreise=lippe~herford#ziele"):
        assert own_address(kept, "/konto") == kept
    for loop in ("/anmelden", "/abmelden", "/anmelden/dienst", "/api/v1/uploads", "/_dash-layout"):
        assert own_address(loop, "/konto") == "/konto"


@pytest.mark.usefixtures("staff_store")
def test_in_production_the_cookie_travels_only_encrypted_and_from_this_host() -> None:
    server = create_server(Settings(env="production", secret_key="k" * 40))
    answer = server.test_client().get("/anmelden", base_url="https://cockpit.example")
    said = answer.headers["Set-Cookie"]
    assert said.startswith("__Host-cockpit=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in said.split(";")}
    assert "Domain" not in said


def test_every_staff_answer_is_protected_and_kept_nowhere(someone: Person, signed_in: Callable[..., Person]) -> None:
    chef = signed_in("verwaltung", ())
    answers = [chef.get(path) for path in ("/konto", "/verwaltung", "/verwaltung/protokoll", "/verwaltung/konto/nie")]
    answers += [someone.get("/anmelden"), someone.get("/konto"), someone.client.post("/anmelden")]
    answers += [someone.sign_in("nie", "falsch")]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_forms_agree_between_two_processes_without_a_configured_key(staff_store: Store) -> None:
    hired(staff_store, "anna")
    first, second = create_server(), create_server()
    assert first.secret_key == second.secret_key
    person = Person(first.test_client())
    token = person.token("/anmelden")
    other = second.test_client()
    other.set_cookie("cockpit", cookie(person))
    answer = other.post("/anmelden", data={"name": "anna", "kennwort": PASSWORD, "csrf_token": token})
    assert answer.status_code == 303


def test_waiting_is_answered_with_how_long(someone: Person) -> None:
    answers = [someone.sign_in("niemand", "falsch") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert "nicht gesperrt" in answers[-1].text


@pytest.mark.usefixtures("staff_store")
def test_the_address_behind_a_proxy_counts_only_when_the_proxy_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(_store: Store, _name: str, _password: str, address: str, _at: object) -> None:
        asked.append(address)
        raise SignInNeeded("")

    monkeypatch.setattr("cockpit.people.authenticate", note)
    for proxies, expected in ((0, "127.0.0.1"), (1, "198.51.100.4")):
        person = Person(create_server(Settings(proxies=proxies)).test_client())
        headers = {"X-Forwarded-For": "6.6.6.6, 198.51.100.4"}
        token = person.token("/anmelden")
        person.client.post("/anmelden", data={"name": "a", "kennwort": "b", "csrf_token": token}, headers=headers)
        assert asked.pop() == expected


def test_what_is_typed_is_shown_as_text_and_never_run(signed_in: Callable[..., Person]) -> None:
    chef = signed_in("verwaltung", ())
    script = '"><script>alert(1)</script>'
    for answer in (
        chef.post("/verwaltung/konten", name=script, anzeigename=script, rolle=script, kreise=script, email=script),
        chef.get(f"/verwaltung/protokoll?wer={script}&was={script}"),
        chef.get(f"/verwaltung/konto/{script}"),
        chef.post("/konto/schluessel", bezeichnung=script, tage=script),
        chef.post("/konto/schluessel", bezeichnung=script, tage="30"),
    ):
        assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in chef.get("/konto").text
