"""A page is made once for everybody, and made anew as soon as anything it follows from has changed."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped] # ships no types
import pytest
from flask.testing import FlaskClient

from cockpit import people
from cockpit.base.settings import settings
from cockpit.catalogue import legal as details
from cockpit.etl import Request, run
from cockpit.model.action import Action
from cockpit.model.target import Target
from cockpit.people.council_targets import saved_target
from cockpit.progress import assess
from cockpit.store import Store, council_targets
from cockpit.store.council_targets import Deed
from cockpit.web import answer, assets, caching, recalled, shell, state
from cockpit.web.monitoring.counting import ANSWERS
from cockpit.web.parts import legal as legal_parts
from tests.conftest import ROOT, TODAY
from tests.people.conftest import hired
from tests.walks.conftest import serving

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAGE, SAID = "/indikator/beschaeftigtenquote?kreise=lippe&ansicht=tabelle", "99,7"
NEW = "ags;jahr;wert;status\n05766;2024;99.7;\n"
PAGES = ("/", "/kreis/lippe", PAGE, "/kreis/lippe/ziele", "/hebelprojekte", "/land/bayern", "/methodik", "/daten")
OTHERS = ("/kreis/lippe.json", "/indikator/beschaeftigtenquote.svg?kreise=lippe",
          "/einbetten/indikator/beschaeftigtenquote?kreise=lippe")  # fmt: skip
UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@dataclass
class Site:
    """A server over a store of its own, and the addresses of the pages it made."""

    client: FlaskClient
    file: Path
    made: list[str] = field(default_factory=list)

    def says(self, path: str = PAGE, **headers: str) -> str:
        found = self.client.get(path, headers=headers)
        assert found.status_code == 200, found.text
        return found.text

    def by_dash(self, path: str) -> str:
        """What the browser asks Dash for once the page stands there."""
        pathname, _, query = path.partition("?")
        values = {"pathname": pathname, "search": f"?{query}" if query else ""}
        body = {
            "output": f"{shell.LIVE}.children",
            "outputs": {"id": shell.LIVE, "property": "children"},
            "inputs": [{"id": shell.ADDRESS, "property": name, "value": value} for name, value in values.items()],
            "changedPropIds": [f"{shell.ADDRESS}.pathname"],
        }
        return self.client.post("/_dash-update-component", json=body).get_data(as_text=True)

    def everywhere(self) -> list[str]:
        """What a visitor sees of the value: page, Dash's answer, data."""
        return [self.says(), self.by_dash(PAGE), self.says("/kreis/lippe"), self.says("/kreis/lippe.json")]

    def store(self) -> Store:
        """A connection of another process, as far as the server can tell."""
        return Store.open(f"sqlite:///{self.file}")

    def publish(self) -> int:
        store = self.store()
        request = Request(NEW.encode(), "neu.csv", indicator="beschaeftigtenquote", by="Prüfung")
        made = run(store, request, at=AT).revision
        store.close()
        assert made is not None
        return made

    def on_disk(self) -> str:
        """All that is kept, unpacked."""
        found = []
        for file in (self.file.parent / "cache").rglob("*.*"):
            head, _, body = file.read_bytes().partition(b"\n")
            packing = re.search(r'"packing": "(\w*)"', head.decode())
            found.append(UNPACK[packing[1] if packing else ""](body).decode("utf-8", "replace"))
        return "\n".join(found)


