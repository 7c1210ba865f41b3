"""Sign-in by a real provider process: who is prepared gets in, and no bent answer does."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from structlog.testing import capture_logs

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.errors import UsageFault
from cockpit.base.settings import Settings, settings
from cockpit.store import Store
from cockpit.web import provider
from cockpit.web.server import create_server

from .conftest import Person, hired

OWN = "http://localhost"


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a provider process listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path_factory.mktemp("provider") / "log.txt").open("wb")
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("crooked_provider.py")), str(port)], stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                requests.get(f"{address}/jwks", timeout=1)
                break
            except requests.RequestException:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)
        log.close()


@pytest.fixture
def house(issuer: str, staff_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A server of a house that has this provider; the provider is honest, and knows Anna and Berta."""
    assert staff_store.is_current()
    for name, value in {"ISSUER": issuer, "CLIENT_ID": "cockpit", "CLIENT_SECRET": "nur-zum-Pruefen"}.items():
        monkeypatch.setenv(f"COCKPIT_OIDC_{name}", value)
    settings.cache_clear()
    provider._known_client.cache_clear()
    requests.put(f"{issuer}/lie/honest", timeout=5)
    for sub, email, verified in (("anna-1", "Anna@kreis.example", True), ("berta-2", "berta@kreis.example", False)):
        claims = {"email": email, "email_verified": verified}
        requests.put(f"{issuer}/users/{sub}", json=claims, timeout=5).raise_for_status()
    yield create_server()
    provider._known_client.cache_clear()


@pytest.fixture
def prepared(staff_store: Store) -> Store:
    """Anna is expected by her e-mail address."""
    people.add(
        staff_store, "anna", "datenpflege", ["05766"], by="Test", at=now(), email="anna@kreis.example", local=False
    )
    return staff_store


