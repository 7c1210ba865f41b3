"""From declaration and stored rows to what is shown: snapshot, address, view, profile, search."""

from cockpit.query.address import address, selection
from cockpit.query.coverage import Coverage, coverage
from cockpit.query.facts import Fact, facts
from cockpit.query.news import News, news
from cockpit.query.profiles import profile
from cockpit.query.projects import project_cards
from cockpit.query.rows import rows
from cockpit.query.search import Hit, search
from cockpit.query.snapshot import Snapshot, region, snapshot
from cockpit.query.views import bearing, view

__all__ = [
    "Coverage",
    "Fact",
    "Hit",
    "News",
    "Snapshot",
    "address",
    "bearing",
    "coverage",
    "facts",
    "news",
    "profile",
    "project_cards",
    "region",
    "rows",
    "search",
    "selection",
    "snapshot",
    "view",
]
