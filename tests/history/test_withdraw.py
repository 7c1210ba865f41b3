"""Taking a Datenstand back: in one step, with a reason, only by those who care for its Kreise."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cockpit import people
from cockpit.base.settings import settings
from cockpit.model.revision import Revision
from cockpit.store import Store
from tests.history.conftest import fails
from tests.people.conftest import Person

QUOTE = "arbeitslosenquote"
Sign = Callable[..., Person]


def value(store: Store, key: str, year: int) -> float | None:
    frame = store.series(QUOTE, [key])
    found = frame.loc[frame["year"] == year, "value"].tolist()
    return found[0] if found else None


def test_the_form_says_what_returns_what_vanishes_and_what_stays_and_why(
    signed_in: Sign, publish: Callable[..., Revision]
) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4), (QUOTE, "05766", 2019, 4.1), (QUOTE, "05766", 2024, 3.3))
    later = publish((QUOTE, "05766", 2019, 4.2))
    page = signed_in().get(f"/daten/stand/{made.id}/zuruecknehmen").text
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "1 Wert kehrt auf den früheren Stand zurück" in told
    assert "1 Wert entfällt, weil es davor keinen gab" in told
    assert "1 Wert bleibt, weil ihn ein späterer Datenstand geändert" in told
    assert f'href="/daten/stand/{later.id}"' in page


def test_one_step_with_a_reason_brings_the_old_values_back(
    signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]
) -> None:
    before = value(staff_store, "05766", 2020)
    made = publish((QUOTE, "05766", 2020, 4.4), (QUOTE, "05766", 2024, 3.3))
    officer = signed_in()
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    answer = officer.post(address, address, grund="Falsche Datei")
    assert answer.status_code == 200
    assert f"Datenstand {made.id} ist zurückgenommen" in answer.text
    assert value(staff_store, "05766", 2020) == before
    assert value(staff_store, "05766", 2024) is None
    by = staff_store.withdrawn_by(made.id)
    assert by is not None
    page = officer.get(f"/daten/stand/{made.id}").text
    assert f"zurückgenommen durch Datenstand {by}" in page
    assert "Falsche Datei" in page
    assert f"zurückgenommen durch {by}" in officer.get("/daten").text


def test_what_was_kept_is_named_afterwards(
    signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]
) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4), (QUOTE, "05766", 2019, 4.1))
    later = publish((QUOTE, "05766", 2019, 4.2))
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    answer = signed_in().post(address, address, grund="Falsch")
    assert f'href="/daten/stand/{later.id}"' in answer.text
    assert value(staff_store, "05766", 2019) == 4.2


def test_without_a_reason_nothing_happens(
    signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]
) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4))
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    answer = signed_in().post(address, address, grund="  ")
    assert answer.status_code == 422
    assert "Bitte einen Grund angeben" in answer.text
    assert staff_store.withdrawn_by(made.id) is None


def test_an_officer_of_lippe_cannot_take_back_what_belongs_to_herford(
    signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]
) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4), (QUOTE, "05758", 2020, 4.4))
    officer = signed_in()
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    assert officer.get(address).status_code == 403
    assert officer.post(address, grund="Trotzdem").status_code == 403
    assert staff_store.withdrawn_by(made.id) is None


def test_a_second_time_is_refused_in_words(signed_in: Sign, publish: Callable[..., Revision]) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4))
    officer = signed_in()
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    assert officer.post(address, address, grund="Falsch").status_code == 200
    assert "bereits zurückgenommen" in officer.get(address).text
    assert officer.post(address, grund="Noch einmal").status_code == 422


def test_a_catalogue_cannot_be_taken_back(signed_in: Sign) -> None:
    person = signed_in("verwaltung", ())
    assert "lässt sich nicht zurücknehmen" in person.get("/daten/stand/1/zuruecknehmen").text
    assert person.post("/daten/stand/1/zuruecknehmen", grund="Weg damit").status_code == 422


def test_it_is_recorded_with_who_and_why(signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4))
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    signed_in().post(address, address, grund="Falsche Datei")
    entry = people.protocol(staff_store, 1, None)[0]
    assert (entry.who, entry.action) == ("person.datenpflege", "withdraw")
    assert "Falsche Datei" in entry.after


def test_readers_are_asked_to_sign_in_and_forged_forms_are_refused(
    someone: Person, signed_in: Sign, staff_store: Store, publish: Callable[..., Revision]
) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4))
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    assert someone.get(address).status_code == 303
    forged = signed_in().client.post(address, data={"grund": "x"})
    assert forged.status_code == 400
    assert staff_store.withdrawn_by(made.id) is None


def test_the_original_file_is_for_people_who_signed_in(
    someone: Person, signed_in: Sign, publish: Callable[..., Revision]
) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4), file=b"<script>alert(1)</script>", name="böse/../x.html")
    address = f"/daten/stand/{made.id}/datei"
    assert someone.get(address).status_code == 303
    answer = signed_in().get(address)
    assert answer.data == b"<script>alert(1)</script>"
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_datenstand_without_a_file_has_none_to_give(signed_in: Sign) -> None:
    assert signed_in().get("/daten/stand/1/datei").status_code == 404


def test_with_second_eyes_who_only_prepares_takes_nothing_back(
    signed_in: Sign, staff_store: Store, publish: Callable[..., Revision], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCKPIT_SECOND_EYES", "true")
    settings.cache_clear()
    made = publish((QUOTE, "05766", 2020, 4.4))
    address = f"/daten/stand/{made.id}/zuruecknehmen"
    officer = signed_in()
    assert officer.get(address).status_code == 403
    answer = officer.post(address, grund="x")
    assert answer.status_code == 403
    assert "Rolle Freigabe oder Verwaltung" in answer.text
    assert staff_store.withdrawn_by(made.id) is None
    other = signed_in("freigabe", ("05766",), "freigabe")
    assert other.get(address).status_code == 200
    assert other.post(address, address, grund="x").status_code == 200
    assert staff_store.withdrawn_by(made.id) is not None


def test_without_an_entry_in_the_audit_log_nothing_is_taken_back(
    signed_in: Sign, staff_store: Store, publish: Callable[..., Revision], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publish((QUOTE, "05766", 2020, 4.4))
    address, officer = f"/daten/stand/{made.id}/zuruecknehmen", signed_in()
    fails(monkeypatch)
    assert officer.post(address, grund="x").status_code == 500
    assert staff_store.withdrawn_by(made.id) is None
    assert staff_store.revision() == made
