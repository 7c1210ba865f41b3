"""CPU milliseconds per DataFrame from a DuckDB file, for a list of [SQL, parameters, times] on the input."""

from __future__ import annotations

import json
import sys
import time

import duckdb

connection = duckdb.connect(sys.argv[1], read_only=True)
found = []
for sql, parameters, times in json.load(sys.stdin):
    if times > 1:
        connection.execute(sql, parameters).df()
    started = time.process_time()
    for _ in range(times):
        connection.execute(sql, parameters).df()
    found.append((time.process_time() - started) * 1000 / times)
print(json.dumps(found))
