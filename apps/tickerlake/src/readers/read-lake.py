"""PyIceberg, PyAthena and awswrangler on a lake; the argument is its database."""

import sys

import awswrangler as wr
from pyathena import connect
from pyiceberg.catalog import load_catalog

from rows import COLUMNS, SQL, checksum, frame_rows, report, table_rows

database = sys.argv[1]
wr.config.athena_query_wait_polling_delay = 0.02
RESULTS = 's3://lake/results/'


def iceberg():
    table = load_catalog('lake', type='glue').load_table(f'{database}.hourly_volatility')
    return table_rows(table.scan(selected_fields=tuple(COLUMNS)).to_arrow())


def pyathena():
    return connect(schema_name=database, s3_staging_dir=RESULTS, poll_interval=0.02).cursor().execute(SQL).fetchall()


report(
    {
        'PyIceberg': lambda: checksum(iceberg()),
        'PyAthena on the lake': lambda: checksum(pyathena()),
        'awswrangler on the lake': lambda: checksum(
            frame_rows(wr.athena.read_sql_query(SQL, database=database, ctas_approach=False, s3_output=RESULTS))
        ),
    }
)
