"""What is declared here (indicators, targets, actions, boundaries): kept beside what ships, never in its place."""

from __future__ import annotations

from dataclasses import replace

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue


def with_own(shipped: Catalogue, stored: Catalogue) -> Catalogue:
    """``shipped`` with what is stored as own: indicators with their sources and topics, council targets, actions,
    boundaries.

    Refused when a shipped indicator has taken the id of an own one: their values would be mixed up.
    """
    own = {code: item for code, item in stored.indicators.items() if item.own}
    taken = sorted(set(own) & set(shipped.indicators))
    if taken:
        raise Refused(text("store.own.overtaken", code=taken[0]), "", text("store.own.overtaken_remedy"))
    sources = {code: item for code, item in stored.sources.items() if code in {one.source for one in own.values()}}
    topics = {code: item for code, item in stored.topics.items() if code in {one.topic for one in own.values()}}
    return replace(
        shipped,
        indicators={**shipped.indicators, **own},
        sources={**shipped.sources, **{code: item for code, item in sources.items() if code not in shipped.sources}},
        targets=(*shipped.targets, *(item for item in stored.targets if item.own)),
        actions=dict(stored.actions),
        geometry=stored.geometry,
        topics={**shipped.topics, **{code: item for code, item in topics.items() if code not in shipped.topics}},
    )
