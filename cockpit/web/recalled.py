"""Answers given a moment ago, in the memory of this process: the shortest way to what many ask for.

They are good while the newest Datenstand and the day are the same. The store is asked for it each time, so that
nothing published, withdrawn or blocked by whatever process is overlooked.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask, Response, g, request

from cockpit.base.clock import today
from cockpit.base.errors import CockpitError
from cockpit.store.history import newest_moment
from cockpit.web import packed, state
from cockpit.web.kept_answers import for_everybody

MOST_BYTES = 16 * 1024 * 1024
LARGEST = 1024 * 1024
HEADERS_BYTES = 2 * 1024
Name = tuple[str, ...]
State = tuple[int, str, str]
"""Newest Datenstand, its moment, the day."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as the view gave it; later steps add their headers to it each time."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        return len(self.body) + HEADERS_BYTES


@dataclass
class Memory:
    """Answers of one state of the store, bounded in bytes; what nobody asked for the longest goes first."""

    most: int = MOST_BYTES
    _state: State | None = None
    _held: OrderedDict[Name, Answer] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _turn: Lock = field(default_factory=Lock)

    def find(self, name: Name, now: State) -> Answer | None:
        """What was answered in this very state; answers of another one are forgotten, blocked values with them."""
        with self._turn:
            self._be_in(now)
            found = self._held.get(name)
            if found is not None:
                self._held.move_to_end(name)
            return found

    def put(self, name: Name, shown: State, answer: Answer) -> None:
        """Remember it, in place of an older one."""
        with self._turn:
            self._be_in(shown)
            before = self._held.pop(name, None)
            self._held[name] = answer
            self._bytes += answer.size - (before.size if before else 0)
            while self._bytes > self.most:
                _, gone = self._held.popitem(last=False)
                self._bytes -= gone.size

    def __contains__(self, name: Name) -> bool:
        return name in self._held

    def _be_in(self, now: State) -> None:
        if now != self._state:
            self._state, self._bytes = now, 0
            self._held.clear()


def recall_answers(server: Flask) -> None:
    """Answer from memory what is there, before anything else looks at the request, and remember what was kept."""
    memory = Memory()

    @server.before_request
    def recall() -> Response | None:
        if request.method not in state.ASKING or not for_everybody() or (name := _name()) not in memory:
            return None
        try:
            found = memory.find(name, _now())
        except CockpitError:  # no store: the page says so
            return None
        return _again(found) if found else None

    @server.after_request
    def remember(response: Response) -> Response:
        tag, _ = response.get_etag()
        if not g.get("kept") or request.method not in state.ASKING or not for_everybody() or not tag:
            return response
        live = state.snapshot({})
        body = response.get_data()
        if response.status_code == 200 and len(body) <= LARGEST:
            shown = (live.revision.id, live.revision.created_at.isoformat(), live.today.isoformat())
            headers = tuple((name, value) for name, value in response.headers if name != "Content-Length")
            memory.put(_name(), shown, Answer(headers, body, tag))
        return response


def _name() -> Name:
    """The whole address as it came, and how the answer is packed."""
    said = request.environ.get
    place = (said("wsgi.url_scheme", ""), said("HTTP_HOST", ""), said("SCRIPT_NAME", ""))
    return (*place, said("PATH_INFO", ""), said("QUERY_STRING", ""), packed.wanted())


def _now() -> State:
    revision, moment = newest_moment(state.reading_store().database.read)
    return revision, moment.isoformat(), today().isoformat()


def _again(answer: Answer) -> Response:
    if answer.tag not in request.if_none_match.as_set(include_weak=True):
        return Response(answer.body, headers=answer.headers)
    held = {name: value for name, value in answer.headers if name in ("ETag", "Cache-Control")}
    return Response(status=304, headers=held)
