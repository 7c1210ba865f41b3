"""Which projects of a federal programme touch which indicators of a Kreis."""

from __future__ import annotations

from collections.abc import Sequence

from cockpit.model.programme import Programme
from cockpit.model.region import Region
from cockpit.model.view import Card, ProjectCard
from cockpit.query.cards import cards
from cockpit.query.snapshot import Snapshot


def project_cards(snap: Snapshot, programme: Programme, region: Region | None) -> tuple[ProjectCard, ...]:
    """All projects in order; with a region, each with the linked indicators of that Kreis."""
    return linked(programme, cards(snap, region) if region is not None else ())


def linked(programme: Programme, shown: Sequence[Card]) -> tuple[ProjectCard, ...]:
    """The projects of a programme with those of the ``shown`` cards they touch."""
    by_id = {card.indicator.id: card for card in shown}
    return tuple(
        ProjectCard(
            programme,
            project,
            tuple((link, by_id[link.indicator]) for link in project.links if link.indicator in by_id),
        )
        for project in programme.projects
    )
