"""A real store with a few real series, so that pages are asked the way people ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from dash.development.base_component import Component

from cockpit import query
from cockpit.base.settings import ROOT
from cockpit.catalogue import load
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.store import Publication, Store
from cockpit.web.page import Page, PageRequest, match

DAY = date(2026, 11, 14)
SERIES = (
    "bevoelkerung",
    "beschaeftigtenquote",
    "schulabgaenger-ohne-abschluss",
    "arbeitslosenquote",
    "bip-je-einwohner",
    "pv-leistung",
    "haushaltsabfaelle-je-einwohner",
    "siedlungs-verkehrsflaeche-anteil",
)
CENSUS = ("gas", "oel", "holz", "strom", "fernwaerme", "waermepumpe-solar-geothermie")
SHOWN = SERIES + tuple(f"zensus22-heizung-{name}" for name in CENSUS)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('pages') / 'cockpit.sqlite'}")
    store.migrate()
    at = datetime(2026, 11, 14, 9, tzinfo=UTC)
    store.sync(load(ROOT / "data"), at=at, by="test")
    rows = pd.concat([_rows(name) for name in SHOWN if (ROOT / "data" / "start" / f"{name}.csv").exists()])
    paper = Publication(rows.reset_index(drop=True), "test", "import", "start.csv", "0" * 64, None, "", 0)
    store.publish(paper, judge=assess, at=at)
    yield query.snapshot(store, None, DAY)
    store.close()


def _rows(name: str) -> pd.DataFrame:
    held = pd.read_csv(Path(ROOT / "data" / "start" / f"{name}.csv"), sep=";", dtype={"ags": str, "status": str})
    return pd.DataFrame(
        {
            "indicator": name,
            "key": held["ags"],
            "year": held["jahr"].astype("int64"),
            "value": held["wert"].astype("float64"),
            "status": held["status"].fillna("") if "status" in held else "",
        }
    )


def request_for(snapshot: Snapshot, path: str, args: Mapping[str, str] | None = None) -> PageRequest:
    """What the server hands to a page for this address."""
    given = dict(args or {})
    _, params = match(path)
    return PageRequest(snapshot, query.selection(snapshot, given), params, path, given)


Ask = Callable[..., Page]


@pytest.fixture(scope="session")
def ask(snapshot: Snapshot) -> Ask:
    """``ask("/kreis/lippe", ansicht="karte")`` is the page of that address."""

    def page(path: str, **args: str) -> Page:
        module, _ = match(path)
        return module.page(request_for(snapshot, path, args))

    return page


def nodes(tree: Any) -> Iterator[Component]:
    """The component and everything below it, in reading order."""
    if isinstance(tree, (list, tuple)):
        for child in tree:
            yield from nodes(child)
    elif isinstance(tree, Component):
        yield tree
        yield from nodes(getattr(tree, "children", None))


def found(tree: Component, kind: str, css: str = "") -> list[Component]:
    """All elements of one kind, such as ``H2``, with that class if one is given."""
    return [
        node
        for node in nodes(tree)
        if node._type == kind and (not css or css in str(getattr(node, "className", "") or "").split())
    ]


def words_of(node: Any) -> str:
    """The text people read, pieces joined by blanks."""
    if isinstance(node, (list, tuple)):
        return " ".join(filter(None, (words_of(child) for child in node)))
    if isinstance(node, Component):
        return words_of(getattr(node, "children", None))
    return "" if node is None else " ".join(str(node).split())
