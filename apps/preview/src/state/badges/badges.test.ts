import { expect, test } from 'vitest';
import { badges } from './badges.ts';

const summary = {
  tickers: ['AAPL'],
  releaseId: 1,
  publishedAt: '2026-11-29T19:27:00Z',
  from: '2026-05-01',
  to: '2026-11-27',
  newestBar: '2026-11-27T17:30:00Z',
};

test.each([
  {
    name: 'simulated',
    source: 'simulated',
    passed: 13,
    warned: 0,
    texts: ['SIMULATED', 'to 11-27, 12:30', '13/13 checks'],
    last: 'good',
  },
  {
    name: 'a warning',
    source: 'massive',
    passed: 12,
    warned: 1,
    texts: ['to 11-27, 12:30', '12/13 checks'],
    last: 'warn',
  },
])('$name', ({ source, passed, warned, texts, last }) => {
  const found = badges({ ...summary, source, quality: { passed, warned, notEvaluated: 0 } }, 'America/New_York');
  expect(found.map(({ text }) => text)).toEqual(texts);
  expect(found.at(-1)?.kind).toBe(last);
});
