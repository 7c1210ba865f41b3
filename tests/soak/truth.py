"""Random questions by the ten thousand: both back ends give one answer, the one that a plain reading gives.

Each back end is asked the same questions; page, CSV and JSON are compared with the files, ranks and distributions with
a count by hand, and every answer byte by byte with that of the other back end.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import repeat
from multiprocessing import get_context

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cockpit.query import Snapshot, snapshot
from cockpit.store import Store
from tests.conftest import ROOT, TODAY
from tests.soak.asked import Asked
from tests.soak.back_ends import BACK_ENDS
from tests.soak.figures import Figure
from tests.soak.serving import serving
from tests.walks.asking import Place, disagreement, kreis_disagreements
from tests.walks.plain import Plain
from tests.walks.whole_year import year_disagreements

QUESTIONS = 10_000
ABOUT_A_KREIS, ABOUT_A_YEAR = 0.02, 0.05
PROMISE = "page = CSV = JSON = ranks = plain computation"
LOT = re.compile(rb'<script id="_dash-config".*?</script>', re.DOTALL)
"""What a page has drawn by lot; everything else of it is compared."""
SAME = "every answer the same on both back ends"


@dataclass
class Recorder:
    """A client that seals what it is answered, so that two back ends can be compared without keeping it all."""

    client: FlaskClient
    seals: list[str] = field(default_factory=list)

    def get(self, path: str) -> TestResponse:
        """The answer to one address."""
        answer = self.client.get(path)
        self.seals.append(f"{path} {answer.status_code} {sha256(LOT.sub(b'', answer.data)).hexdigest()}")
        return answer


def run(asked: Asked) -> list[Figure]:
    """Disagreements on either back end, and between them; each is asked in a process of its own, all at a time."""
    with ProcessPoolExecutor(len(BACK_ENDS), get_context("fork")) as pool:
        answered = list(pool.map(_back_end, repeat(asked), BACK_ENDS))
    sealed = [seals for _, seals in answered if seals]
    return [figure for figure, _ in answered] + ([_same(*sealed)] if len(sealed) > 1 else [])


def _back_end(asked: Asked, title: str) -> tuple[Figure, list[str]]:
    try:
        with BACK_ENDS[title](asked, "truth") as url:
            return _ask(asked, Plain(ROOT / "data"), url, title)
    except pytest.skip.Exception as reason:
        return Figure(PROMISE, title, why=str(reason)), []


def _ask(asked: Asked, plain: Plain, url: str, title: str) -> tuple[Figure, list[str]]:
    questions, pick, differing, compared = asked.count(QUESTIONS), asked.lot("truth"), 0, 0
    store = Store.open(url)
    live = snapshot(store, None, TODAY)
    with serving(url) as server, asked.bar(questions, f"truth, {title}", "questions") as bar:
        client = Recorder(server.test_client())
        for _ in range(questions):
            told, number = _question(client, plain, live, pick)
            for line in told:
                bar.write(line)
            differing, compared = differing + len(told), compared + number
            bar.update()
    store.close()
    ran = f"{questions:,} of {QUESTIONS:,} questions, {compared:,} values, {title}"
    return Figure(PROMISE, ran, differing, 0, "values"), client.seals


def _question(client: Recorder, plain: Plain, live: Snapshot, pick: random.Random) -> tuple[list[str], int]:
    """What differs from the files, and how many values were compared."""
    kind = pick.random()
    if kind < ABOUT_A_KREIS:
        return kreis_disagreements(client, plain, pick.choice(live.kreise).slug)
    place = _place(plain, live, pick.choice)
    if kind < ABOUT_A_KREIS + ABOUT_A_YEAR:
        return year_disagreements(client, plain, live, place.name, place.year)
    one = disagreement(client, plain, place, live.catalogue.indicators[place.name].decimals)
    return [one] if one else [], 1


def _place(plain: Plain, live: Snapshot, choice: Callable[..., object]) -> Place:
    """Any series is as likely as any other, then any of its cells; of Kreise, where it has some."""
    name = str(choice(sorted(plain.tables)))
    kreise = {item.key for item in live.kreise}
    cells = sorted(place for place in plain.tables[name] if place[0] in kreise) or sorted(plain.tables[name])
    key, year = choice(cells)  # type: ignore[misc]
    return Place(name, str(key), int(year))


def _same(one: list[str], other: list[str]) -> Figure:
    """Both were asked the same in the same order."""
    differing = [first for first, second in zip(one, other, strict=True) if first != second]
    for line in differing[:20]:
        print(f"other answer: {line}")
    ran = f"{len(one):,} answers of these, byte by byte"
    return Figure(SAME, ran, len(differing), 0, "answers")
