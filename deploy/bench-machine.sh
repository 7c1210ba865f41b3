#!/bin/sh
# Fetches what the comparisons measure us against: wrk, sqlite3 and nginx from Debian, the peers into .venv-bench.
# What cannot be had is left out: the tables then say what was not measurable.
set -eu

peers=deploy/bench-peers.txt

wanted=""
command -v nginx >/dev/null 2>&1 || wanted="nginx-light"
command -v sqlite3 >/dev/null 2>&1 || wanted="$wanted sqlite3"
command -v wrk >/dev/null 2>&1 || wanted="$wanted wrk"
if [ -n "$wanted" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get -qq update || true
    for one in $wanted; do
      DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$one" >/dev/null ||
        echo "Nicht zu bekommen: $one. Die Vergleiche damit entfallen." >&2
    done
  else
    echo "Für alle Vergleiche fehlen: $wanted. Auf Debian: apt-get install $wanted" >&2
  fi
fi

cmp -s "$peers" .venv-bench/made-from && exit 0
.venv/bin/python -m venv --clear .venv-bench
pip=".venv-bench/bin/python -m pip --quiet --disable-pip-version-check install"
if ! $pip -r "$peers"; then
  # Together they do not fit: one by one, so that a single one that cannot be had does not take the others along.
  grep -v '^#' "$peers" | while read -r one; do
    $pip -c "$peers" "$one" || echo "Nicht zu bekommen: $one. Die Vergleiche damit entfallen." >&2
  done
fi
cp "$peers" .venv-bench/made-from
