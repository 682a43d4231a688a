import { describe, expect, test } from 'vitest';
import { type EngineValue, toAthenaText } from './athena-text.ts';
import { toColumnInfo } from './column-info.ts';
import { toDoubleText, toFloatText } from './java-double.ts';
import { parseValueType } from './value-type.ts';

describe('a double as Java prints it', () => {
  test.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [44_850, '44850.0'],
    [-1.25, '-1.25'],
    [9_999_999, '9999999.0'],
    [10_000_000, '1.0E7'],
    [15_000_000_000, '1.5E10'],
    [1e21, '1.0E21'],
    [1e23, '1.0E23'],
    [2e-3, '0.002'],
    [123_456_789.125, '1.23456789125E8'],
    [0.001, '0.001'],
    [0.0123, '0.0123'],
    [0.000_999, '9.99E-4'],
    [1.5e-7, '1.5E-7'],
    [5e-324, '4.9E-324'],
    [1.797_693_134_862_315_7e308, '1.7976931348623157E308'],
    [0.1 + 0.2, '0.30000000000000004'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%d is %s', (value, text) => {
    expect(toDoubleText(value)).toBe(text);
  });

  test.each([
    [Math.fround(1.1), '1.1'],
    [Math.fround(16_777_216), '1.6777216E7'],
    [Math.fround(0.1), '0.1'],
    [Math.fround(-3.402_823_5e38), '-3.4028235E38'],
    [Number.NaN, 'NaN'],
    [0, '0.0'],
  ])('and a 32-bit %d is %s', (value, text) => {
    expect(toFloatText(value)).toBe(text);
  });
});

describe('the text of a value', () => {
  const cases: readonly { type: string; value: EngineValue; text: string | null }[] = [
    { type: 'bigint', value: 9_007_199_254_740_993n, text: '9007199254740993' },
    { type: 'integer', value: 7, text: '7' },
    { type: 'boolean', value: true, text: 'true' },
    { type: 'varchar', value: '', text: '' },
    { type: 'varchar(5)', value: 'a, "b"', text: 'a, "b"' },
    { type: 'decimal(10,2)', value: '1.50', text: '1.50' },
    { type: 'real', value: Math.fround(2.3), text: '2.3' },
    { type: 'varbinary', value: new Uint8Array([0, 72, 255]), text: '00 48 ff' },
    { type: 'timestamp(3) with time zone', value: '2026-11-20 14:30:00.000 UTC', text: '2026-11-20 14:30:00.000 UTC' },
    { type: 'double', value: null, text: null },
    { type: 'array(double)', value: [1, null, 2.5], text: '[1.0, null, 2.5]' },
    { type: 'array(array(bigint))', value: [[1n], []], text: '[[1], []]' },
    { type: 'row(a bigint, "b c" varchar)', value: [1n, 'x'], text: '{a=1, b c=x}' },
    { type: 'row(integer, varchar(1))', value: [1, null], text: '{field0=1, field1=null}' },
    {
      type: 'row(timestamp(3) with time zone, double)',
      value: ['2026-11-20 14:30:00.000 UTC', 1],
      text: '{field0=2026-11-20 14:30:00.000 UTC, field1=1.0}',
    },
    {
      type: 'map(varchar, row(n real))',
      value: [
        ['k', [1]],
        ['l', null],
      ],
      text: '{k={n=1.0}, l=null}',
    },
  ];
  test.each(cases)('$type: $text', ({ type, value, text }) => {
    expect(toAthenaText(value, parseValueType(type))).toBe(text);
  });
});

describe('the description of a column', () => {
  test.each([
    { type: 'bigint', wanted: { Type: 'bigint', Precision: 19, Scale: 0, CaseSensitive: false } },
    { type: 'integer', wanted: { Type: 'integer', Precision: 10 } },
    { type: 'real', wanted: { Type: 'float', Precision: 17 } },
    { type: 'decimal(10,2)', wanted: { Type: 'decimal', Precision: 10, Scale: 2 } },
    { type: 'varchar', wanted: { Type: 'varchar', Precision: 2_147_483_647, CaseSensitive: true } },
    { type: 'varchar(3)', wanted: { Type: 'varchar', Precision: 3 } },
    { type: 'timestamp(6)', wanted: { Type: 'timestamp', Precision: 6 } },
    { type: 'timestamp(3) with time zone', wanted: { Type: 'timestamp with time zone', Precision: 3 } },
    { type: 'date', wanted: { Type: 'date', Precision: 0 } },
    { type: 'row(a bigint)', wanted: { Type: 'row', Precision: 0 } },
    { type: 'array(varchar(3))', wanted: { Type: 'array', Precision: 0 } },
  ])('of $type', ({ type, wanted }) => {
    expect(toColumnInfo('c', type)).toMatchObject({ Name: 'c', Label: 'c', Nullable: 'UNKNOWN', ...wanted });
  });
});
