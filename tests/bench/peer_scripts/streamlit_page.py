"""The same heading and line chart in Streamlit, from a CSV named on the command line: region, year, value."""

from __future__ import annotations

import sys

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

values, title = sys.argv[1:]
figure = go.Figure()
for name, rows in pd.read_csv(values).groupby("region", sort=False):
    figure.add_scatter(x=rows["year"], y=rows["value"], name=name)
st.title(title)
st.plotly_chart(figure)