@pytest.fixture
def site(shipped_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    file, find = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite")), answer.find
    with serving(file) as client:
        found = Site(client, file)

        def counted(path: str, args: Any, folder: str) -> Any:
            found.made.append(path)
            return find(path, args, folder)

        monkeypatch.setattr(answer, "find", counted)
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_the_second_visitor_gets_the_same_page_without_its_being_made(site: Site, path: str) -> None:
    first = site.client.get(path)
    again = site.client.get(path)
    assert (again.data, len(site.made)) == (first.data, 1)
    assert dict(again.headers) == dict(first.headers)
    assert site.by_dash(path) == site.by_dash(path)
    assert len(site.made) == 2


def test_another_address_is_another_page(site: Site) -> None:
    assert len({site.says(path) for path in (*PAGES, "/kreis/herford", "/?jahr=2019", "/?jahr=2018")}) == 11
    assert len(site.made) == 11
    trees = {site.by_dash(path) for path in (PAGE, PAGE.replace("tabelle", "rangliste"), "/kreis/lippe", "/kreis/unna")}
    assert len(trees) == 4


def test_what_one_process_has_made_another_need_not(site: Site) -> None:
    first = site.says()
    with serving(site.file) as other:
        assert other.get(PAGE).text == first
    assert len(site.made) == 1


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_every_packing_holds_the_same_text(site: Site, path: str) -> None:
    plain = site.client.get(path)
    assert "Content-Encoding" not in plain.headers
    for packing in ("gzip", "br", "gzip"):
        packed = site.client.get(path, headers={"Accept-Encoding": packing})
        assert packed.headers["Content-Encoding"] == packing
        assert UNPACK[packing](packed.data) == plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
        assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(site.made) <= 1


def test_a_publication_from_the_command_line_shows_at_once(site: Site, tmp_path: Path) -> None:
    assert not any(SAID in said or "99.7" in said for said in site.everywhere())
    (tmp_path / "neu.csv").write_text(NEW, encoding="utf-8")
    command = [sys.executable, "-m", "cockpit.cli", "import", str(tmp_path / "neu.csv"), "--indicator",
               "beschaeftigtenquote"]  # fmt: skip
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{site.file}"}
    subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True)
    assert all(SAID in said or "99.7" in said for said in site.everywhere())


def test_a_withdrawal_takes_the_value_off_every_page(site: Site) -> None:
    before = site.everywhere()
    made = site.publish()
    assert all(SAID in said or "99.7" in said for said in site.everywhere())
    store = site.store()
    store.withdraw(made, reason="Irrtum", by="Prüfung", judge=assess, at=AT)
    store.close()
    after = site.everywhere()
    assert not any(SAID in said or "99.7" in said for said in after)
    assert len(before) == len(after)


def test_a_blocked_value_is_gone_from_every_page_and_from_the_disk(site: Site) -> None:
    stand = site.publish()
    assert all(SAID in said or "99.7" in said for said in site.everywhere())
    frozen = site.says(f"{PAGE}&stand={stand}")
    assert SAID in frozen
    assert SAID in site.on_disk()
    store = site.store()
    store.block("beschaeftigtenquote", "05766", 2024, reason="Geheimhaltung", by="Prüfung", judge=assess, at=AT)
    store.close()
    assert not any(SAID in said or "99.7" in said for said in site.everywhere())
    assert site.client.get(f"{PAGE}&stand={stand}").status_code == 410
    assert SAID not in site.by_dash(f"{PAGE}&stand={stand}")
    assert SAID not in site.on_disk()
    assert "99.7" not in site.on_disk()


def test_a_target_the_council_decides_shows_at_once(site: Site) -> None:
    shown = ("/kreis/lippe", "/kreis/lippe/ziele", "/indikator/beschaeftigtenquote?kreise=lippe")
    before = {path: (site.says(path), site.by_dash(path)) for path in shown}
    target = Target(
        "lippe-quote-2030", "beschaeftigtenquote", "05766", 2030, "Kreistag", value=77.7, decided=True, own=True,
        decision="VII/12", decided_on=date(2025, 9, 14),
    )  # fmt: skip
    store = site.store()
    deed = Deed("pflege", AT, assess, saved_target("pflege", target, None, AT))
    council_targets.save(store.database, target, 0, deed)
    store.close()
    for path, (page, tree) in before.items():
        assert site.says(path) != page
        assert site.by_dash(path) != tree
    assert "77,7" in site.says("/kreis/lippe/ziele")


