import { daysOfSessions } from '@tickerlake/market-sql';
import { createStockCalendar } from '@tickerlake/market-calendar';
import { expect, test } from 'vitest';

const dayMs = 86_400_000;
/** Closes since before September 2001, when the exchange was closed for six days. */
const closes = createStockCalendar()
  .sessions('1999-01-04', '2028-12-29')
  .map(({ closeMs }) => closeMs);

test.each([1, 2, 5, 11, 21, 64, 202, 253])(
  'the days that queries over sessions look back hold %i sessions, whenever they end',
  (n) => {
    const days = daysOfSessions(n) * dayMs;
    // The session before the newest n begins a day or less before its close.
    const longest = Math.max(...closes.slice(n).map((close, index) => close - (closes[index + 1] ?? 0)));
    expect(longest).toBeLessThan(days - dayMs);
    expect(longest).toBeGreaterThan(0.8 * days - 15 * dayMs);
  },
);
