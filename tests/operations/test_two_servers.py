"""Any number of application servers before one database: each knows what any other did, and one may die at any time."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from cockpit import people
from cockpit.base.clock import now
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from tests.people.conftest import PASSWORD, hired
from tests.store import servers

from .front import missing
from .pair import Application, Pair, pair
from .senders import Change, Officer, Program, Sender, change, values

pytestmark = pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
READERS = 50
PHASES = ("body", "check", "publish", "check", "publish", "publish", "check", "body", "publish", "check")
LENGTH = {"body": 1.5, "check": 1.0, "publish": 1.0}
"""Seconds from the beginning of each within which the server dies."""
SERIES = ("aerzte-je-10000", "anteil-65plus", "betreuungsquote-u3", "schulabgaenger-ohne-abschluss",
          "wohnflaeche-je-einwohner", "beschaeftigtenquote", "arbeitslosenquote")  # fmt: skip
FIRST = "pkw-je-1000-einwohner"


@pytest.fixture(scope="module")
def address(shipped_file: Path) -> Iterator[str]:
    """The start data in a real PostgreSQL."""
    if missing():
        pytest.skip(f"Das Programm {missing()} ist nicht installiert.")
    for server in servers.temporary_server():
        for url in servers.fresh_database(server):
            servers.fill(url, shipped_file)
            yield url


@pytest.fixture(scope="module")
def store(address: str) -> Iterator[Store]:
    opened = Store.open(address)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def running(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with pair(tmp_path_factory.mktemp("pair"), address) as started:
        yield started


@pytest.fixture
def both(running: Pair) -> Pair:
    """Both servers, alive."""
    running.both_ready()
    return running


def program(store: Store, name: str, base: str) -> Program:
    token = people.token(store, hired(store, name), "Test", 30, ["upload"], now())
    return Program(base, headers={"Authorization": f"Bearer {token}"})


def officer(store: Store, name: str, base: str, role: str = "datenpflege") -> Officer:
    hired(store, name, role)
    made = Officer(base)
    assert made.sign_in(name, PASSWORD).status_code == 303
    return made


def test_what_was_begun_at_one_server_goes_on_at_the_other(both: Pair, store: Store) -> None:
    made = change(store, FIRST, 2022)
    anna = officer(store, "anna", both.first.base)
    kept = Sender(both.site)
    table = f"/indikator/{FIRST}.csv?kreise=lippe"
    before = kept.ask("GET", table)
    draft = anna.send(made.name, made.content)
    form = "/daten/pruefung/" + draft
    shown = anna.ask("GET", form)
    anna.base = both.second.base
    assert anna.find(made.name) == draft
    anna.finish(draft)
    number = store.revision().id
    assert values(store, FIRST, 2022) == made.new
    for one in (both.first.base, both.second.base):
        assert f",{made.new['05766']:g}," in Sender(one).ask("GET", table).text
        anna.base = one
        assert anna.ask("GET", f"/daten/stand/{number}/datei").content == made.content
    assert shown.status_code == 200
    anna.base = both.site
    fresh, others = anna.ask("GET", table), kept.ask("GET", table)
    assert fresh.headers["X-Cache"] == "BYPASS"
    assert fresh.text != before.text
    assert others.text == fresh.text, "what an officer looks at is new for all others, too"
    anna.base = both.first.base
    anna.post("/abmelden", "/konto")
    anna.base = both.second.base
    assert anna.ask("GET", "/konto").status_code in {302, 303, 401}


def test_who_guesses_at_one_server_waits_at_the_other(both: Pair, store: Store) -> None:
    hired(store, "berta")
    guesser = Officer(both.first.base, address="198.51.100.9")
    for _ in range(5):
        last = guesser.sign_in("berta", "geraten")
    assert last.status_code == 429
    guesser.base = both.second.base
    assert guesser.sign_in("berta", "geraten").status_code == 429


def test_what_is_blocked_at_one_server_is_gone_at_the_other(both: Pair, store: Store) -> None:
    path = f"/indikator/aerzte-je-10000.csv?kreise=lippe&stand={store.revision().id}"
    secret = f",{values(store, 'aerzte-je-10000', 2021)['05766']:g},"
    there = Sender(both.second.base)
    assert secret in there.ask("GET", path).text
    verwaltung = officer(store, "clara", both.first.base, "verwaltung")
    place = {"indikator": "aerzte-je-10000", "kreis": "lippe", "jahr": "2021"}
    done = verwaltung.post("/daten/sperren", "/daten/sperren", **place, grund="Geheim", bestaetigt="ja")
    assert done.status_code == 303
    assert secret not in there.ask("GET", path).text


def test_fifty_readers_read_on_while_a_server_dies(both: Pair, store: Store) -> None:
    slugs = [one.slug for one in store.catalogue().regions.values() if one.level == "kreis" and one.slug]
    done, again, failed, read = threading.Event(), [], [], []

    def read_on(number: int) -> None:
        chance, reader = random.Random(number), Sender(both.site)  # noqa: S311 - only chooses pages
        while not done.is_set():
            slug = chance.choice(slugs)
            path = chance.choice((f"/kreis/{slug}", f"/kreis/{slug}.json", f"/indikator/{FIRST}.csv?kreise={slug}"))
            for attempt in (again, failed):
                try:
                    assert reader.ask("GET", path).status_code == 200
                    read.append(path)
                    break
                except (requests.RequestException, AssertionError) as fault:
                    attempt.append(f"{path}: {fault!r}")

    readers = [threading.Thread(target=read_on, args=(number,)) for number in range(READERS)]
    for one in readers:
        one.start()
    time.sleep(3)
    at_kill = len(read)
    both.first.kill()
    time.sleep(5)
    done.set()
    for one in readers:
        one.join()
    assert failed == []
    assert len(again) <= 3, "nginx asks the other server by itself"
    assert len(read) > at_kill > 0


def test_a_server_that_dies_leaves_uploads_whole_or_to_be_gone_on_with(both: Pair, store: Store) -> None:
    chance = random.Random(10)  # noqa: S311 - only chooses moments
    senders: list[Program | Officer] = [
        *(program(store, f"programm-{n}", both.site) for n in range(2)),
        *(officer(store, f"person-{n}", both.site) for n in range(2)),
    ]
    sent: list[list[Change]] = [[] for _ in senders]
    for number, phase in enumerate(PHASES):
        victim = (both.first, both.second)[number % 2]
        victim.await_ready()
        one = change(store, SERIES[number % len(SERIES)], 2015 + number // len(SERIES))
        sent[number % len(senders)].append(one)
        die_over(store, victim, senders[number % len(senders)], one, phase, chance)
        victim.start()  # and is back when it is the other one's turn to die
        assert store.verify() == ()
        for other in (other for changes in sent for other in changes):
            assert values(store, other.code, other.year) in (other.old, other.new), other.name
    (both.first, both.second)[len(PHASES) % 2].await_ready()
    going_on = [threading.Thread(target=go_on, args=(*pair, both.site)) for pair in zip(senders, sent, strict=True)]
    for thread in going_on:
        thread.start()
    for thread in going_on:
        thread.join()
    assert store.verify() == ()
    published = [revision.file_name for revision in store.revisions() if revision.kind == "import"]
    for one in (one for changes in sent for one in changes):
        assert values(store, one.code, one.year) == one.new, one.name
        assert published.count(one.name) == 1, "published once"


def die_over(
    store: Store, victim: Application, sender: Program | Officer, one: Change, phase: str, chance: random.Random
) -> None:
    """Send a file through a server and have it published there; the server dies at some moment of that phase."""
    sender.base, sender.seconds = victim.base, LENGTH["body"] if phase == "body" else 0

    def send() -> None:
        with suppress(requests.RequestException):
            one.draft = sender.send(one.name, one.content)
            sender.finish(one.draft)

    sending = threading.Thread(target=send)
    sending.start()
    end = time.monotonic() + 60
    while not has_come_to(store, one, phase):
        assert time.monotonic() < end, f"{one.name} does not come to {phase}"
        time.sleep(0.02)
    time.sleep(chance.uniform(0, LENGTH[phase]))
    victim.kill()
    sending.join()


def has_come_to(store: Store, one: Change, phase: str) -> bool:
    """Whether the work on a file has got there, or further."""
    if phase == "body":
        return True
    found = next((draft for draft in wip.listed(store.database) if draft.file_name == one.name), None)
    if phase == "check" or found is None:
        return found is not None
    job = wip.part(store.database, found.id, "job") or b""
    return found.state == "published" or b'"publish"' in job


def go_on(sender: Program | Officer, changes: Sequence[Change], site: str) -> None:
    """What somebody does whose server did not answer: look at the draft again, or send the file again."""
    sender.base, sender.seconds = site, 0
    for one in changes:
        sender.finish(one.draft or sender.find(one.name) or sender.send(one.name, one.content))
