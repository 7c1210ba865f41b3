"""From declaration and stored rows to what is shown: snapshot, address, view, profile, search."""

from cockpit.query.address import address, selection
from cockpit.query.addresses import addresses_by_kreise
from cockpit.query.blocked import blocked, blocked_among
from cockpit.query.comparison import Compared, comparison
from cockpit.query.coverage import Coverage, coverage
from cockpit.query.facts import Fact, facts
from cockpit.query.findable import KINDS, Hit
from cockpit.query.history import Change, Changes, Stretch, changes, is_withdrawable, revisions
from cockpit.query.holdings import Holding, holdings
from cockpit.query.lands import LandKreis, LandView, land, land_view, lands
from cockpit.query.news import News, news
from cockpit.query.profiles import profile
from cockpit.query.projects import known_field, narrowed, project_cards
from cockpit.query.rows import rows
from cockpit.query.search import search
from cockpit.query.snapshot import Snapshot, region, snapshot
from cockpit.query.views import bearing, view

__all__ = [
    "KINDS",
    "Change",
    "Changes",
    "Compared",
    "Coverage",
    "Fact",
    "Hit",
    "Holding",
    "LandKreis",
    "LandView",
    "News",
    "Snapshot",
    "Stretch",
    "address",
    "addresses_by_kreise",
    "bearing",
    "blocked",
    "blocked_among",
    "changes",
    "comparison",
    "coverage",
    "facts",
    "holdings",
    "is_withdrawable",
    "known_field",
    "land",
    "land_view",
    "lands",
    "narrowed",
    "news",
    "profile",
    "project_cards",
    "region",
    "revisions",
    "rows",
    "search",
    "selection",
    "snapshot",
    "view",
]
