import { expect, it } from 'vitest';
import { comparedHours } from './compared-hours.ts';
import { makeHour, makeSessions } from './testing/make-hours.ts';

it('an hour is compared if it has come and is among those that were read', () => {
  const [session] = makeSessions(Date.UTC(2026, 10, 2, 14, 30), 1);
  const hour = makeHour('AAPL', session, 0, 3, 2);
  const later = { ...makeHour('AAPL', session, 60, 1), value: null };
  const compare = comparedHours([hour, later]);
  expect(compare('AAPL', hour.timeMs)?.ratio).toBe(1.5);
  expect(compare('AAPL', later.timeMs)).toBeNull();
  expect(compare('MSFT', hour.timeMs)).toBeNull();
});
