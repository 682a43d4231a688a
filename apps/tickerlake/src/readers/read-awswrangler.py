"""awswrangler on `serve`, and what it finds in the catalogue."""

import awswrangler as wr

from rows import SQL, checksum, frame_rows, report

wr.config.athena_query_wait_polling_delay = 0.02
FOLDER = 's3://tickerlake-results/awswrangler/'


def read(**options):
    return checksum(frame_rows(wr.athena.read_sql_query(SQL, database='tickerlake', **options)))


def refused(**options):
    try:
        read(**options)
    except Exception as error:
        return {'refused': str(error)}
    return {'refused': None}


def catalog():
    types = wr.catalog.get_table_types('tickerlake', 'hourly_volatility')
    return {
        'databases': list(wr.catalog.databases()['Database']),
        'has': [wr.catalog.does_table_exist('tickerlake', name) for name in ('bars', 'nope')],
        'types': {name: types[name] for name in ('ticker', 'trading_date', 'bar_start', 'bar_count', 'hourly_var')},
        'partitions': wr.catalog.get_partitions('tickerlake', 'hourly_volatility'),
        'columns': wr.athena.describe_table('bars', 'tickerlake', workgroup='files')['Column Name'].tolist()[:2],
    }


report(
    {
        'awswrangler': lambda: read(ctas_approach=False),
        'awswrangler, CSV': lambda: read(ctas_approach=False, workgroup='files'),
        'awswrangler, UNLOAD': lambda: read(ctas_approach=False, unload_approach=True, s3_output=f'{FOLDER}unload/'),
        'CTAS': lambda: refused(s3_output=f'{FOLDER}ctas/'),
        'CTAS without a location': refused,
        'catalog': catalog,
    }
)