def test_an_action_of_the_kreis_shows_at_once_and_its_change_too(site: Site) -> None:
    one = Action("lippe-takt", "05766", "Halbstundentakt auf der Begatalbahn", "beschlossen", "Amt 66")
    assert one.title not in site.says("/kreis/lippe") + site.says("/kreis/lippe/massnahmen")
    for action in (one, replace(one, title="Stundentakt auf der Begatalbahn")):
        store = site.store()
        entry = people.entry(who="pflege", action="measure", subject=one.id, at=AT)
        store.save_actions((action,), by="pflege", at=AT, entry=entry)
        store.close()
        for path in ("/kreis/lippe", "/kreis/lippe/massnahmen"):
            assert action.title in site.says(path)
            assert action.title in site.by_dash(path)


def test_a_report_to_the_operator_changes_no_page(site: Site) -> None:
    first = site.says("/kreis/lippe")
    form = site.client.get("/rueckmeldung?seite=/kreis/lippe")
    assert form.status_code == 200
    assert site.says("/kreis/lippe") == first


def test_tomorrow_ages_are_counted_anew(site: Site) -> None:
    today, data = site.says("/kreis/lippe"), site.says("/kreis/lippe.json")
    with serving(site.file, "2026-11-23") as tomorrow:
        tomorrow.get("/kreis/lippe")
    with serving(site.file, "2034-01-01") as later:
        assert later.get("/kreis/lippe").text != today
        assert later.get("/kreis/lippe.json").text != data
    assert site.made == ["/kreis/lippe"] * 3


def test_what_the_operator_says_of_himself_is_new_after_a_restart(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(settings().data, tmp_path / "data"))
    monkeypatch.setenv("COCKPIT_DATA", str(data))
    for said in ("Erste Straße 1", "Zweite Straße 2"):
        text = (data / details.FILE).read_text(encoding="utf-8")
        (data / details.FILE).write_text(re.sub(r"(?m)^address = .*$", f'address = ["{said}"]', text), encoding="utf-8")
        caching._texts_mark.cache_clear()
        legal_parts.legal.cache_clear()
        with serving(site.file) as restarted:
            assert said in restarted.get("/impressum").text
            assert said in restarted.get("/impressum").text


def test_another_version_of_the_program_makes_its_own_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.says()
    monkeypatch.setattr(assets, "build_mark", lambda _: "naechste")
    with serving(site.file) as restarted:
        restarted.get(PAGE)
    assert len(site.made) == 2


def test_who_is_signed_in_gets_no_kept_page_and_leaves_none(site: Site) -> None:
    store = site.store()
    hired(store, "anna.beispiel")
    store.close()
    site.client.set_cookie("cockpit", "irgendein-geheimnis")
    site.says()
    site.says()
    site.by_dash(PAGE)
    assert len(site.made) == 3
    assert site.on_disk() == ""
    site.client.delete_cookie("cockpit")
    site.says()
    site.client.set_cookie("cockpit", "irgendein-geheimnis")
    site.says()
    assert len(site.made) == 5


def test_each_name_of_the_server_stands_in_its_own_pages(site: Site) -> None:
    for host in ("cockpit.example", "anders.example", "cockpit.example"):
        said = site.says("/kreis/lippe", Host=host)
        assert set(re.findall(r'property="og:url" content="http://([^/]+)/', said)) == {host}
    assert len(site.made) == 2


@pytest.mark.parametrize("path", ["/suche?q=lippe", "/indikatoren?q=wohnen"])
def test_free_words_make_no_file(site: Site, path: str) -> None:
    site.says(path)
    site.by_dash(path)
    assert site.on_disk() == ""


