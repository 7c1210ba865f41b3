#!/bin/sh
# Fetches what the tests use besides Python: Debian's chromium, PostgreSQL, nginx and LibreOffice Writer, when missing
# and when we may.
# Without them the tests that need them skip and say so.
set -eu

wanted=""
command -v chromium >/dev/null 2>&1 || wanted="chromium fonts-dejavu-core"
# Pictures name Arial first; its stand-in on Debian has the same widths.
ls -d /usr/share/fonts/truetype/liberation* >/dev/null 2>&1 || wanted="$wanted fonts-liberation"
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || wanted="$wanted libatomic1" # what drives the browser needs it
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-writer-nogui" # opens the Word reports
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
command -v nginx >/dev/null 2>&1 || wanted="$wanted nginx-light"
command -v openssl >/dev/null 2>&1 || wanted="$wanted openssl"
if [ "${1:-}" = bench ]; then command -v wrk >/dev/null 2>&1 || wanted="$wanted wrk"; fi

if [ -n "$wanted" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $wanted >/dev/null
  else
    echo "Für alle Tests fehlen: $wanted. Auf Debian: apt-get install $wanted" >&2
  fi
fi
