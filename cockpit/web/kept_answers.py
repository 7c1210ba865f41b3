"""Finished answers of a Datenstand, packed as they travel: whoever asks for the same next waits for nothing.

What an answer says follows from the program, its texts and settings, the address, the newest Datenstand and the day
(pages, by their ETag) or the Datenstand shown (files). All of them are part of the name under which it is kept, so a
publication, withdrawal, block or decided target makes it another one, whichever process it came from.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Response, g, request

from cockpit.query import Snapshot
from cockpit.web import kept, packed, session

MADE_ANEW = frozenset({"Content-Length", "Content-Encoding"})
SEARCHED = "q"
"""Free words would make a new page for every word."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An answer as it lies on disk; ``packing`` is "" where it is not worth it."""

    headers: dict[str, str]
    packing: str
    body: bytes

    def response(self) -> Response:
        found = Response(self.body, headers=self.headers)
        if self.packing:
            found.headers["Content-Encoding"] = self.packing
        return found

    def packed_as(self, packing: str) -> _Held:
        raw = packed.UNPACK[self.packing](self.body)
        chosen = packing if packed.worth_packing(self.headers.get("Content-Type", ""), raw) else ""
        return self if chosen == self.packing else _Held(self.headers, chosen, packed.PACK[chosen](raw))


def pass_on() -> None:
    """Do not keep the answer of this request: it tells of a fault."""
    g.passed_on = True


def for_everybody() -> bool:
    """Whether this request is answered like anybody's: it comes from nobody who is signed in."""
    return not (request.cookies.get(session.cookie_name()) or "Authorization" in request.headers)


def kept_page(snap: Snapshot, tag: str, make: Callable[[], Response]) -> Response:
    """A page at the live ``snap``, where ``tag`` says all that it follows from."""
    if not for_everybody() or SEARCHED in request.args:
        return make()
    return kept_answer(snap, make, tag)


def kept_answer(snap: Snapshot, make: Callable[[], Response], state: str = "") -> Response:
    """What the address of this request gives at its Datenstand; ``state`` tells apart as in ``kept``.

    Good answers are kept with the headers they have by now; later steps add theirs to kept ones as to new ones.
    """
    wanted = packed.wanted()
    place = kept.place(snap, state)
    found = _found(place, wanted)
    if found is None:
        response = make()
        if response.status_code != 200 or g.get("passed_on"):
            return response
        found = _made(response, wanted)
        _keep(place, wanted, found)
    g.kept = True
    return found.response()


def _made(response: Response, wanted: str) -> _Held:
    headers = {name: value for name, value in response.headers.items() if name not in MADE_ANEW}
    return _Held(headers, "", response.get_data()).packed_as(wanted)


def _found(place: Path, wanted: str) -> _Held | None:
    """In the packing wanted, or from another one: unpacking and packing is nothing beside making it."""
    if held := _read(place, wanted):
        return held
    for other in ("", *packed.PACKINGS):
        if other != wanted and (held := _read(place, other)):
            again = held.packed_as(wanted)
            if again is not held:
                _keep(place, wanted, again)
            return again
    return None


def _read(place: Path, packing: str) -> _Held | None:
    content = kept.read(_file(place, packing))
    if content is None:
        return None
    head, _, body = content.partition(b"\n")
    try:
        told = json.loads(head)
        return _Held(told["headers"], told["packing"], body)
    except (ValueError, KeyError, TypeError):
        return None


def _keep(place: Path, wanted: str, held: _Held) -> None:
    head = json.dumps({"headers": held.headers, "packing": held.packing})
    kept.keep(_file(place, wanted), head.encode() + b"\n" + held.body)


def _file(place: Path, packing: str) -> Path:
    return place.with_name(f"{place.name}.{packing or 'plain'}")
