import fc from 'fast-check';

/** The same rows in every run. */
export const drawn = <T>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): T[] =>
  fc.sample(arbitrary, { seed, numRuns: count });
export const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 20 });

export const price = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((units) => units / 10_000);
export const small = fc.constantFrom(
  0,
  -0,
  0.5,
  1.5,
  2.5,
  -0.5,
  -2.5,
  1,
  -1,
  0.1,
  0.285,
  1.005,
  1.255,
  2.675,
  1e-9,
  1e15,
  -1e15,
  123_456_789.987_654,
);
export const extreme = fc.constantFrom(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  1e22,
);
export const doubles = fc.oneof(price, small, fc.double({ min: -1e6, max: 1e6, noNaN: true }));

export const integers = fc.oneof(fc.bigInt({ min: -50n, max: 50n }), fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n }));
const character = fc.constantFrom(
  'a',
  'b',
  'A',
  'B',
  '0',
  '7',
  ' ',
  '\t',
  '\n',
  ',',
  ':',
  '-',
  '.',
  '_',
  '%',
  '$',
  '\\',
  "'",
  '"',
  '?',
  '{',
  '}',
  '[',
  ']',
  'é',
  'ß',
  'Σ',
  '中',
  '😀',
  '\u0301',
);
export const texts = fc.oneof(
  fc.string({ unit: character, maxLength: 12 }),
  fc.constantFrom(
    '2026-05-29',
    '2026-02-30',
    '-12',
    '+7.5e3',
    '{"a":"b"}',
    '{"a":1.5}',
    '{"a":[1,"x"]}',
    'X:BTC',
    'NaN',
    ' 1',
    '0x1',
    '1_000',
  ),
);
export const instants = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});
