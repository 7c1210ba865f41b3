"""A CSV into a DuckDB table with the same primary key: file, database, "plain" or "german"."""

from __future__ import annotations

import sys

import duckdb

file, target, form = sys.argv[1:]
german = ", decimal_separator = ',', encoding = 'latin-1'" if form == "german" else ""
types = {"ags": "VARCHAR", "indikator": "VARCHAR", "jahr": "INTEGER", "wert": "DOUBLE"}
head = ["ags", "name", "indikator", "jahr", "wert"] if form == "german" else list(types)
columns = {name: types.get(name, "VARCHAR") for name in head}
connection = duckdb.connect(target)
connection.execute(
    "CREATE TABLE v(ags VARCHAR, indikator VARCHAR, jahr INTEGER, wert DOUBLE, PRIMARY KEY(indikator, jahr, ags))"
)
connection.execute(
    "INSERT INTO v SELECT ags, indikator, jahr, wert FROM"
    f" read_csv('{file}', delim = ';', header = true, columns = {columns}{german})"
)
connection.close()
