"""ibis on `serve`. pyarrow's S3 reads no AWS_ENDPOINT_URL, so the cursor is that of polars."""

import ibis
from pyathena.polars.cursor import PolarsCursor

from rows import COLUMNS, checksum, frame_rows, report

lake = ibis.athena.connect(
    s3_staging_dir='s3://tickerlake-results/ibis/',
    schema_name='tickerlake',
    catalog_name='AwsDataCatalog',
    cursor_class=PolarsCursor,
    poll_interval=0.02,
)
hours = lake.table('hourly_volatility')

report(
    {
        'ibis': lambda: checksum(frame_rows(hours.select(*COLUMNS).execute())),
        'tables': lambda: {'has': [name in lake.list_tables() for name in ('bars', 'nope')]},
        'nothing': lambda: {'rows': len(hours.filter(hours.ticker == 'nope').execute())},
    }
)
