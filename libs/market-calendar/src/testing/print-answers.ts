import {
  calendarFor,
  createContinuousCalendar,
  createStockCalendar,
  expectedBarsBetween,
  sessionAt,
  toCalendarDates,
} from '../index.ts';

/**
 * Program: prints the calendar's results as JSON, to be run under different values of TZ. The first line is the local
 * wall clock at an instant, which proves that TZ was in effect.
 */
const stocks = createStockCalendar({
  hours: [
    {
      validFrom: '2031-01-06',
      nightOpen: '21:00',
      preOpen: '04:00',
      open: '09:30',
      close: '16:00',
      postClose: '20:00',
      earlyPostClose: '17:00',
    },
  ],
  overrides: {
    closures: [{ date: '2026-05-20', reason: 'day of mourning' }],
    earlyCloses: [{ date: '2026-05-21', reason: 'storm', close: '12:15' }],
  },
});
const halfHourMs = 1_800_000;
const spans = [
  ['1990-01-01', '1990-02-01'],
  ['2006-03-27', '2006-04-10'],
  ['2011-12-28', '2012-01-05'],
  ['2026-03-05', '2026-03-12'],
  ['2026-10-28', '2026-11-05'],
  ['2026-12-20', '2027-01-05'],
  ['2032-01-04', '2032-01-20'],
] as const;

const places = [stocks, createContinuousCalendar()].flatMap((calendar) =>
  spans.flatMap(([from, to]) => {
    const answers = [];
    for (let ms = Date.parse(`${from}T00:00Z`); ms < Date.parse(`${to}T00:00Z`); ms += halfHourMs)
      answers.push(calendar.locate(ms), sessionAt(calendar, ms));
    return answers;
  }),
);

const answers = {
  sessions: stocks.sessions('1990-01-01', '2045-12-31'),
  closures: toCalendarDates('1990-01-01', '2045-12-31').map((date) => stocks.closure(date)),
  places,
  completed: spans.map(([, to]) => stocks.lastCompletedSession(Date.parse(`${to}T20:00Z`))),
  crypto: calendarFor('crypto').sessions('2026-01-01', '2026-12-31'),
  minutes: expectedBarsBetween(stocks, '1990-01-01', '2045-12-31', 60_000),
};

process.stdout.write(`${new Date(Date.UTC(2026, 0, 1)).toString()}\n${JSON.stringify(answers)}`);
