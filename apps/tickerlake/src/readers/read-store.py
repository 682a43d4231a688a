"""Readers of the files of a release; the argument is the folder of the store."""

import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds

from rows import COLUMNS, checksum, frame_rows, report, table_rows

hours = Path(sys.argv[1], 'current').resolve() / 'hourly_volatility'


report(
    {
        'polars': lambda: checksum(pl.read_parquet(hours / '*.parquet').select(list(COLUMNS)).iter_rows()),
        'pandas': lambda: checksum(frame_rows(pd.read_parquet(hours))),
        'pyarrow': lambda: checksum(table_rows(ds.dataset(hours).to_table())),
        'DuckDB for Python': lambda: checksum(
            duckdb.read_parquet(f'{hours}/*.parquet').select(*COLUMNS).fetchall()
        ),
    }
)
