"""A whole store on the move: as a backup file, back from one, or from one back end to the other."""

from cockpit.store.portable.backup import Backup, older, write
from cockpit.store.portable.blocks import KnownBlock, known_blocks
from cockpit.store.portable.copying import copy, is_empty
from cockpit.store.portable.placing import place
from cockpit.store.portable.progress import Step
from cockpit.store.portable.unpacking import Unpacked, unpacked

__all__ = [
    "Backup",
    "KnownBlock",
    "Step",
    "Unpacked",
    "copy",
    "is_empty",
    "known_blocks",
    "older",
    "place",
    "unpacked",
    "write",
]
