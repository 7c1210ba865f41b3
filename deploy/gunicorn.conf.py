"""Settings of gunicorn: ``gunicorn --config deploy/gunicorn.conf.py 'cockpit.web.server:create_server()'``."""

import os
import shutil
import sys
import tempfile

from cockpit.base.heap import one_heap

one_heap()  # before anything loads numpy, which starts threads

from cockpit.base.errors import CockpitError
from cockpit.base.settings import settings
from cockpit.web.parts.legal import legal
from cockpit.web.serve import FIGURES, THREADS, WORKERS, at_work

# Only the proxy on this machine, never the net. Where the proxy stands on another one, and only it may reach this port:
# GUNICORN_CMD_ARGS="--bind 10.0.0.3:8050" in the environment.
bind = f"127.0.0.1:{settings().port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", WORKERS))  # about one for each processor
threads = THREADS
timeout = 60  # also how long a connection may be silent in the midst of a request
graceful_timeout = 30
keepalive = 75  # longer than the proxy keeps its connections
preload_app = True  # read once; the store is opened in each worker at its first request
accesslog = None  # who asked for what is not written down
loglevel = "warning"

_folder = tempfile.mkdtemp(prefix="cockpit-figures-")
os.environ.setdefault(FIGURES, _folder)  # where all workers add up what /metrics tells


def on_starting(_server):
    """Refuse to start with settings that are not sound."""
    try:
        settings().require_sound()
        legal(settings().data)
    except CockpitError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


post_worker_init = at_work


def on_exit(_server):
    """Only the master comes here."""
    shutil.rmtree(_folder, ignore_errors=True)
