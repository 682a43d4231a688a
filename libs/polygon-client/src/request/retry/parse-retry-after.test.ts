import { expect, it } from 'vitest';
import { parseRetryAfter } from './parse-retry-after.ts';

const date = 'Tue, 24 Nov 2026 04:16:00 GMT';

it.each([
  { name: 'seconds', header: '30', ms: 30_000 },
  { name: 'seconds with white space', header: ' 5 ', ms: 5_000 },
  { name: 'a fraction of a second', header: '1.5', ms: 1_500 },
  { name: 'a date, by the clock of the server', header: 'Tue, 24 Nov 2026 04:17:30 GMT', ms: 90_000 },
  { name: 'a date in the past', header: 'Tue, 24 Nov 2026 04:15:00 GMT', ms: null },
  { name: 'zero', header: '0', ms: null },
  { name: 'a negative number', header: '-5', ms: null },
  { name: 'words', header: '5 minutes', ms: null },
  { name: 'nothing', header: '', ms: null },
  { name: 'no header', header: null, ms: null },
  { name: 'a huge number', header: '9'.repeat(400), ms: Number.MAX_SAFE_INTEGER },
])('Retry-After with $name', ({ header, ms }) => {
  expect(parseRetryAfter(header, date)).toBe(ms);
});

it('a date without a Date header is ignored', () => {
  expect(parseRetryAfter('Tue, 24 Nov 2026 04:17:30 GMT', null)).toBeNull();
});
