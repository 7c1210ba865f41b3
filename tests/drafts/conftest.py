"""People with files: real drafts in real stores, the work on them done in this process unless a test says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit import drafts
from cockpit.drafts import worker
from cockpit.model.account import Account
from cockpit.model.draft import Choices, Draft
from cockpit.store import Store
from tests.people.conftest import AT, Person, hired, later, server, signed_in, someone, staff_store
from tests.store.conftest import catalogue, postgresql, store, url

__all__ = [
    "AT",
    "Person",
    "catalogue",
    "hired",
    "later",
    "postgresql",
    "server",
    "signed_in",
    "someone",
    "staff_store",
    "store",
    "url",
]
THREE = {
    "Flensburg, kreisfreie Stadt;91113": "Flensburg, kreisfreie Stadt;92113",
    "Lippe, Kreis;346151": "Lippe, Kreis;347151",
    "Hansestadt, kreisfreie Stadt;216277": "Hansestadt, kreisfreie Stadt;217277",
}
"""Three values of the real file 05, and what an officer makes of them."""


@pytest.fixture
def file_05(realdata: Path) -> bytes:
    """Population 2021 as it was published."""
    return (realdata / "05_regio_12411-01-01-4_2021_kopf_ersetzt.csv").read_bytes()


def changed_by_hand(data: bytes) -> bytes:
    """File 05 with three values changed."""
    content = data.decode("cp1252")
    for old, new in THREE.items():
        assert content.count(old) == 1, old
        content = content.replace(old, new)
    return content.encode("cp1252")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of a draft is done in the process that asks for it, by the same code as in a worker."""

    def work_here(opened: Store, draft_id: str) -> None:
        drafts.work(opened, draft_id)

    monkeypatch.setattr(worker, "start", work_here)


def checked(
    opened: Store, account: Account, data: bytes, name: str = "werte.csv", choices: Choices | None = None, at: float = 0
) -> Draft:
    """A draft after its first check; ``at`` hours after nine o'clock."""
    draft = drafts.create(opened, account, data, name, choices or Choices(), at=later(hours=at))
    return worked(opened, draft, account)


def worked(opened: Store, draft: Draft, account: Account) -> Draft:
    """The draft after the work that was to be done."""
    drafts.work(opened, draft.id)
    return drafts.find(opened, draft.id, account)


def published(opened: Store, draft: Draft, account: Account, at: float = 1) -> Draft:
    """The draft after its publication was asked for and worked on."""
    return worked(opened, drafts.publish(opened, draft, account, "", later(hours=at)), account)


def value(opened: Store, indicator: str, key: str, year: int) -> float | None:
    """The live value of a cell."""
    frame = opened.series(indicator, [key])
    rows = frame.loc[frame["year"] == year, "value"]
    return None if rows.empty else float(rows.iloc[0])
