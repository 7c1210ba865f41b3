"""How much memory the threads of a server may keep to themselves."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.conftest import ROOT

THREADS_AT_WORK = """
import ctypes, threading
from cockpit.base.heap import one_heap
{first}
there, done = threading.Barrier(9), threading.Event()
def work():
    held = [ctypes.create_string_buffer(5_000) for _ in range(100)]
    there.wait()
    done.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
there.wait()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
done.set()
"""


def heaps(first: str) -> int:
    """As glibc itself counts them, with eight threads at work."""
    command = [sys.executable, "-c", THREADS_AT_WORK.format(first=first)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives each thread a heap")
def test_all_threads_of_a_server_share_one_heap() -> None:
    assert heaps("") > 2
    assert heaps("one_heap()") == 1
