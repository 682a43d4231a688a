import { describe, expect, test } from 'vitest';
import { SqlExecutionError } from '../sql/errors.ts';
import { toPlainRows, toPlainValue } from './athena-value.ts';

describe('toPlainValue', () => {
  test.each([
    { name: 'NULL', type: 'bigint', text: null, value: null },
    { name: 'NULL text', type: 'varchar', text: null, value: null },
    { name: 'empty text, apart from NULL', type: 'varchar', text: '', value: '' },
    { name: 'text as it is', type: 'varchar', text: " O'Neil\n", value: " O'Neil\n" },
    { name: 'the text null', type: 'varchar', text: 'null', value: 'null' },
    { name: 'char with its padding', type: 'char(4)', text: 'ab  ', value: 'ab  ' },
    { name: 'a boolean', type: 'boolean', text: 'true', value: true },
    { name: 'a boolean that is false', type: 'boolean', text: 'false', value: false },
    { name: 'tinyint', type: 'tinyint', text: '-128', value: -128 },
    { name: 'smallint', type: 'smallint', text: '32767', value: 32_767 },
    { name: 'integer', type: 'integer', text: '-2147483648', value: -2_147_483_648 },
    { name: 'a bigint beyond 2^53', type: 'bigint', text: '9007199254740993', value: 9_007_199_254_740_993n },
    { name: 'the least bigint', type: 'bigint', text: '-9223372036854775808', value: -9_223_372_036_854_775_808n },
    {
      name: 'a decimal, as text',
      type: 'decimal(38,2)',
      text: '123456789012345678901234567890123456.70',
      value: '123456789012345678901234567890123456.70',
    },
    { name: 'a double', type: 'double', text: '44850.0', value: 44_850 },
    { name: 'a double with an exponent, as Java prints it', type: 'double', text: '1.5E10', value: 15_000_000_000 },
    { name: 'the least double', type: 'double', text: '4.9E-324', value: 5e-324 },
    { name: 'minus zero', type: 'double', text: '-0.0', value: -0 },
    { name: 'NaN', type: 'double', text: 'NaN', value: Number.NaN },
    { name: 'infinity', type: 'double', text: '-Infinity', value: Number.NEGATIVE_INFINITY },
    { name: 'a 32-bit float as the value that it is', type: 'float', text: '0.1', value: 0.100_000_001_490_116_12 },
    { name: 'a date', type: 'date', text: '2026-02-28', value: '2026-02-28' },
    { name: 'a date after 9999', type: 'date', text: '+10000-01-01', value: '+10000-01-01' },
    {
      name: 'a timestamp, as UTC',
      type: 'timestamp',
      text: '2026-05-29 19:30:00.123',
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    {
      name: 'a timestamp in µs, cut to ms',
      type: 'timestamp(6)',
      text: '2026-05-29 19:30:00.123999',
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    {
      name: 'a timestamp without a fraction',
      type: 'timestamp(0)',
      text: '2026-05-29 19:30:00',
      value: new Date('2026-05-29T19:30:00Z'),
    },
    { name: 'a timestamp before 1970', type: 'timestamp', text: '1969-12-31 23:59:59.999', value: new Date(-1) },
    {
      name: 'a timestamp in the first century',
      type: 'timestamp',
      text: '0001-01-01 00:00:00.000',
      value: new Date('0001-01-01T00:00:00Z'),
    },
    {
      name: 'a timestamp of UTC',
      type: 'timestamp with time zone',
      text: '2026-05-29 19:30:00.123 UTC',
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    {
      name: 'a timestamp of New York',
      type: 'timestamp(3) with time zone',
      text: '2026-05-29 15:30:00.123 America/New_York',
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    {
      name: 'a timestamp with an offset',
      type: 'timestamp with time zone',
      text: '2026-05-29 15:30:00.123 -04:00',
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    { name: 'an array, as text', type: 'array', text: '[1, 2]', value: '[1, 2]' },
    { name: 'a row, as text', type: 'row', text: '{a=1, b=x}', value: '{a=1, b=x}' },
    { name: 'a map, as text', type: 'map', text: '{a=1}', value: '{a=1}' },
    { name: 'binary, as text', type: 'varbinary', text: '61 62', value: '61 62' },
    { name: 'a time, as text', type: 'time', text: '15:30:00.000', value: '15:30:00.000' },
    { name: 'an interval, as text', type: 'interval day to second', text: '1 00:00:00.000', value: '1 00:00:00.000' },
    { name: 'a type that is not known, as text', type: 'constructor', text: 'x', value: 'x' },
  ])('gives $name', ({ type, text, value }) => {
    expect(toPlainValue(text, { name: 'v', type })).toEqual(value);
  });

  test.each([
    { name: 'a bigint with a fraction', type: 'bigint', text: '1.5' },
    { name: 'an empty bigint', type: 'bigint', text: '' },
    { name: 'text as a double', type: 'double', text: 'x' },
    { name: 'a boolean that is none', type: 'boolean', text: '1' },
    { name: 'a date that is none', type: 'date', text: '2026-5-1' },
    { name: 'a day that is none', type: 'timestamp', text: '2026-02-30 00:00:00.000' },
    { name: 'a zone that is none', type: 'timestamp with time zone', text: '2026-02-03 00:00:00.000 Mars/Base' },
    {
      name: 'a time that New York had twice',
      type: 'timestamp with time zone',
      text: '2026-11-01 01:30:00.000 America/New_York',
    },
    {
      name: 'a time that New York never had',
      type: 'timestamp with time zone',
      text: '2026-03-08 02:30:00.000 America/New_York',
    },
  ])('refuses $name, and says which column', ({ type, text }) => {
    expect(() => toPlainValue(text, { name: 'v', type }, "select 'secret'")).toThrow(SqlExecutionError);
    expect(() => toPlainValue(text, { name: 'v', type }, "select 'secret'")).toThrow(/column "v"/);
    expect(() => toPlainValue(text, { name: 'v', type }, "select 'secret'")).not.toThrow(/secret/);
  });
});

test('toPlainRows gives a missing cell as NULL', () => {
  const columns = [
    { name: 'a', type: 'bigint' },
    { name: 'b', type: 'varchar' },
  ];
  expect(toPlainRows({ columns, rows: [['1', ''], ['2']], updateCount: null })).toEqual([
    { a: 1n, b: '' },
    { a: 2n, b: null },
  ]);
});
