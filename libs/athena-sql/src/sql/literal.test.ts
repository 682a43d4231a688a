import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlCompileError } from './errors.ts';
import { quoteIdentifier } from './identifier.ts';
import { toLiteral } from './literal.ts';
import { openDuckDb } from '../testing/open-duckdb.ts';

describe('toLiteral', () => {
  test.each([
    { name: 'NULL', value: null, text: 'NULL' },
    { name: 'text with a quote', value: "it's", text: "'it''s'" },
    { name: 'text that looks like a parameter', value: 'a?b:c$1', text: "'a?b:c$1'" },
    { name: 'empty text, apart from NULL', value: '', text: "''" },
    { name: 'an integer', value: 42, text: '42' },
    { name: 'minus zero', value: -0, text: '(-0E0)' },
    { name: 'a negative integer, in brackets', value: -7, text: '(-7)' },
    { name: 'a negative double', value: -1.5, text: '(-1.5E0)' },
    { name: 'the least bigint', value: -(2n ** 63n), text: "BIGINT '-9223372036854775808'" },
    { name: 'a fraction as a double, not a DECIMAL', value: 1.5, text: '1.5E0' },
    { name: 'a tiny double', value: 5e-324, text: '5E-324' },
    { name: 'a bigint beyond 2^53', value: 9_007_199_254_740_993n, text: '9007199254740993' },
    { name: 'U+FEFF inside, and a whole pair', value: 'a\uFEFF\u{1F600}', text: "'a\uFEFF\u{1F600}'" },
    {
      name: 'the last instant',
      value: new Date('9999-12-31T23:59:59.999Z'),
      text: "TIMESTAMP '9999-12-31 23:59:59.999'",
    },
    { name: 'an instant', value: new Date('2024-03-04T10:00:00.123Z'), text: "TIMESTAMP '2024-03-04 10:00:00.123'" },
    { name: 'true', value: true, text: 'TRUE' },
  ])('writes $name', ({ value, text }) => {
    expect(toLiteral(value)).toBe(text);
  });

  test.each([
    { name: 'NaN', value: Number.NaN },
    { name: 'infinity', value: Number.POSITIVE_INFINITY },
    { name: 'an integer that a number cannot hold', value: 2 ** 53 },
    { name: 'a bigint beyond 64 bits', value: 2n ** 63n },
    { name: 'an invalid date', value: new Date(Number.NaN) },
    { name: 'a NUL character', value: 'a\u0000b' },
    { name: 'half of a surrogate pair', value: 'a\uD83Db' },
    { name: 'the other half', value: '\uDE00' },
    { name: 'U+FEFF at the start', value: '\uFEFFa' },
    { name: 'a date after the year 9999', value: new Date(Date.UTC(10_000, 0, 1)) },
    { name: 'a date before the year 1', value: new Date(-62_135_596_800_001) },
    { name: 'an object', value: { a: 1 } },
    { name: 'a symbol', value: Symbol('s') },
  ])('refuses $name', ({ value }) => {
    expect(() => toLiteral(value)).toThrow(SqlCompileError);
  });

  test('comes back from DuckDB as it went in', async () => {
    const { run } = await openDuckDb();
    const values = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000') && !text.startsWith('\uFEFF')),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
      fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await run(`SELECT ${toLiteral(value)} AS v`)).toEqual([{ v: value }]);
      }),
      { numRuns: 300 },
    );
  });
});

test.each(['trading_date', '_x', 'a1'])('quotes the name %s', (name) => {
  expect(quoteIdentifier(name)).toBe(`"${name}"`);
});

test.each(['Sym', 'a b', 'x"y', '1a', '', 'naïve'])('refuses the name "%s"', (name) => {
  expect(() => quoteIdentifier(name)).toThrow(SqlCompileError);
});
