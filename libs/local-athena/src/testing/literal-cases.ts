/** An expression and its result on Athena, the same for every engine. */
export interface LiteralCase {
  readonly name: string;
  readonly trino: string;
  readonly type: string;
  /** Undefined for NULL. */
  readonly text: string | undefined;
}

/** One of every kind of value. */
export const literalCases: readonly LiteralCase[] = [
  { name: 'true', trino: 'true', type: 'boolean', text: 'true' },
  { name: 'a small integer', trino: 'CAST(-7 AS tinyint)', type: 'tinyint', text: '-7' },
  { name: 'an integer', trino: '42', type: 'integer', text: '42' },
  { name: 'a bigint beyond 2^53', trino: '9007199254740993', type: 'bigint', text: '9007199254740993' },
  { name: 'a double', trino: '44850E0', type: 'double', text: '44850.0' },
  { name: 'a large double', trino: '15000000000E0', type: 'double', text: '1.5E10' },
  { name: 'a small double', trino: '1.25E-7', type: 'double', text: '1.25E-7' },
  { name: 'a sum of doubles', trino: '0.1E0 + 0.2E0', type: 'double', text: '0.30000000000000004' },
  { name: 'not a number', trino: 'nan()', type: 'double', text: 'NaN' },
  { name: 'minus infinity', trino: '-infinity()', type: 'double', text: '-Infinity' },
  { name: 'a real', trino: "CAST('1.1' AS real)", type: 'float', text: '1.1' },
  { name: 'a decimal', trino: 'CAST(1.5 AS decimal(10,4))', type: 'decimal', text: '1.5000' },
  {
    name: 'a long decimal',
    trino: "CAST('-12345678901234567890.123' AS decimal(38,3))",
    type: 'decimal',
    text: '-12345678901234567890.123',
  },
  { name: 'a text', trino: "'it''s \"x\", é'", type: 'varchar', text: 'it\'s "x", é' },
  { name: 'an empty text', trino: "''", type: 'varchar', text: '' },
  { name: 'NULL', trino: 'CAST(NULL AS varchar)', type: 'varchar', text: undefined },
  { name: 'bytes', trino: "X'00ff48'", type: 'varbinary', text: '00 ff 48' },
  { name: 'a date', trino: "DATE '2026-11-20'", type: 'date', text: '2026-11-20' },
  { name: 'a date in the year 9999', trino: "DATE '9999-12-31'", type: 'date', text: '9999-12-31' },
  { name: 'a date before 1970', trino: "DATE '1929-10-24'", type: 'date', text: '1929-10-24' },
  {
    name: 'a timestamp(3)',
    trino: "CAST(TIMESTAMP '2026-11-20 14:30:00' AS timestamp(3))",
    type: 'timestamp',
    text: '2026-11-20 14:30:00.000',
  },
  {
    name: 'a timestamp(6)',
    trino: "CAST(TIMESTAMP '1969-12-31 23:59:59.999999' AS timestamp(6))",
    type: 'timestamp',
    text: '1969-12-31 23:59:59.999999',
  },
  {
    name: 'an instant',
    trino: "with_timezone(CAST(TIMESTAMP '2026-11-20 14:30:00.123' AS timestamp(3)), 'UTC')",
    type: 'timestamp with time zone',
    text: '2026-11-20 14:30:00.123 UTC',
  },
  { name: 'a time', trino: "CAST(TIME '09:30:00' AS time(6))", type: 'time', text: '09:30:00.000000' },
  { name: 'an interval', trino: "INTERVAL '26' HOUR", type: 'interval day to second', text: '1 02:00:00.000' },
  { name: 'an array', trino: 'ARRAY[1E0, NULL, 2.5E0]', type: 'array', text: '[1.0, null, 2.5]' },
  { name: 'an array of texts', trino: "ARRAY['a', 'b, c']", type: 'array', text: '[a, b, c]' },
  { name: 'an empty array', trino: 'CAST(ARRAY[] AS array(bigint))', type: 'array', text: '[]' },
  { name: 'a row with names', trino: "CAST(ROW(1, 'x') AS row(a bigint, b varchar))", type: 'row', text: '{a=1, b=x}' },
  { name: 'a row without', trino: "ROW(1, 'x', NULL)", type: 'row', text: '{field0=1, field1=x, field2=null}' },
  { name: 'a map', trino: "MAP(ARRAY['k'], ARRAY[1.5E0])", type: 'map', text: '{k=1.5}' },
  {
    name: 'nested values',
    trino: 'ARRAY[CAST(ROW(ARRAY[1]) AS row(n array(bigint)))]',
    type: 'array',
    text: '[{n=[1]}]',
  },
];
