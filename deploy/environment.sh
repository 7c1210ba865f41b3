#!/bin/sh
# Makes .venv with exactly the pinned packages of the file given; works on a bare Debian with Python 3.11 or newer.
set -eu

pins=$1

for candidate in python3.13 python3.12 python3.11 python3; do
  if command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "${python:-}" ]; then
  echo "Python 3.11 oder neuer fehlt. Auf Debian: apt-get install python3 python3-venv" >&2
  exit 2
fi

if [ ! -x .venv/bin/pip ]; then
  # Debian splits venv off; fetch it when we may.
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
      apt-get -qq update && apt-get -qq install -y python3-venv >/dev/null
    else
      echo "Das Paket python3-venv fehlt. Auf Debian: apt-get install python3-venv" >&2
      exit 2
    fi
  fi
  "$python" -m venv .venv
fi

.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pins"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
