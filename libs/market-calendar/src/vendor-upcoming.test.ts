import { describe, expect, it } from 'vitest';
import { createStockCalendar } from './create-stock-calendar.ts';
import { CalendarInputError } from './errors.ts';
import { compareWithVendorUpcoming } from './vendor-upcoming.ts';

const calendar = createStockCalendar();
const today = '2026-05-29';

const holiday = (date: string, exchange = 'NYSE') => ({ date, exchange, name: 'a holiday', status: 'closed' });
const early = (
  date: string,
  exchange = 'NYSE',
  hours: object = { open: `${date}T14:30:00.000Z`, close: `${date}T18:00:00.000Z` },
) => ({
  date,
  exchange,
  name: 'an early close',
  status: 'early-close',
  ...hours,
});

const right = ['NYSE', 'NASDAQ'].flatMap((exchange) => [
  holiday('2026-06-19', exchange),
  holiday('2026-07-03', exchange),
  holiday('2026-09-07', exchange),
  holiday('2026-11-26', exchange),
  early('2026-11-27', exchange),
]);

function without(date: string, exchange: string) {
  return right.filter((row) => row.date !== date || row.exchange !== exchange);
}

describe('compareWithVendorUpcoming', () => {
  it.each([
    { name: 'the right list', upcoming: right },
    { name: 'an empty list', upcoming: [] },
    { name: 'a list in another order', upcoming: right.toReversed() },
    { name: 'keys that it does not know', upcoming: right.map((row) => ({ ...row, note: 1 })) },
    { name: 'a closed weekend', upcoming: [...right, holiday('2026-07-04')] },
    {
      name: 'an early close without its hours',
      upcoming: [...without('2026-11-27', 'NYSE'), early('2026-11-27', 'NYSE', {})],
    },
    {
      name: 'hours that are null',
      upcoming: [...without('2026-11-27', 'NYSE'), early('2026-11-27', 'NYSE', { open: null, close: null })],
    },
    {
      name: 'hours in another offset',
      upcoming: [...without('2026-11-27', 'NYSE'), early('2026-11-27', 'NYSE', { close: '2026-11-27T13:00:00-05:00' })],
    },
    { name: 'a list that ends before the next holiday', upcoming: [holiday('2026-06-19')] },
  ])('is silent about $name', ({ upcoming }) => {
    expect(compareWithVendorUpcoming(calendar, upcoming, today)).toEqual([]);
  });

  it.each([
    {
      name: 'a closure that the calendar does not know',
      upcoming: [...right, holiday('2026-08-12', 'NASDAQ')],
      says: [
        '2026-08-12',
        'NASDAQ',
        'closed',
        'full session, open 2026-08-12T13:30:00.000Z, close 2026-08-12T20:00:00.000Z',
      ],
    },
    {
      name: 'a closure that the vendor leaves out',
      upcoming: without('2026-07-03', 'NYSE'),
      says: ['2026-07-03', 'NYSE', 'not in its list, so a full session', 'closed (Independence Day)'],
    },
    {
      name: 'an early close that the vendor leaves out',
      upcoming: [...without('2026-11-27', 'NYSE'), holiday('2026-12-25')],
      says: [
        '2026-11-27',
        'NYSE',
        'not in its list, so a full session',
        'early-close, open 2026-11-27T14:30:00.000Z, close 2026-11-27T18:00:00.000Z',
      ],
      others: ['2026-12-24'],
    },
    {
      name: 'an early close where the calendar is closed',
      upcoming: [...without('2026-07-03', 'NASDAQ'), early('2026-07-03', 'NASDAQ')],
      says: [
        '2026-07-03',
        'NASDAQ',
        'early-close, open 2026-07-03T14:30:00.000Z, close 2026-07-03T18:00:00.000Z',
        'closed (Independence Day)',
      ],
    },
    {
      name: 'an early close of a full session',
      upcoming: [...right, early('2026-06-18', 'NYSE', {})],
      says: [
        '2026-06-18',
        'NYSE',
        'early-close',
        'full session, open 2026-06-18T13:30:00.000Z, close 2026-06-18T20:00:00.000Z',
      ],
    },
    {
      name: 'another closing time',
      upcoming: [...without('2026-11-27', 'NYSE'), early('2026-11-27', 'NYSE', { close: '2026-11-27T17:00:00Z' })],
      says: [
        '2026-11-27',
        'NYSE',
        'early-close, close 2026-11-27T17:00:00Z',
        'early-close, open 2026-11-27T14:30:00.000Z, close 2026-11-27T18:00:00.000Z',
      ],
    },
    {
      name: 'another opening time',
      upcoming: [...without('2026-11-27', 'NYSE'), early('2026-11-27', 'NYSE', { open: '2026-11-27T15:30:00Z' })],
      says: [
        '2026-11-27',
        'NYSE',
        'early-close, open 2026-11-27T15:30:00Z',
        'early-close, open 2026-11-27T14:30:00.000Z, close 2026-11-27T18:00:00.000Z',
      ],
    },
    {
      name: 'a closing time that is not an instant',
      upcoming: [...without('2026-11-27', 'NYSE'), early('2026-11-27', 'NYSE', { close: '1 pm' })],
      says: [
        '2026-11-27',
        'NYSE',
        'early-close, close 1 pm',
        'early-close, open 2026-11-27T14:30:00.000Z, close 2026-11-27T18:00:00.000Z',
      ],
    },
    {
      name: 'an unknown status',
      upcoming: [...without('2026-09-07', 'NYSE'), { ...holiday('2026-09-07'), status: 'delayed-open' }],
      says: ['2026-09-07', 'NYSE', 'delayed-open', 'closed (Labor Day)'],
    },
  ])('names $name', ({ upcoming, says, others = [] }) => {
    const [date, exchange, vendor, ours] = says;
    const found = compareWithVendorUpcoming(calendar, upcoming, today);
    const one = found.find((warning) => warning.date === date);
    expect(found.map((warning) => warning.date)).toEqual([date, ...others]);
    expect(one).toMatchObject({ date, exchange, vendor, calendar: ours });
    expect(one?.message).toBe(
      `${date} on ${exchange}: the vendor says ${vendor}; the calendar says ${ours}. Check with the exchange; if the vendor is right, add the date to the overrides.`,
    );
  });

  it('does not miss a holiday of today: the list holds the future only', () => {
    const upcoming = right.filter((row) => row.date !== '2026-06-19');
    expect(compareWithVendorUpcoming(calendar, upcoming, '2026-06-19')).toEqual([]);
    expect(compareWithVendorUpcoming(calendar, upcoming, '2026-06-18').map((warning) => warning.exchange)).toEqual([
      'NASDAQ',
      'NYSE',
    ]);
  });

  it('is in order of date and exchange', () => {
    const upcoming = [
      holiday('2026-08-13'),
      holiday('2026-08-12'),
      holiday('2026-08-12', 'NASDAQ'),
      holiday('2026-06-19'),
      holiday('2026-07-03'),
      holiday('2026-06-19', 'NASDAQ'),
      holiday('2026-07-03', 'NASDAQ'),
    ];
    const found = compareWithVendorUpcoming(calendar, upcoming, today);
    expect(found.map(({ date, exchange }) => `${date} ${exchange}`)).toEqual([
      '2026-08-12 NASDAQ',
      '2026-08-12 NYSE',
      '2026-08-13 NYSE',
    ]);
  });

  it('is settled by an override', () => {
    const upcoming = [...right, holiday('2026-08-12'), holiday('2026-08-12', 'NASDAQ')];
    const overrides = { closures: [{ date: '2026-08-12', reason: 'day of mourning' }] };
    expect(compareWithVendorUpcoming(createStockCalendar({ overrides }), upcoming, today)).toEqual([]);
  });

  it.each([
    { name: 'an object', upcoming: { results: right }, says: 'input' },
    { name: 'a row without exchange', upcoming: [{ date: '2026-07-03', status: 'closed' }], says: '0.exchange' },
    { name: 'a date that is none', upcoming: [holiday('2026-07-32')], says: '0.date: is not a calendar date' },
  ])('refuses $name', ({ upcoming, says }) => {
    expect(() => compareWithVendorUpcoming(calendar, upcoming, today)).toThrow(CalendarInputError);
    expect(() => compareWithVendorUpcoming(calendar, upcoming, today)).toThrow(says);
    expect(() => compareWithVendorUpcoming(calendar, upcoming, today)).toThrow(
      "Cannot use the vendor's list of upcoming holidays",
    );
  });
});
