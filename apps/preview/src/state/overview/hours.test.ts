import { describe, expect, test } from 'vitest';
import { compareHours, type Hour, quantile } from './hours.ts';
import { makeHour, makeSessions } from './testing/make-hours.ts';
import { unusualSentence } from './unusual-sentence.ts';

const open = Date.UTC(2026, 10, 16, 14, 30);
/** Ten days from Monday 16 November; the last one closes after 90 minutes, so that its second hour has 30. */
const sessions = makeSessions(open, 10).map((session, day) =>
  day === 9 ? { ...session, closeMs: session.openMs + 1.5 * 3_600_000 } : session,
);
const hour = (ticker: string, day: number, minute: number, value: number) =>
  makeHour(ticker, sessions[day], minute, value);
const past = (ticker: string, values: readonly number[]): Hour[] =>
  values.flatMap((value, day) => [hour(ticker, day, 0, value), hour(ticker, day, 60, value)]);
const today = sessions[9]?.date ?? '';
const quiet = past('AAPL', [1, 1, 2, 2, 3, 3, 2, 2, 2]);

describe('an hour against its usual', () => {
  test.each([
    { name: 'is the ratio to the median of earlier sessions', hours: [...quiet, hour('AAPL', 9, 0, 5)], ratio: 2.5 },
    {
      name: 'has none with four earlier sessions',
      hours: [...past('AAPL', [1, 1, 1, 1]), hour('AAPL', 9, 0, 5)],
      ratio: null,
    },
    { name: 'has none where an early close makes it shorter', hours: [...quiet, hour('AAPL', 9, 60, 5)], ratio: null },
    {
      name: 'has none if the usual is 0',
      hours: [...past('AAPL', [0, 0, 0, 0, 0]), hour('AAPL', 9, 0, 5)],
      ratio: null,
    },
    {
      name: 'leaves incomplete hours out of the past',
      hours: [...quiet.map((one) => (one.value === 3 ? { ...one, isComplete: false } : one)), hour('AAPL', 9, 0, 4)],
      ratio: 2,
    },
  ])('$name', ({ hours, ratio }) =>
    expect(compareHours(hours, sessions, [today]).map((one) => one.ratio)).toEqual([ratio]),
  );
});

describe('the sentence', () => {
  const others = past('NVDA', [1, 1, 1, 1, 1, 1]);
  test.each([
    {
      name: 'nothing is unusual',
      values: [3, 1.1],
      text: 'Wednesday 25 Nov: AAPL reached 1.5 times its usual hour at 09:30; no ticker above 2.',
    },
    {
      name: 'one ticker is',
      values: [5, 1],
      text: 'Wednesday 25 Nov: AAPL reached 2.5 times its usual hour at 09:30; no other ticker above 2.',
    },
    {
      name: 'two are',
      values: [5, 3.2],
      text: 'Wednesday 25 Nov: NVDA reached 3.2 times its usual hour at 09:30, then AAPL 2.5.',
    },
  ])('$name', ({ values: [aapl = 0, nvda = 0], text }) => {
    const hours = [...quiet, ...others, hour('AAPL', 9, 0, aapl), hour('NVDA', 9, 0, nvda)];
    expect(unusualSentence(compareHours(hours, sessions, [today]), false, 'America/New_York')).toBe(text);
  });
  test('is missing without a comparison', () => expect(unusualSentence([], false, 'UTC')).toBeNull());
});

test.each([
  [[1], 0.5, 1],
  [[1, 2, 4], 0.5, 2],
  [[1, 2, 4, 8], 0.25, 1.75],
  [[1, 2, 4, 8], 1, 8],
])('the quantile of %j at %f is %f', (sorted, share, value) => expect(quantile(sorted, share)).toBeCloseTo(value, 12));
