import { expressionBuilder, sql } from 'kysely';
import { addTime, formatTime, timeBetween, timePart, truncateTime } from '../portable/time.ts';
import { a, b, d, type ExpressionCase, n } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const at = (text: string): Date => new Date(`${text}Z`);

const sunday = at('2026-05-31T10:11:12.345');
const before1970 = at('1969-12-31T23:59:59.999');
const leapDay = at('2024-02-29T00:00:00');
const endOfMonth = at('2026-01-31T10:00:00');

/** Time in UTC, to the millisecond. */
export const timeCases: readonly ExpressionCase[] = [
  {
    name: 'instants come back as they went in',
    given: { a: [sunday, before1970, null] },
    expression: () => a,
    values: [sunday, before1970, null],
  },
  { name: 'an instant as a value', given: { a: [sunday] }, expression: () => eb(a, '=', sunday), values: [true] },
  {
    name: 'instants compared',
    given: { a: [sunday, before1970], b: [before1970, sunday] },
    expression: () => eb(a, '<', b),
    values: [false, true],
  },
  {
    name: 'truncateTime to the second',
    given: { a: [sunday, before1970] },
    expression: () => truncateTime('second', a),
    values: [at('2026-05-31T10:11:12'), at('1969-12-31T23:59:59')],
  },
  {
    name: 'truncateTime to the minute',
    given: { a: [sunday] },
    expression: () => truncateTime('minute', a),
    values: [at('2026-05-31T10:11:00')],
  },
  {
    name: 'truncateTime to the hour',
    given: { a: [sunday, null] },
    expression: () => truncateTime('hour', a),
    values: [at('2026-05-31T10:00:00'), null],
  },
  {
    name: 'truncateTime to the day',
    given: { a: [sunday, before1970] },
    expression: () => truncateTime('day', a),
    values: [at('2026-05-31T00:00:00'), at('1969-12-31T00:00:00')],
  },
  {
    name: 'truncateTime to the week, from Monday',
    given: { a: [sunday, at('2026-06-01T00:00:00')] },
    expression: () => truncateTime('week', a),
    values: [at('2026-05-25T00:00:00'), at('2026-06-01T00:00:00')],
  },
  {
    name: 'truncateTime to the month',
    given: { a: [sunday] },
    expression: () => truncateTime('month', a),
    values: [at('2026-05-01T00:00:00')],
  },
  {
    name: 'truncateTime to the quarter',
    given: { a: [sunday] },
    expression: () => truncateTime('quarter', a),
    values: [at('2026-04-01T00:00:00')],
  },
  {
    name: 'truncateTime to the year',
    given: { a: [sunday, before1970] },
    expression: () => truncateTime('year', a),
    values: [at('2026-01-01T00:00:00'), at('1969-01-01T00:00:00')],
  },
  {
    name: 'addTime in milliseconds',
    given: { a: [sunday], n: [1_655n] },
    expression: () => addTime('millisecond', n, a),
    values: [at('2026-05-31T10:11:14.000')],
  },
  {
    name: 'addTime in seconds',
    given: { a: [sunday], n: [-13n] },
    expression: () => addTime('second', n, a),
    values: [at('2026-05-31T10:10:59.345')],
  },
  {
    name: 'addTime in minutes',
    given: { a: [sunday, sunday], n: [49n, null] },
    expression: () => addTime('minute', n, a),
    values: [at('2026-05-31T11:00:12.345'), null],
  },
  {
    name: 'addTime in hours',
    given: { a: [sunday], n: [14n] },
    expression: () => addTime('hour', n, a),
    values: [at('2026-06-01T00:11:12.345')],
  },
  {
    name: 'addTime in days, backwards',
    given: { a: [at('2026-03-01T10:00:00')], n: [-7n] },
    expression: () => addTime('day', n, a),
    values: [at('2026-02-22T10:00:00')],
  },
  {
    name: 'addTime in weeks',
    given: { a: [endOfMonth], n: [2n] },
    expression: () => addTime('week', n, a),
    values: [at('2026-02-14T10:00:00')],
  },
  {
    name: 'addTime in months ends on the last day',
    given: { a: [endOfMonth, endOfMonth], n: [1n, 3n] },
    expression: () => addTime('month', n, a),
    values: [at('2026-02-28T10:00:00'), at('2026-04-30T10:00:00')],
  },
  {
    name: 'addTime in years from a leap day',
    given: { a: [leapDay, leapDay], n: [-1n, 4n] },
    expression: () => addTime('year', n, a),
    values: [at('2023-02-28T00:00:00'), at('2028-02-29T00:00:00')],
  },
  {
    name: 'addTime of a literal',
    given: { a: [sunday] },
    expression: () => addTime('day', sql.lit(-1), a),
    values: [at('2026-05-30T10:11:12.345')],
  },
  {
    name: 'timeBetween in minutes counts whole ones',
    given: { a: [at('2026-05-29T10:00:59')], b: [at('2026-05-29T10:02:00')] },
    expression: () => timeBetween('minute', a, b),
    values: [1n],
  },
  {
    name: 'timeBetween in days, backwards',
    given: {
      a: [at('2026-05-29T10:00:00'), at('2026-05-29T10:00:00')],
      b: [at('2026-05-28T10:00:01'), at('2026-05-28T10:00:00')],
    },
    expression: () => timeBetween('day', a, b),
    values: [0n, -1n],
  },
  {
    name: 'timeBetween in hours',
    given: { a: [at('2026-05-29T10:30:00')], b: [at('2026-05-29T12:29:59')] },
    expression: () => timeBetween('hour', a, b),
    values: [1n],
  },
  {
    name: 'timeBetween in seconds',
    given: { a: [at('2026-01-01T00:00:00.500')], b: [at('2026-01-01T00:00:00')] },
    expression: () => timeBetween('second', a, b),
    values: [0n],
  },
  {
    name: 'timeBetween in milliseconds',
    given: { a: [before1970], b: [at('1970-01-01T00:00:00.001')] },
    expression: () => timeBetween('millisecond', a, b),
    values: [2n],
  },
  {
    name: 'timeBetween in weeks',
    given: { a: [at('2026-01-01T00:00:00')], b: [at('2026-01-15T00:00:00')] },
    expression: () => timeBetween('week', a, b),
    values: [2n],
  },
  {
    name: 'timeBetween in months',
    given: {
      a: [at('2026-01-15T00:00:00'), at('2026-01-15T00:00:00')],
      b: [at('2026-03-14T00:00:00'), at('2026-03-15T00:00:00')],
    },
    expression: () => timeBetween('month', a, b),
    values: [1n, 2n],
  },
  {
    name: 'timeBetween in years',
    given: { a: [at('2024-03-01T00:00:00')], b: [at('2026-02-28T00:00:00')] },
    expression: () => timeBetween('year', a, b),
    values: [1n],
  },
  {
    name: 'year, quarter and month',
    given: { a: [sunday] },
    expression: () => sql`${timePart('year', a)} * 1000 + ${timePart('quarter', a)} * 100 + ${timePart('month', a)}`,
    values: [2_026_205n],
  },
  { name: 'day', given: { a: [sunday] }, expression: () => timePart('day', a), values: [31n] },
  { name: 'hour', given: { a: [sunday, before1970] }, expression: () => timePart('hour', a), values: [10n, 23n] },
  { name: 'minute', given: { a: [sunday] }, expression: () => timePart('minute', a), values: [11n] },
  { name: 'second is whole', given: { a: [before1970] }, expression: () => timePart('second', a), values: [59n] },
  {
    name: 'day of the year',
    given: { a: [at('2026-03-01T00:00:00')] },
    expression: () => timePart('day_of_year', a),
    values: [60n],
  },
  {
    name: 'ISO day of the week: Sunday is 7',
    given: { a: [sunday, at('2026-06-01T00:00:00')] },
    expression: () => timePart('iso_day_of_week', a),
    values: [7n, 1n],
  },
  {
    name: 'ISO week and year',
    given: { a: [at('2027-01-01T00:00:00')] },
    expression: () => sql`${timePart('iso_year', a)} * 100 + ${timePart('iso_week', a)}`,
    values: [202_653n],
  },
  {
    name: 'a part of a date',
    given: { d: ['2026-05-31'] },
    expression: () => timePart('iso_day_of_week', d),
    values: [7n],
  },
  {
    name: 'formatTime as date',
    given: { a: [sunday, null] },
    expression: () => formatTime('date', a),
    values: ['2026-05-31', null],
  },
  {
    name: 'formatTime as month',
    given: { a: [sunday] },
    expression: () => formatTime('month', a),
    values: ['2026-05'],
  },
  {
    name: 'formatTime as hour',
    given: { a: [at('2026-05-03T07:08:09.123')] },
    expression: () => formatTime('hour', a),
    values: ['2026-05-03 07:00'],
  },
  {
    name: 'formatTime as minute',
    given: { a: [at('2026-05-03T07:08:09.123')] },
    expression: () => formatTime('minute', a),
    values: ['2026-05-03 07:08'],
  },
  {
    name: 'formatTime as second',
    given: { a: [at('2026-05-03T07:08:09.999')] },
    expression: () => formatTime('second', a),
    values: ['2026-05-03 07:08:09'],
  },
  {
    name: 'formatTime as time of day',
    given: { a: [at('2026-05-03T17:08:09')] },
    expression: () => formatTime('time_of_day', a),
    values: ['17:08'],
  },
  {
    name: 'formatTime as weekday',
    given: { a: [sunday] },
    expression: () => formatTime('weekday', a),
    values: ['Sun'],
  },
];