@pytest.mark.parametrize("path", ["/nichts", "/kreis/nirgends", "/?quatsch=1", "/?stand=999999"])
def test_a_fault_is_not_kept(site: Site, path: str) -> None:
    for _ in range(2):
        assert site.client.get(path).status_code >= 400
        assert site.by_dash(path)
    assert site.on_disk() == ""


def test_an_error_of_one_moment_is_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(answer, "find", lambda *_: 1 / 0)
        assert site.client.get(PAGE).status_code == 500
        assert "schiefgegangen" in site.by_dash(PAGE)
    assert "<h1>" in site.says()
    assert "schiefgegangen" not in site.by_dash(PAGE)


def test_a_damaged_file_costs_time_and_nothing_else(site: Site) -> None:
    first = site.says()
    for file in (site.file.parent / "cache").rglob("*.*"):
        file.write_bytes(b"{kein JSON\n")
    with serving(site.file) as restarted:
        assert restarted.get(PAGE).text == first
    assert len(site.made) == 2


def test_a_page_holds_nothing_of_the_visitor_it_was_made_for(site: Site) -> None:
    first = site.says()
    shutil.rmtree(site.file.parent / "cache")
    with serving(site.file) as restarted:
        assert restarted.get(PAGE, headers={"User-Agent": "X", "Referer": "http://x.example/"}).text == first
    assert len(site.made) == 2
    assert TODAY.isoformat() not in first


def test_what_was_asked_for_a_moment_ago_is_answered_without_disk_or_page(site: Site) -> None:
    for path in (*PAGES, *OTHERS):
        first = site.client.get(path)
        shutil.rmtree(site.file.parent / "cache")
        again, head = site.client.get(path), site.client.head(path)
        assert (again.data, dict(again.headers)) == (first.data, dict(first.headers))
        assert (head.data, head.status_code) == (b"", 200)
        unchanged = site.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (unchanged.status_code, unchanged.data) == (304, b"")
        assert unchanged.headers["ETag"] == first.headers["ETag"]
        assert unchanged.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert site.client.get(path, headers={"If-None-Match": 'W/"anders"'}).data == first.data
        assert not (site.file.parent / "cache").exists()
    assert len(site.made) == len(PAGES)


def test_without_a_store_nothing_is_answered_from_memory(site: Site) -> None:
    site.says()
    state.store().close()
    for file in site.file.parent.glob("cockpit.sqlite*"):
        file.rename(file.with_name(f"weg-{file.name}"))
    assert site.client.get(PAGE).status_code >= 500


def test_the_memory_is_bounded_and_what_nobody_asks_for_goes_first() -> None:
    memory, now = recalled.Memory(most=4 * 3000), (1, "2026-11-22", "2026-11-22")
    one = recalled.Answer((), b"x" * (3000 - recalled.HEADERS_BYTES), "t")
    for name in "abcd":
        memory.put((name,), now, one)
        memory.put((name,), now, one)
    assert memory.find(("a",), now) == one
    memory.put(("e",), now, one)
    assert [name for name in "abcde" if (name,) in memory] == ["a", "c", "d", "e"]


def test_the_memory_forgets_all_of_another_state() -> None:
    memory, one = recalled.Memory(), recalled.Answer((), b"geheim", "t")
    for later in ((2, "2026-11-22", "2026-11-22"), (1, "2026-11-23", "2026-11-22"), (1, "2026-11-22", "2026-11-23")):
        memory.put(("a",), (1, "2026-11-22", "2026-11-22"), one)
        assert memory.find(("b",), later) is None
        assert ("a",) not in memory


def test_answers_from_memory_are_counted_and_protected_like_others(site: Site) -> None:
    first, again = site.client.get(PAGE), site.client.get(PAGE)
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy", "Vary"):
        assert again.headers[name] == first.headers[name]
    counted = ANSWERS.labels("/indikator/<name>", "GET", "2xx")._value.get()
    site.client.get(PAGE)
    assert ANSWERS.labels("/indikator/<name>", "GET", "2xx")._value.get() == counted + 1
