"""The shipped data, a small sound catalogue to break, and the facts the shipped data were carried over from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cockpit.catalogue import load
from cockpit.model.catalogue import Catalogue

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]


@pytest.fixture(scope="session")
def data() -> Path:
    return REPOSITORY / "data"


@pytest.fixture(scope="session")
def shipped(data: Path) -> Catalogue:
    return load(data)


@pytest.fixture(scope="session")
def facts() -> Path:
    folder = REPOSITORY.parent / "shared" / "facts"
    if not folder.exists():
        pytest.skip("the folder of facts does not lie beside the repository")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small sound catalogue, free to be changed."""
    return Path(shutil.copytree(HERE / "sound", tmp_path / "data"))
