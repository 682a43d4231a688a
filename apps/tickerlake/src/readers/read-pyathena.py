"""PyAthena and boto3 on `serve`."""

import time

import boto3
from pyathena import connect
from pyathena.arrow.cursor import ArrowCursor
from pyathena.async_cursor import AsyncCursor
from pyathena.cursor import DictCursor
from pyathena.pandas.cursor import PandasCursor
from pyathena.polars.cursor import PolarsCursor
from sqlalchemy import create_engine, inspect, text

from rows import COLUMNS, SQL, checksum, frame_rows, report, table_rows

FOLDER = 's3://tickerlake-results/pyathena/'


def cursor(kind=None, location=FOLDER, **options):
    connection = connect(
        schema_name='tickerlake', work_group='primary', s3_staging_dir=location, poll_interval=0.02
    )
    return connection.cursor(kind, **options) if kind else connection.cursor()


def dicts():
    return [[row[name] for name in COLUMNS] for row in cursor(DictCursor).execute(SQL).fetchall()]


def future():
    _, result = cursor(AsyncCursor).execute(SQL)
    return result.result().fetchall()


def sqlalchemy():
    engine = create_engine(
        f'awsathena+rest://@athena.us-east-1.amazonaws.com:443/tickerlake?s3_staging_dir={FOLDER}&poll_interval=0.02'
    )
    tables = inspect(engine)
    if tables.has_table('nope') or not tables.has_table('hourly_volatility'):
        raise AssertionError('has_table is wrong')
    with engine.connect() as connection:
        return connection.execute(text(SQL)).fetchall()


CONVERT = {
    'varchar': str,
    'date': lambda value: __import__('datetime').date.fromisoformat(value),
    'timestamp': lambda value: __import__('datetime').datetime.fromisoformat(value),
    'integer': int,
    'bigint': int,
    'boolean': lambda value: value == 'true',
    'double': float,
}


def plain():
    athena = boto3.client('athena')
    query = athena.start_query_execution(QueryString=SQL, QueryExecutionContext={'Database': 'tickerlake'})
    of = {'QueryExecutionId': query['QueryExecutionId']}
    while athena.get_query_execution(**of)['QueryExecution']['Status']['State'] in ('QUEUED', 'RUNNING'):
        time.sleep(0.02)
    result = athena.get_query_results(**of)['ResultSet']
    convert = [CONVERT[column['Type']] for column in result['ResultSetMetadata']['ColumnInfo']]
    return [
        [parse(datum['VarCharValue']) for parse, datum in zip(convert, row['Data'])] for row in result['Rows'][1:]
    ]


report(
    {
        'PyAthena': lambda: checksum(cursor().execute(SQL).fetchall()),
        'PyAthena dict': lambda: checksum(dicts()),
        'PyAthena async': lambda: checksum(future()),
        'PyAthena pandas': lambda: checksum(frame_rows(cursor(PandasCursor).execute(SQL).as_pandas())),
        'PyAthena pandas, UNLOAD': lambda: checksum(
            frame_rows(cursor(PandasCursor, unload=True).execute(SQL).as_pandas())
        ),
        'PyAthena arrow, no location': lambda: checksum(
            table_rows(cursor(ArrowCursor, location=None).execute(SQL).as_arrow())
        ),
        'PyAthena polars, UNLOAD': lambda: checksum(
            cursor(PolarsCursor, unload=True).execute(SQL).as_polars().select(list(COLUMNS)).iter_rows()
        ),
        'SQLAlchemy': lambda: checksum(sqlalchemy()),
        'boto3': lambda: checksum(plain()),
    }
)
