"""One heap for all threads of a process: glibc gives each its own, and none gives back what another lacks."""

from __future__ import annotations

import ctypes
from contextlib import suppress

ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's ``malloc.h``."""


def one_heap() -> None:
    """To be called before the first thread starts; where the C library is another one, nothing changes.

    Python's threads take turns anyway, so that they hardly wait for the heap; a server of eight threads settles at
    three quarters of the memory and stays there.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, 1)
