"""Bring a store up to date: schema, declared content, start data, with a bar that shows how far it is."""

from __future__ import annotations

from pathlib import Path

from tqdm import tqdm

from cockpit.base import clock
from cockpit.base.texts import text
from cockpit.catalogue import load
from cockpit.etl import load_start
from cockpit.progress import assess
from cockpit.store import Store


def initialise(store: Store, folder: Path) -> str:
    """Migrate, sync and load; returns the German closing line. A second run finds nothing to do."""
    catalogue = load(folder)
    migrated = store.migrate()
    synced = store.sync(catalogue, at=clock.now(), by=text("cli.by_start"), judge=assess)
    with tqdm(total=0, unit=text("cli.bar_unit"), leave=False, dynamic_ncols=True) as bar:

        def step(name: str, done: int, total: int) -> None:
            bar.total = total
            bar.set_description(name)
            bar.update(done - bar.n)

        published = load_start(store, folder, at=clock.now(), step=step)
    if not (migrated or synced or published):
        return text("cli.nothing_to_do", stand=store.revision().id)
    form = {0: "catalogue_taken", 1: "initialised_one"}.get(published, "initialised")
    return text(f"cli.{form}", n=published, stand=store.revision().id)
