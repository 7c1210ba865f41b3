"""Frozen pages that compare, present or name a Kreis answer "gone" once a value they showed is blocked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cockpit.base.settings import settings
from cockpit.progress import assess
from cockpit.store import Store
from cockpit.web.server import create_server
from tests.conftest import TODAY

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAME = "beschaeftigtenquote"
# Kreis Borken is comparable to Kreis Lippe: its line and its row stand on pages of Lippe too.
SHOWING = (
    f"/vergleich?kreise=lippe~borken&indikatoren={NAME}",
    f"/vortrag?kreise=borken&indikatoren={NAME}",
    f"/vortrag?kreise=lippe&indikatoren={NAME}",
    f"/indikator/{NAME}/geschafft?kreise=lippe",
    "/kreis/borken/sdg/8",
    "/land/nordrhein-westfalen",
    "/land/nordrhein-westfalen.csv",
    "/land/nordrhein-westfalen.json?sdg=8",
    "/land/nordrhein-westfalen.xlsx",
)
OTHER = (
    "/vortrag?kreise=lippe&indikatoren=haushaltsabfaelle-je-einwohner",
    "/kreis/lippe/sdg/8",
    "/land/bayern",
    "/land/bayern.csv",
)


@pytest.fixture(scope="module")
def client(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The newest value of Kreis Borken is blocked after Datenstand 39."""
    file = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("gone") / "c.sqlite"))
    store = Store.open(f"sqlite:///{file}")
    newest = int(store.series(NAME, ["05554"]).dropna(subset="value")["year"].max())
    store.block(NAME, "05554", newest, reason="geheim", by="x", judge=assess, at=AT)
    store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{file}")
        patch.setenv("COCKPIT_TODAY", TODAY.isoformat())
        settings.cache_clear()
        yield create_server().test_client()
    settings.cache_clear()


@pytest.mark.parametrize("path", SHOWING)
def test_the_frozen_page_is_gone_and_the_live_one_stays(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200
    assert client.get(path + ("&" if "?" in path else "?") + "stand=39").status_code == 410


@pytest.mark.parametrize("path", OTHER)
def test_a_page_that_did_not_show_it_stays(client: FlaskClient, path: str) -> None:
    assert client.get(path + ("&" if "?" in path else "?") + "stand=39").status_code == 200
