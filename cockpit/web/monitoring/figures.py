"""What only the store knows: its Datenstand, when something was last published, and how the work on uploads stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from cockpit import __version__
from cockpit.base.errors import CockpitError
from cockpit.store import Store
from cockpit.store import work_in_progress as wip

DRAFTS = ("working", "mapping", "checked", "approval", "published", "discarded", "failed")


class StoreFigures(Collector):
    """Asked anew at every look; a store that does not answer is told by ``cockpit_store_up`` 0."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """The figures as they are now."""
        yield _labelled("cockpit_info", "The running version.", "version", {__version__: 1})
        try:
            found = list(self._asked())
        except CockpitError:
            yield GaugeMetricFamily("cockpit_store_up", "Whether the store answers.", value=0)
            return
        yield GaugeMetricFamily("cockpit_store_up", "Whether the store answers.", value=1)
        yield from found

    def _asked(self) -> Iterator[Metric]:
        read = self._store.database.read
        newest = read("SELECT revision_id, created_at FROM revision ORDER BY revision_id DESC LIMIT 1")
        number, moment = (int(newest[0][0]), _seconds(newest[0][1])) if newest else (0, 0.0)
        yield GaugeMetricFamily("cockpit_store_revision", "The newest Datenstand.", value=number)
        yield GaugeMetricFamily(
            "cockpit_last_publication_timestamp_seconds", "When the newest Datenstand was made.", value=moment
        )
        states = dict.fromkeys(DRAFTS, 0) | {
            str(state): int(n) for state, n in read("SELECT state, count(*) FROM draft GROUP BY state")
        }
        yield _labelled("cockpit_drafts", "Drafts by state.", "state", states)
        working = [str(draft) for (draft,) in read("SELECT draft_id FROM draft WHERE state = 'working'")]
        running = sum(wip.alive(self._store.database, draft) for draft in working)
        queue = {"running": running, "waiting": len(working) - running}
        yield _labelled("cockpit_jobs", "Work on uploads: under way, or waiting for a process.", "state", queue)


def _labelled(name: str, said: str, label: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, said, labels=(label,))
    for place, value in values.items():
        family.add_metric((place,), value)
    return family


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
