"""What the readers of this folder read, and the checksum of it. Values must have their types: an instant that came as text is a failure."""

import hashlib
import json
import struct
from datetime import date, datetime, timezone

COLUMNS = {
    'ticker': 'text',
    'trading_date': 'date',
    'bar_start': 'instant',
    'bar_count': 'count',
    'is_complete': 'flag',
    'high': 'number',
    'low': 'number',
    'hourly_var': 'number',
}
SQL = f'select {", ".join(COLUMNS)} from hourly_volatility'


def to_text(value, kind):
    if hasattr(value, 'item'):
        value = value.item()
    if kind == 'instant' and isinstance(value, datetime):
        instant = value if value.tzinfo else value.replace(tzinfo=timezone.utc)
        return str(round(instant.timestamp() * 1000))
    if kind == 'date' and isinstance(value, datetime):
        if (value.hour, value.minute, value.second) != (0, 0, 0):
            raise TypeError(f'{value!r} is not a date')
        value = value.date()
    if kind == 'date' and isinstance(value, date):
        return value.isoformat()
    if kind == 'count' and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if kind == 'flag' and isinstance(value, bool):
        return str(value).lower()
    if kind == 'number' and isinstance(value, float):
        return struct.pack('>d', value).hex()
    if kind == 'text' and isinstance(value, str):
        return value
    raise TypeError(f'{value!r} of type {type(value).__name__} is not of kind {kind}')


def checksum(rows):
    """The number of rows and the SHA-256 of their texts, in order of the texts."""
    lines = sorted('|'.join(map(to_text, row, COLUMNS.values())) for row in rows)
    return {'rows': len(lines), 'sha256': hashlib.sha256('\n'.join(lines).encode()).hexdigest()}


def frame_rows(frame):
    return frame[list(COLUMNS)].itertuples(index=False, name=None)


def table_rows(table):
    return zip(*(table.column(name).to_pylist() for name in COLUMNS))


def report(readers):
    """Prints what each reader found; a failure with its message does not stop the others."""
    found = {}
    for name, read in readers.items():
        try:
            found[name] = read()
        except Exception as error:
            found[name] = {'error': f'{type(error).__name__}: {error}'[:1000]}
    print(json.dumps(found))
