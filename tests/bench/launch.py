"""Run a command from a small process: as a child of a large one it would inherit the peak of its memory."""

from __future__ import annotations

import json
import os
import sys
import time

if __name__ == "__main__":
    answer, *command = sys.argv[1:]
    started = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    cost = (used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024)
    with open(answer, "w", encoding="utf-8") as out:
        json.dump(cost, out)
    sys.exit(os.waitstatus_to_exitcode(status))
