"""Random questions by the ten thousand: page, CSV and JSON say what a plain reading of the shipped files gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cockpit.query import Snapshot, snapshot
from cockpit.store import Store
from tests.conftest import ROOT, TODAY
from tests.soak.asked import Asked
from tests.soak.back_ends import BACK_ENDS
from tests.soak.figures import Figure
from tests.soak.serving import serving
from tests.walks.asking import Place, disagreement, kreis_disagreements
from tests.walks.plain import Plain

QUESTIONS = 10_000
ABOUT_A_KREIS = 0.02
PROMISE = "page = CSV = JSON = plain computation"


def run(asked: Asked) -> list[Figure]:
    """Disagreements on either back end."""
    plain, found = Plain(ROOT / "data"), []
    for title, opened in BACK_ENDS.items():
        try:
            with opened(asked, "truth") as url:
                found.append(_ask(asked, plain, url, title))
        except pytest.skip.Exception as reason:
            found.append(Figure(PROMISE, title, why=str(reason)))
    return found


def _ask(asked: Asked, plain: Plain, url: str, title: str) -> Figure:
    questions, pick, differing, compared = asked.count(QUESTIONS), asked.lot(f"truth {title}"), 0, 0
    store = Store.open(url)
    live = snapshot(store, None, TODAY)
    with serving(url) as server, asked.bar(questions, f"truth, {title}", "questions") as bar:
        client = server.test_client()
        for _ in range(questions):
            if pick.random() < ABOUT_A_KREIS:
                told, number = kreis_disagreements(client, plain, pick.choice(live.kreise).slug)
            else:
                place = _place(plain, live, pick.choice)
                one = disagreement(client, plain, place, live.catalogue.indicators[place.name].decimals)
                told, number = [one] if one else [], 1
            for line in told:
                bar.write(line)
            differing, compared = differing + len(told), compared + number
            bar.update()
    store.close()
    ran = f"{questions:,} of {QUESTIONS:,} questions, {compared:,} values, {title}"
    return Figure(PROMISE, ran, differing, 0, "values")


def _place(plain: Plain, live: Snapshot, choice: Callable[..., object]) -> Place:
    """Any series is as likely as any other, then any of its cells; of Kreise, where it has some."""
    name = str(choice(sorted(plain.tables)))
    kreise = {item.key for item in live.kreise}
    cells = sorted(place for place in plain.tables[name] if place[0] in kreise) or sorted(plain.tables[name])
    key, year = choice(cells)  # type: ignore[misc]
    return Place(name, str(key), int(year))
