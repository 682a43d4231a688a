import { expect, test } from 'vitest';
import type { VendorBar } from '../../ports/bar-source.ts';
import { barLengthInName, parseBarLength } from '../bar-length-text.ts';
import { barLengthOf } from './bar-length.ts';
import { recordedBarLength } from './recorded-request.ts';

const openMs = Date.parse('2026-05-18T13:30:00Z');
const barsAt = (...minutes: readonly number[]): VendorBar[] =>
  minutes.map((minute) => ({ t: openMs + minute * 60_000, o: 1, h: 1, l: 1, c: 1 }));
const every = (step: number, count: number): VendorBar[] =>
  barsAt(...Array.from({ length: count }, (_, index) => index * step));

test.each([
  { name: 'two bars a minute apart', bars: barsAt(0, 1, 95), queryCount: null, barMs: 60_000 },
  { name: 'minutes of a thin coin, by their count', bars: every(4, 100), queryCount: 100, barMs: 60_000 },
  { name: 'five minutes that the count proves, off the grid', bars: every(5, 77), queryCount: 385, barMs: 300_000 },
  { name: 'hours that the count proves', bars: every(60, 16), queryCount: 835, barMs: 3_600_000 },
  { name: 'hours of a source that counts five minutes', bars: every(60, 147), queryCount: 1_638, barMs: 3_600_000 },
  { name: 'seconds', bars: barsAt(0, 1 / 60, 2), queryCount: 3, barMs: 1_000 },
])('$name are proved', ({ bars, queryCount, barMs }) => {
  expect(barLengthOf({ bars, queryCount, stated: null })).toMatchObject({ barMs });
});

test.each([
  { name: 'five minutes apart, off the grid', bars: every(5, 77), queryCount: 77 },
  { name: 'two minutes apart, with more base bars than minutes have', bars: every(2, 100), queryCount: 200 },
  { name: 'an hour apart', bars: every(60, 24), queryCount: 24 },
  { name: 'a day apart', bars: every(1_440, 6), queryCount: 6 },
  { name: 'a lone bar', bars: barsAt(0), queryCount: 1 },
])('$name, nothing is guessed', ({ bars, queryCount }) => {
  expect(barLengthOf({ bars, queryCount, stated: null })).toMatchObject({
    fault: expect.stringContaining('nothing says how long its bars are'),
  });
});

test.each([
  { name: 'holds', bars: every(5, 3), barMs: 300_000, is: { barMs: 300_000, by: '--bar' } },
  { name: 'holds for shorter bars with gaps', bars: every(5, 3), barMs: 60_000, is: { barMs: 60_000, by: '--bar' } },
  {
    name: 'holds for a day of 23 hours',
    bars: every(1_380, 2),
    barMs: 86_400_000,
    is: { barMs: 86_400_000, by: '--bar' },
  },
  {
    name: 'is refused where bars would overlap',
    bars: every(5, 3),
    barMs: 600_000,
    is: { fault: expect.stringContaining('--bar says 10-minute bars, and two of them start 300 s apart') },
  },
])('a statement $name', ({ bars, barMs, is }) => {
  expect(barLengthOf({ bars, queryCount: 3, stated: { by: '--bar', barMs } })).toEqual(is);
});

test.each([
  ['minute', 60_000],
  ['5minute', 300_000],
  ['5 minutes', 300_000],
  ['15min', 900_000],
  ['1h', 3_600_000],
  ['hourly', 3_600_000],
  ['day', 86_400_000],
  ['h', null],
  ['2day', null],
  ['0minute', null],
  ['week', null],
  ['DAY', null],
  ['', null],
  ['-5minute', null],
] as const)('%s is %s ms', (text, ms) => {
  expect(parseBarLength(text)).toBe(ms);
});

test.each([
  ['polygon-hourly', 3_600_000],
  ['aapl-1hour-2024-03-25-DELAYED', 3_600_000],
  ['AAPL-5minute', 300_000],
  ['s07-off-grid-5min', 300_000],
  ['AAPL', null],
  ['DAY', null],
  ['hour-and-minutes', null],
] as const)('the name %s states %s ms', (name, ms) => {
  expect(barLengthInName(name)).toBe(ms);
});

test.each([
  [{ multiplier: 5, timespan: 'minute' }, 300_000],
  [{ timespan: 'hour' }, 3_600_000],
  [{ url: 'https://api.massive.com/v2/aggs/ticker/AAPL/range/1/day/2026-05-01/2026-05-29' }, 86_400_000],
  [{ multiplier: 1, timespan: 'week' }, null],
  [{}, null],
  [null, null],
] as const)('the answer %j states %s ms', (body, ms) => {
  expect(recordedBarLength(body)).toBe(ms);
});
