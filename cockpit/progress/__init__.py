"""Where a series stands, which way it goes, and whether that is enough: series and target to verdict."""

from cockpit.progress.assessing import assess
from cockpit.progress.judging import judge_on
from cockpit.progress.peers import peers
from cockpit.progress.placing import placement
from cockpit.progress.targets import applicable, resolve

__all__ = ["applicable", "assess", "judge_on", "peers", "placement", "resolve"]
