import { describe, expect, test } from 'vitest';
import { SqlExecutionError } from '../sql/errors.ts';
import type { TrinoRawValue } from './trino-json.ts';
import { toTrinoRows } from './trino-value.ts';
import type { TrinoType } from './trino-type.ts';

const type = (name: string, ...parts: TrinoType['parts']): TrinoType => ({ name, numbers: [], parts });
const part = (of: TrinoType, field: string | null = null) => ({ field, type: of });
const read = (signature: TrinoType, value: TrinoRawValue) =>
  toTrinoRows([{ name: 'v', type: signature.name, signature }], [[value]], 'select v')[0]?.['v'];

describe('toTrinoRows', () => {
  test.each<{ name: string; of: TrinoType; raw: TrinoRawValue; value: unknown }>([
    { name: 'a bigint beyond 2^53', of: type('bigint'), raw: '9007199254740993', value: 9_007_199_254_740_993n },
    { name: 'an integer', of: type('integer'), raw: '-7', value: -7 },
    { name: 'a double', of: type('double'), raw: '44850.0', value: 44_850 },
    { name: 'a double with an exponent', of: type('double'), raw: '1.5E10', value: 1.5e10 },
    { name: 'NaN', of: type('double'), raw: 'NaN', value: Number.NaN },
    { name: 'minus Infinity', of: type('double'), raw: '-Infinity', value: Number.NEGATIVE_INFINITY },
    { name: 'a 32-bit float', of: type('real'), raw: '1.1', value: Math.fround(1.1) },
    { name: 'a decimal as text', of: type('decimal'), raw: '1.50', value: '1.50' },
    { name: 'empty text', of: type('varchar'), raw: '', value: '' },
    { name: 'NULL', of: type('varchar'), raw: null, value: null },
    { name: 'a boolean', of: type('boolean'), raw: false, value: false },
    { name: 'a date', of: type('date'), raw: '2026-05-29', value: '2026-05-29' },
    {
      name: 'a timestamp in µs, cut to the millisecond',
      of: type('timestamp'),
      raw: '2026-05-29 19:30:00.123456',
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    {
      name: 'a timestamp of a zone',
      of: type('timestamp with time zone'),
      raw: '2026-05-29 15:30:00.000 America/New_York',
      value: new Date('2026-05-29T19:30:00Z'),
    },
    { name: 'bytes', of: type('varbinary'), raw: 'AP8=', value: Uint8Array.of(0, 255) },
    { name: 'an array with NULL', of: type('array', part(type('bigint'))), raw: ['1', null], value: [1n, null] },
    {
      name: 'a row with names',
      of: type('row', part(type('bigint'), 'a'), part(type('varchar'), 'b')),
      raw: ['1', null],
      value: { a: 1n, b: null },
    },
    {
      name: 'a row without names',
      of: type('row', part(type('bigint')), part(type('varchar'))),
      raw: ['1', 'x'],
      value: [1n, 'x'],
    },
    {
      name: 'a map',
      of: type('map', part(type('bigint')), part(type('double'))),
      raw: { '9007199254740993': '1.5', '2': null },
      value: new Map([
        [2n, null],
        [9_007_199_254_740_993n, 1.5],
      ]),
    },
    {
      name: 'rows in an array',
      of: type('array', part(type('row', part(type('double'), 'x')))),
      raw: [['1.0'], ['2.0']],
      value: [{ x: 1 }, { x: 2 }],
    },
    { name: 'an interval as text', of: type('interval day to second'), raw: '1 00:00:00.000', value: '1 00:00:00.000' },
  ])('reads $name', ({ of, raw, value }) => {
    expect(read(of, raw)).toEqual(value);
  });

  test.each<{ name: string; of: TrinoType; raw: TrinoRawValue }>([
    { name: 'a word as bigint', of: type('bigint'), raw: 'x' },
    { name: 'text as boolean', of: type('boolean'), raw: 'true' },
    { name: 'a text as array', of: type('array', part(type('bigint'))), raw: 'x' },
    { name: 'a wrong element', of: type('array', part(type('bigint'))), raw: ['x'] },
    { name: 'no timestamp', of: type('timestamp'), raw: '2026-02-30 00:00:00' },
  ])('refuses $name, with the column', ({ of, raw }) => {
    expect(() => read(of, raw)).toThrow(SqlExecutionError);
    expect(() => read(of, raw)).toThrow(/column "v"/);
  });
});
