"""Whether an address of another website still answers: the one place that asks foreign servers for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Lock
from typing import Literal
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NameResolutionError

from cockpit import __version__

AGENT = f"kommunales-cockpit/{__version__}"
MOST_HOPS = 10
AT_ONCE = 6
"""Hosts asked at the same time; each of them gets one question at a time."""
FOR_GOOD = frozenset({301, 308})
CLOSED = frozenset({401, 403, 407, 429, 503})
"""Answers of servers that refuse programs or are busy: people may well see the page."""
GONE = frozenset({404, 410})

Result = Literal["ok", "moved", "dead", "unreachable"]


@dataclass(frozen=True, slots=True)
class Reached:
    """What became of an address: ``reason`` names a phrase unless all is well, ``moved_to`` is where it lives now."""

    address: str
    result: Result
    reason: str = ""
    status: int | None = None
    moved_to: str = ""


def reach_all(addresses: Sequence[str], seconds: float, step: Callable[[], object]) -> tuple[Reached, ...]:
    """Every address in the given order, each waited for ``seconds``; ``step`` is called after each of them."""
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    turn = Lock()

    def ask(of_host: list[str]) -> list[Reached]:
        found = []
        for address in of_host:
            found.append(reach(address, seconds))
            with turn:
                step()
        return found

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        held = {one.address: one for found in pool.map(ask, hosts.values()) for one in found}
    return tuple(_in_hindsight([held[address] for address in addresses]))


def _in_hindsight(found: Sequence[Reached]) -> list[Reached]:
    """Where others answer, the net is there: a name that nobody knows is then a name given up."""
    if all(one.status is None for one in found):
        return list(found)
    return [replace(one, result="dead") if one.reason == "name" else one for one in found]


def reach(address: str, seconds: float) -> Reached:
    """One address: asked for its head, and for the page where the head is refused; no page is read."""
    with requests.Session() as session:
        session.headers["User-Agent"] = AGENT
        session.max_redirects = MOST_HOPS
        try:
            return _judged(address, _answer(session, address, seconds))
        except requests.TooManyRedirects:
            return Reached(address, "dead", "circle")
        except requests.exceptions.SSLError:
            return Reached(address, "unreachable", "certificate")
        except requests.Timeout:
            return Reached(address, "unreachable", "timeout")
        except requests.ConnectionError as error:
            return Reached(address, "unreachable", "name" if _is_unnamed(error) else "connection")
        except requests.RequestException:
            return Reached(address, "dead", "address")


def _answer(session: requests.Session, address: str, seconds: float) -> requests.Response:
    """The last answer of the way. Some servers refuse, drop or never answer a question for the head alone."""
    try:
        head = session.head(address, timeout=seconds, allow_redirects=True)
        if head.ok:
            return head
    except (requests.exceptions.SSLError, requests.ConnectTimeout, requests.TooManyRedirects):
        raise
    except requests.ConnectionError as error:
        if _is_unnamed(error):
            raise
    except requests.ReadTimeout:
        pass
    with session.get(address, timeout=seconds, stream=True) as page:
        return page


def _judged(address: str, answer: requests.Response) -> Reached:
    status = answer.status_code
    if answer.ok:
        target = _moved_to(answer)
        return Reached(address, "moved" if target else "ok", "", status, target)
    if status in CLOSED:
        return Reached(address, "unreachable", "closed", status)
    reason = "gone" if status in GONE else "server" if status >= 500 else "answer"
    return Reached(address, "dead", reason, status)


def _moved_to(answer: requests.Response) -> str:
    """Where the page lives for good: the end of the permanent steps the way begins with."""
    target = ""
    for hop, after in pairwise((*answer.history, answer)):
        if hop.status_code not in FOR_GOOD:
            break
        target = str(after.url)
    return target


def _is_unnamed(error: requests.ConnectionError) -> bool:
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), NameResolutionError)
