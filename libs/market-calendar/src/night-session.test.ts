import { describe, expect, test } from 'vitest';
import { createStockCalendar } from './create-stock-calendar.ts';

/** The exchange's published closures of 2026 to 2028, typed from its table, not computed. */
const closed = new Set(
  `2026-01-01 2026-01-19 2026-02-16 2026-04-03 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-11-26 2026-12-25
   2027-01-01 2027-01-18 2027-02-15 2027-03-26 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-11-25 2027-12-24
   2028-01-17 2028-02-21 2028-04-14 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-11-23 2028-12-25`.split(/\s+/),
);
const closesEarly = new Set('2026-11-27 2026-12-24 2027-11-26 2028-07-03 2028-11-24'.split(' '));
/** Summer time in New York, as UTC instants of the changes at 02:00. */
const summers = [
  ['2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  ['2027-03-14T07:00Z', '2027-11-07T06:00Z'],
  ['2028-03-12T07:00Z', '2028-11-05T06:00Z'],
].map((span) => span.map((instant) => Date.parse(instant)));

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const isSession = (date: string): boolean =>
  !closed.has(date) && ![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay());

/** The answer by the tables above alone; minutes count from midnight in New York. */
function expected(ms: number, nightOpen: number): { readonly tradingDate: string; readonly part: string } {
  const isSummer = summers.some(([from = 0, to = 0]) => ms >= from && ms < to);
  const local = new Date(ms - (isSummer ? 4 : 5) * 3_600_000);
  const date = local.toISOString().slice(0, 10);
  const next = new Date(local.getTime() + dayMs).toISOString().slice(0, 10);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  if (minute >= nightOpen && isSession(next)) return { tradingDate: next, part: 'night' };
  if (!isSession(date)) return { tradingDate: date, part: 'unknown' };
  const [close, postClose] = closesEarly.has(date) ? [780, 1_020] : [960, 1_200];
  if (minute < 240) return { tradingDate: date, part: 'night' };
  if (minute < 570) return { tradingDate: date, part: 'pre' };
  if (minute < close) return { tradingDate: date, part: 'regular' };
  return { tradingDate: date, part: minute < postClose ? 'post' : 'unknown' };
}

describe.each([
  { nightOpen: '20:00', minute: 1_200 },
  { nightOpen: '21:00', minute: 1_260 },
])('a night session from $nightOpen', ({ nightOpen, minute }) => {
  test.each(['2026', '2027', '2028'])('%s: every half hour has the trading date and the part of the table', (year) => {
    const calendar = createStockCalendar({ hours: [{ validFrom: '2026-01-02', nightOpen }] });
    const wrong: string[] = [];
    for (let ms = Date.parse(`${year}-01-03T00:00Z`); ms < Date.parse(`${year}-12-31T00:00Z`); ms += 30 * minuteMs) {
      const { tradingDate, part } = calendar.locate(ms);
      const right = expected(ms, minute);
      if (tradingDate !== right.tradingDate || part !== right.part)
        wrong.push(`${new Date(ms).toISOString()}: ${tradingDate} ${part}, not ${right.tradingDate} ${right.part}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('a row says only what changes, and a later one ends the night session', () => {
  const calendar = createStockCalendar({
    hours: [
      { validFrom: '2026-06-01', nightOpen: '20:00' },
      { validFrom: '2026-09-01', postClose: '19:30' },
      { validFrom: '2026-10-01', nightOpen: null },
    ],
  });
  const partAt = (instant: string) => calendar.locate(Date.parse(instant)).part;
  expect(['2026-06-02T00:30Z', '2026-09-02T00:30Z', '2026-10-02T00:30Z'].map(partAt)).toEqual([
    'night',
    'night',
    'unknown',
  ]);
});
