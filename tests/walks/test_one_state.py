"""A page is of the Datenstand it names, even when another one is published while it is put together."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from cockpit.etl import Request, run
from cockpit.store import Store
from tests.walks.asking import Tables
from tests.walks.conftest import serving

NEW = "ags;jahr;wert;status\n05766;2024;40.0;\n"
ASKED = "/indikator/beschaeftigtenquote?kreise=lippe&ansicht=tabelle"


def test_a_publication_between_two_questions_of_a_page_stays_off_it(
    shipped_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, whole = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite")), Store.aggregates
    published: list[int | None] = []

    def publish_first(store: Store, indicator: str, stand: int | None = None) -> pd.DataFrame:
        if not published:
            other = Store.open(f"sqlite:///{file}")
            request = Request(NEW.encode(), "neu.csv", indicator="beschaeftigtenquote", by="Prüfung")
            published.append(run(other, request, at=datetime(2026, 11, 22, 12, tzinfo=UTC)).revision)
            other.close()
        return whole(store, indicator, stand)

    with serving(file) as client:
        monkeypatch.setattr(Store, "aggregates", publish_first)
        during, after = client.get(ASKED).text, client.get(ASKED).text
    assert published[0]
    assert _years(during)[-1] == 2021
    assert _years(after)[-1] == 2024
    for page, stand in ((during, published[0] - 1), (after, published[0])):
        assert {int(one) for one in re.findall(r"stand=(\d+)", page)} == {stand}


def _years(page: str) -> list[int]:
    return [int(row[0]) for row in Tables(page).rows if len(row) > 1 and row[0].isdigit()]
