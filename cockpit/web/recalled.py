"""Answers given a moment ago, in the memory of this process: the shortest way to what many ask for.

They are good while the newest Datenstand and the day are the same. The store is asked for it each time, so that
nothing published, withdrawn or blocked by whatever process is overlooked. An answer is taken as it leaves the program,
with all its headers, and given again before Flask looks at the request.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from werkzeug.http import parse_etags

from cockpit.base.clock import today
from cockpit.base.errors import CockpitError
from cockpit.store.history import newest_moment
from cockpit.web import packed, state
from cockpit.web.kept_answers import for_everybody
from cockpit.web.monitoring.counting import counted, pattern

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_BYTES = 16 * 1024 * 1024
LARGEST = 1024 * 1024
WORTH = "cockpit.worth_recalling"
"""Where the environment of a request says that its answer may be given again, and in which state."""
OF_A_BODY = frozenset({"content-length", "content-type", "content-encoding", "content-disposition"})
HEADERS_BYTES = 2 * 1024
Name = tuple[str, ...]
State = tuple[int, str, str]
"""Newest Datenstand, its moment, the day."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it left the program; ``route`` is the pattern of its address, under which it is counted."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str
    route: str = ""

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


def recall_answers(server: Flask, folder: str) -> None:
    """Answer from memory what is there, before anything else looks at the request, and remember what was kept.

    ``folder`` is the package whose modules are the pages. To be called before anything else is put around the program.
    """
    server.wsgi_app = _recalling(server.wsgi_app, Memory())  # type: ignore[method-assign,assignment] # as in Flask's manual

    @server.after_request
    def say_whether_worth_it(response: Response) -> Response:
        tag, _ = response.get_etag()
        if g.get("kept") and request.method == "GET" and response.status_code == 200 and tag and for_everybody():
            live = state.snapshot({})
            shown = (live.revision.id, live.revision.created_at.isoformat(), live.today.isoformat())
            request.environ[WORTH] = (shown, tag, pattern(folder))
        return response


def _recalling(program: WSGIApplication, memory: Memory) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began, name = time.perf_counter(), _name(environ)
        if name is None:
            return program(environ, start_response)
        found = _found(memory, name)
        if found is not None:
            return _again(found, environ, start_response, began)
        told: list[Any] = []

        def listening(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:
            told[:] = [status, headers]
            return start_response(status, headers, *rest)

        body = program(environ, listening)
        return _remembered(memory, name, environ, told, body) if WORTH in environ else body

    return answer


def _remembered(
    memory: Memory, name: Name, environ: WSGIEnvironment, told: list[Any], body: Iterable[bytes]
) -> Iterable[bytes]:
    """The body, whole; its answer is in the memory from now on unless it is large or tells a browser a secret."""
    shown, tag, route = environ[WORTH]
    try:
        content = b"".join(body)
    finally:
        getattr(body, "close", lambda: None)()
    status, headers = told
    if (
        status.startswith("200")
        and len(content) <= LARGEST
        and not any(key.lower() == "set-cookie" for key, _ in headers)
    ):
        memory.put(name, shown, Answer(tuple(headers), content, tag, route))
    return [content]


def _name(environ: WSGIEnvironment) -> Name | None:
    """The whole address as it came, and how the answer is packed; None for what is not asked by anybody."""
    said = environ.get
    if said("REQUEST_METHOD") not in state.ASKING or "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ:
        return None
    place = (said("wsgi.url_scheme", ""), said("HTTP_HOST", ""), said("SCRIPT_NAME", ""))
    packing = packed.best_of(said("HTTP_ACCEPT_ENCODING", ""))
    return (*place, said("PATH_INFO", ""), said("QUERY_STRING", ""), packing)


def _found(memory: Memory, name: Name) -> Answer | None:
    if name not in memory:
        return None
    try:
        revision, moment = newest_moment(state.nearest_store().database.read)
    except (CockpitError, ValueError):  # no store, or a damaged one: the page says so
        return None
    return memory.find(name, (revision, moment.isoformat(), today().isoformat()))


def _again(answer: Answer, environ: WSGIEnvironment, start_response: StartResponse, began: float) -> Iterable[bytes]:
    status, headers, body = "200 OK", list(answer.headers), [answer.body]
    if answer.tag in parse_etags(environ.get("HTTP_IF_NONE_MATCH")).as_set(include_weak=True):
        status = "304 NOT MODIFIED"
        headers = [(name, value) for name, value in headers if name.lower() not in OF_A_BODY]
    if status != "200 OK" or environ["REQUEST_METHOD"] == "HEAD":
        body = []
    start_response(status, headers)
    counted(answer.route, environ["REQUEST_METHOD"], int(status[:3]), time.perf_counter() - began)
    return body
