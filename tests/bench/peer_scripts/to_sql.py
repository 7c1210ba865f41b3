"""A CSV into SQLite with pandas, as its documentation has it: file, database, "plain" or "german", and the driver."""

from __future__ import annotations

import sqlite3
import sys

import pandas as pd
import sqlalchemy

INDEX = "CREATE UNIQUE INDEX k ON v(indikator, jahr, ags)"
file, target, form, driver = sys.argv[1:]
german = {"decimal": ",", "encoding": "cp1252"} if form == "german" else {}
rows = pd.read_csv(file, sep=";", dtype={"ags": str}, usecols=["ags", "indikator", "jahr", "wert"], **german)
if driver == "sqlite3":
    with sqlite3.connect(target) as connection:
        rows.to_sql("v", connection, index=False)
        connection.execute(INDEX)
else:
    with sqlalchemy.create_engine(f"sqlite:///{target}").begin() as connection:
        rows.to_sql("v", connection, index=False)
        connection.exec_driver_sql(INDEX)
