"""An officer at a browser and a program with a token, who send a file to one server and go on at another."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

import requests

from cockpit.store import Store

from .front import HOST

FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SEEN = re.compile(r'name="gesehen" value="([^"]*)"')
DRAFT = re.compile(r"/daten/pruefung/([0-9a-f]{16})")
COOKIE = "__Host-cockpit"
LONGEST = 90
PIECES = 20


class Slow:
    """A body that leaves in small pieces, as over a poor line."""

    def __init__(self, body: bytes, seconds: float) -> None:
        self._body, self._pause, self._at = body, seconds / PIECES, 0

    def __len__(self) -> int:
        return len(self._body)

    def read(self, _size: int = -1) -> bytes:
        """The next piece."""
        time.sleep(self._pause)
        start, self._at = self._at, self._at + max(1, len(self._body) // PIECES)
        return self._body[start : self._at]


@dataclass
class Sender:
    """``base`` is the server asked, nginx or one behind it; ``address`` is where the sender seems to call from.

    Sending a body takes about so many ``seconds``.
    """

    base: str
    address: str = "192.0.2.1"
    seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    line: requests.Session = field(default_factory=requests.Session)

    def ask(self, method: str, path: str, **body: object) -> requests.Response:
        """One question; a cookie that is given is kept. Raises when no server has answered it."""
        told = {"Host": HOST, "Referer": f"https://{HOST}{path}", **self.headers}
        if self.base.startswith("http:"):
            told |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": self.address}
        asked = self.line.prepare_request(requests.Request(method, self.base + path, told, **body))  # type: ignore[arg-type]
        if isinstance(asked.body, bytes) and self.seconds:
            asked.body = Slow(asked.body, self.seconds)  # type: ignore[assignment] # anything to be read will do
        answer = self.line.send(asked, verify=False, allow_redirects=False, timeout=LONGEST)
        cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
        if COOKIE in cookies:
            self.headers["Cookie"] = f"{COOKIE}={cookies[COOKIE].value}"
        self.line.cookies.clear()
        if answer.status_code in {502, 503, 504}:
            raise requests.ConnectionError(answer.status_code)
        return answer

    def finish(self, draft: str) -> None:
        """Follow a draft until it is published, and ask for that where it is due."""
        end = time.monotonic() + LONGEST
        while (state := self.state(draft)) != "published":
            assert time.monotonic() < end, f"{draft} stays {state}"
            assert state in {"working", "checked"}, f"{draft} ends as {state}"
            if state == "checked":
                self.publish(draft)
            time.sleep(0.2)

    def state(self, draft: str) -> str:
        raise NotImplementedError

    def publish(self, draft: str) -> None:
        raise NotImplementedError


class Program(Sender):
    """Has a token."""

    def send(self, name: str, content: bytes) -> str:
        """The draft of an upload."""
        answer = self.ask("POST", "/api/v1/uploads", files={"file": (name, content)})
        assert answer.status_code in {201, 202}, answer.text
        return str(answer.json()["id"])

    def state(self, draft: str) -> str:
        return str(self.ask("GET", f"/api/v1/uploads/{draft}").json()["state"])

    def publish(self, draft: str) -> None:
        answer = self.ask("POST", f"/api/v1/uploads/{draft}/publish", json={})
        assert answer.status_code in {200, 202}, answer.text

    def find(self, _name: str) -> str:
        """A program is told of a draft only in the answer to its upload; without that it sends the file again."""
        return ""


class Officer(Sender):
    """Signs in, and sends forms as pages hold them."""

    def sign_in(self, name: str, password: str) -> requests.Response:
        return self.post("/anmelden", "/anmelden", name=name, kennwort=password, weiter="")

    def post(self, path: str, page: str, files: object = None, **words: str) -> requests.Response:
        """Send a form with the token that ``page`` gave."""
        shown = self.ask("GET", page).text
        token, seen = FORM_TOKEN.search(shown), SEEN.search(shown)
        assert token, shown
        held = {"gesehen": seen[1]} if seen else {}
        return self.ask("POST", path, data={**words, **held, "csrf_token": token[1]}, files=files)

    def send(self, name: str, content: bytes) -> str:
        """The draft of an upload."""
        answer = self.post("/daten/hochladen", "/daten/hochladen", {"datei": (name, content)}, indikator="")
        found = DRAFT.search(answer.headers.get("Location", ""))
        assert found, answer.text
        return found[1]

    def state(self, draft: str) -> str:
        return str(self.ask("GET", f"/daten/pruefung/{draft}/stand.json").json()["stand"])

    def publish(self, draft: str) -> None:
        page = f"/daten/pruefung/{draft}"
        answer = self.post(f"{page}/veroeffentlichen", f"{page}?schritt=wirkung", notiz="")
        assert answer.status_code == 303, answer.text

    def find(self, name: str) -> str:
        """The draft of a file as the page lists it, "" when the server died before it had the file."""
        for row in self.ask("GET", "/daten/hochladen").text.split("<tr")[1:]:
            found = DRAFT.search(row)
            if found and name in row:
                return found[1]
        return ""


@dataclass
class Change:
    """Other values for all Kreise in one year: in whole or not at all."""

    code: str
    year: int
    old: dict[str, float]
    draft: str = ""

    @property
    def name(self) -> str:
        return f"{self.code}-{self.year}.csv"

    @property
    def new(self) -> dict[str, float]:
        return {key: round(value + 0.1, 1) for key, value in self.old.items()}

    @property
    def content(self) -> bytes:
        rows = "".join(f"{key};{self.code};{self.year};{value}\n" for key, value in self.new.items())
        return f"ags;indikator;jahr;wert\n{rows}".encode()


def change(store: Store, code: str, year: int) -> Change:
    """What to send."""
    return Change(code, year, values(store, code, year))


def values(store: Store, code: str, year: int) -> dict[str, float]:
    """What Kreise have now, by key."""
    frame = store.map(code, year).dropna(subset=["value"])
    kreise = frame[frame["key"].str.len() == 5]
    return dict(zip(kreise["key"], kreise["value"].astype(float), strict=True))
