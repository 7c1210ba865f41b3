"""A connection that falls silent in the midst of a request is given up; else a few of them hold every thread."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from contextlib import suppress


def give_up_silent_ones(listeners: Iterable[socket.socket], seconds: int) -> None:
    """So long a server waits for the next bytes of a request, or for room to send; Linux hands that on to connections.

    nginx waits instead where it stands in front; where the system does not hand it on, nothing changes.
    """
    limit = struct.pack("ll", seconds, 0)
    for listener in listeners:
        with suppress(OSError):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