def departed(person: Person, onward: str = "") -> str:
    """The provider's address that the browser is sent to."""
    answer = person.client.get("/anmelden/dienst", query_string={"weiter": onward})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def allowed(address: str, sub: str) -> str:
    """The way back that the provider sends the browser on, once the person has agreed."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
    location = answer.headers["Location"]
    assert location.startswith(f"{OWN}/anmelden/rueckkehr?")
    return location.removeprefix(OWN)


def is_in(person: Person) -> bool:
    return person.get("/konto").status_code == 200


def test_who_is_prepared_by_a_verified_address_gets_in_and_is_bound_to_the_identity(
    house: Flask, prepared: Store, issuer: str
) -> None:
    person = Person(house.test_client())
    answer = person.get(allowed(departed(person, "/verwaltung?x=1"), "anna-1"))
    assert (answer.status_code, answer.location) == (303, "/verwaltung?x=1")
    assert "datenpflege" not in person.get("/konto").text
    assert "Datenpflege · Kreis Lippe" in person.get("/konto").text
    held = people.find(prepared, "anna")
    assert (held.issuer, held.subject, held.password_hash) == (issuer, "anna-1", "")
    assert people.protocol(prepared, 1)[0].action == "account.bind"
    requests.put(f"{issuer}/users/anna-1", json={"email": "neu@kreis.example"}, timeout=5)
    again = Person(house.test_client())
    again.get(allowed(departed(again), "anna-1"))
    assert is_in(again)


@pytest.mark.usefixtures("prepared")
def test_a_bound_account_is_nobody_elses_even_with_the_same_address(house: Flask, issuer: str) -> None:
    person = Person(house.test_client())
    person.get(allowed(departed(person), "anna-1"))
    claims = {"email": "anna@kreis.example", "email_verified": True}
    requests.put(f"{issuer}/users/zwilling", json=claims, timeout=5)
    other = Person(house.test_client())
    answer = other.get(allowed(departed(other), "zwilling"))
    assert answer.status_code == 401
    assert "noch kein Konto vorbereitet" in answer.text
    assert not is_in(other)


def test_who_is_not_prepared_does_not_get_in_and_no_account_is_made(house: Flask, staff_store: Store) -> None:
    person = Person(house.test_client())
    assert person.get(allowed(departed(person), "anna-1")).status_code == 401
    assert people.listed(staff_store) == ()


def test_an_address_the_provider_does_not_vouch_for_opens_nothing(house: Flask, staff_store: Store) -> None:
    people.add(staff_store, "berta", "datenpflege", by="Test", at=now(), email="berta@kreis.example", local=False)
    person = Person(house.test_client())
    assert person.get(allowed(departed(person), "berta-2")).status_code == 401


def test_an_account_prepared_for_the_identity_needs_no_address(house: Flask, staff_store: Store, issuer: str) -> None:
    people.add(staff_store, "berta", "datenpflege", by="Test", at=now(), subject="berta-2", issuer=issuer, local=False)
    person = Person(house.test_client())
    person.get(allowed(departed(person), "berta-2"))
    assert is_in(person)


def test_an_account_with_a_password_is_not_taken_over_by_an_address(house: Flask, staff_store: Store) -> None:
    hired(staff_store, "chef", "verwaltung")
    hired(staff_store, "anna", "verwaltung")
    people.change(
        staff_store, "anna", role="verwaltung", kreise=(), display_name="", email="anna@kreis.example", by="chef",
        at=now(),
    )  # fmt: skip
    person = Person(house.test_client())
    assert person.get(allowed(departed(person), "anna-1")).status_code == 401


def test_a_closed_account_stays_closed(house: Flask, prepared: Store) -> None:
    people.disable(prepared, "anna", by="Test", at=now())
    person = Person(house.test_client())
    assert person.get(allowed(departed(person), "anna-1")).status_code == 401


REASONS = {
    "nonce": "'nonce'",
    "issuer": "'iss'",
    "audience": "'aud'",
    "audience_of_two": "'azp'",
    "expired": "expired",
    "no_subject": "'sub'",
    "none": "'none' is not allowed",
    "shared_key": "'HS256' is not allowed",
    "foreign_key": "bad_signature",
    "no_id_token": "id_token",
    "metadata": "issuer",
}


@pytest.mark.parametrize("lie", REASONS)
def test_a_bent_answer_signs_nobody_in(house: Flask, prepared: Store, issuer: str, lie: str) -> None:
    requests.put(f"{issuer}/lie/{lie}", timeout=5)
    person = Person(house.test_client())
    with capture_logs() as log:
        answer = person.client.get("/anmelden/dienst")
        if lie != "metadata":  # a provider that names another issuer is not even asked
            answer = person.get(allowed(str(answer.location), "anna-1"))
    assert answer.status_code == 401
    assert "nicht gelungen" in answer.text
    assert REASONS[lie] in log[-1]["reason"]
    assert not is_in(person)
    assert people.find(prepared, "anna").subject == ""


@pytest.mark.parametrize("forged", ["state=geraten", "state=", "", "error=access_denied&state=x"])
@pytest.mark.usefixtures("prepared")
def test_an_answer_to_a_question_nobody_asked_signs_nobody_in(house: Flask, forged: str) -> None:
    person = Person(house.test_client())
    back = parse_qs(urlsplit(allowed(departed(person), "anna-1")).query)
    answer = person.get(f"/anmelden/rueckkehr?code={back['code'][0]}&{forged}")
    assert answer.status_code == 401
    assert not is_in(person)


@pytest.mark.usefixtures("prepared")
def test_the_answer_for_one_browser_is_worthless_in_another(house: Flask) -> None:
    victim, attacker = Person(house.test_client()), Person(house.test_client())
    departed(victim)
    answer = victim.get(allowed(departed(attacker), "anna-1"))
    assert answer.status_code == 401
    assert not is_in(victim)


@pytest.mark.usefixtures("prepared")
def test_an_answer_counts_once(house: Flask) -> None:
    person = Person(house.test_client())
    back = allowed(departed(person), "anna-1")
    assert person.get(back).status_code == 303
    person.post("/abmelden")
    assert person.get(back).status_code == 401


@pytest.mark.usefixtures("prepared")
def test_the_answer_of_another_provider_is_refused(house: Flask) -> None:
    person = Person(house.test_client())
    back = allowed(departed(person), "anna-1")
    assert person.get(f"{back}&iss=https%3A%2F%2Ffremd.example").status_code == 401


def test_the_question_carries_state_nonce_and_a_challenge(house: Flask) -> None:
    asked = parse_qs(urlsplit(departed(Person(house.test_client()))).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{OWN}/anmelden/rueckkehr"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))


@pytest.mark.usefixtures("staff_store")
def test_a_provider_that_does_not_answer_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COCKPIT_OIDC_ISSUER", "http://127.0.0.1:9")
    monkeypatch.setenv("COCKPIT_OIDC_CLIENT_ID", "cockpit")
    settings.cache_clear()
    person = Person(create_server().test_client())
    answer = person.get("/anmelden/dienst")
    assert answer.status_code == 401
    assert "nicht gelungen" in answer.text
    assert "Über den Anmeldedienst anmelden" in person.get("/anmelden").text


def test_without_a_provider_nothing_is_offered(someone: Person) -> None:
    assert "Anmeldedienst" not in someone.get("/anmelden").text
    assert someone.get("/anmelden/rueckkehr?code=x&state=y").status_code == 401


@pytest.mark.parametrize(
    "given",
    [
        {"oidc_issuer": "http://anmelden.example", "oidc_client_id": "cockpit", "public_url": "https://c.example"},
        {"oidc_issuer": "https://anmelden.example", "oidc_client_id": "", "public_url": "https://c.example"},
        {"oidc_issuer": "https://anmelden.example", "oidc_client_id": "cockpit", "public_url": ""},
    ],
)
def test_production_does_not_start_with_half_a_provider(given: dict[str, str]) -> None:
    with pytest.raises(UsageFault):
        Settings(env="production", secret_key="k" * 40, **given).require_sound()  # type: ignore[arg-type] # words
