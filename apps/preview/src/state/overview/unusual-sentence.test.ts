import { describe, expect, test } from 'vitest';
import { makeHour, makeSessions } from './testing/make-hours.ts';
import { unusualSentence } from './unusual-sentence.ts';

const [today] = makeSessions(Date.UTC(2026, 10, 25, 14, 30), 1);

describe('the sentence', () => {
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
    const hours = [makeHour('AAPL', today, 0, aapl, 2), makeHour('NVDA', today, 0, nvda, 1)];
    expect(unusualSentence(hours, false, 'America/New_York')).toBe(text);
  });
  test('is missing without a comparison', () => expect(unusualSentence([], false, 'UTC')).toBeNull());
});
