"""A program that uploads to a real server, processes of that server killed meanwhile, and what was lost by it."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import signal
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cockpit.store import Store

HEAD = b"ags;indikator;jahr;wert\n"
FIRST = 8_000
EVERY, AT_LEAST, AT_MOST = 10, 45.0, 3.0
"""Of so many kills one waits that long for a publication, however slow the machine; the others strike sooner."""


@dataclass
class Caller:
    """A program that uploads and publishes, and remembers what the server acknowledged."""

    base: str
    token: str
    acknowledged: dict[int, int] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    twice: list[int] = field(default_factory=list)

    def call(self, path: str, body: bytes | None = None, kind: str = "application/json") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind}
        asked = urllib.request.Request(self.base + path, data=body, headers=headers)
        with urllib.request.urlopen(asked, timeout=70) as answer:
            return json.loads(answer.read())  # type: ignore[no-any-return]

    def upload(self, content: bytes, name: str = "werte.csv") -> dict[str, Any]:
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.call("/api/v1/uploads", body, f"multipart/form-data; boundary={edge}")

    def publish(self, number: int, done: threading.Event) -> None:
        """Upload and publish a value that nobody else uses, asking again until the server has said that it is done."""
        data = HEAD + b"05766;arbeitslose;2024;%d\n" % number
        told = self._insist(lambda: self.upload(data), done)
        while told and told["state"] != "published" and not done.is_set():
            self.drafts.add(told["id"])
            address = told["address"]
            if told["state"] == "checked":
                told = self._insist(lambda: self.call(address + "/publish", b"{}"), done)  # noqa: B023 - asked at once
            else:
                time.sleep(0.1)
            told = self._insist(lambda: self.call(address), done)  # noqa: B023 - asked at once
        if told and told.get("revision"):
            revision = int(told["revision"])
            if self.acknowledged.setdefault(revision, number) != number:
                self.twice.append(revision)

    def _insist(self, ask: Callable[[], dict[str, Any]], done: threading.Event) -> dict[str, Any]:
        """The answer of a server that may be killed while it answers; empty when it is over."""
        while not done.is_set():
            try:
                return ask()
            except OSError:  # urllib's errors are OSErrors too, conflicts (409) among them
                time.sleep(0.1)
            except http.client.HTTPException:
                time.sleep(0.1)
        return {}


def offspring(parent: int) -> list[int]:
    """All processes below one, by /proc."""
    found, waiting = [], [parent]
    while waiting:
        number = waiting.pop()
        for tasks in Path(f"/proc/{number}/task").glob("*/children"):
            children = [int(one) for one in tasks.read_text().split()]
            found += children
            waiting += children
    return found


def await_progress(caller: Caller, chance: random.Random, seconds: float) -> None:
    """Until something more was published or so many seconds are over, and then a random moment longer."""
    before, end = len(caller.acknowledged), time.monotonic() + seconds
    while len(caller.acknowledged) == before and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.6))


def kill_one(server: int, chance: random.Random) -> int:
    """Kill a process of the server, mostly one that works on a draft; how many were hit."""
    below = offspring(server)
    leaves = [one for one in below if not offspring(one)]
    victims = leaves if leaves and chance.random() < 0.7 else below
    try:
        os.kill(chance.choice(victims), signal.SIGKILL)
    except (ProcessLookupError, IndexError):
        return 0
    return 1


def settle(caller: Caller, name: str) -> dict[str, Any]:
    """The draft once no process is at it; every look starts its work again when that died."""
    end = time.monotonic() + 60
    while True:
        told = caller.call(f"/api/v1/uploads/{name}")
        if told["state"] != "working" or time.monotonic() > end:
            return told
        time.sleep(0.2)


def under_fire(
    caller: Caller, server: int, kills: int, chance: random.Random, longest: float, step: Callable[[], object]
) -> int:
    """Kill processes of the server while two threads upload; ``step`` is called after each kill. How many were hit."""
    done, numbers = threading.Event(), itertools.count(FIRST)

    def upload_on() -> None:
        while not done.is_set():
            caller.publish(next(numbers), done)

    uploads = [threading.Thread(target=upload_on, daemon=True) for _ in range(2)]
    for thread in uploads:
        thread.start()
    hit, end = 0, time.monotonic() + longest
    while hit < kills and time.monotonic() < end:
        await_progress(caller, chance, AT_LEAST if hit % EVERY == 0 else AT_MOST)
        if kill_one(server, chance):
            hit += 1
            step()
    done.set()
    for thread in uploads:
        thread.join(timeout=90)
    return hit


def lost(store: Store, caller: Caller) -> list[str]:
    """What the server acknowledged and the store does not hold."""
    revisions = {one.id for one in store.revisions()}
    found = [f"Datenstand {revision} was given twice" for revision in caller.twice]
    for revision, number in caller.acknowledged.items():
        if revision not in revisions:
            found.append(f"Datenstand {revision} is gone")
            continue
        frame = store.series("arbeitslose", ["05766"], revision)
        if frame.loc[frame["year"] == 2024, "value"].tolist() != [number]:
            found.append(f"Datenstand {revision} does not hold {number}")
    return found
