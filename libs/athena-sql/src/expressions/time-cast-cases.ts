import { expressionBuilder, sql } from 'kysely';
import { asDate, asText, msOfTimestamp, timestampOfMs, utc } from '../portable/functions.ts';
import { asTimestamp, tryDate } from '../portable/time.ts';
import { a, d, type ExpressionCase, n, s } from './expression-case.ts';

const eb = expressionBuilder<never, never>();
const at = (text: string): Date => new Date(`${text}Z`);

const sunday = at('2026-05-31T10:11:12.345');
const before1970 = at('1969-12-31T23:59:59.999');

/** Casts of instants and dates, and their texts and numbers. */
export const timeCastCases: readonly ExpressionCase[] = [
  {
    name: 'asTimestamp of text',
    given: { s: ['2026-05-03 07:08:09.123', '2026-05-03'] },
    expression: () => asTimestamp(s),
    values: [at('2026-05-03T07:08:09.123'), at('2026-05-03T00:00:00')],
  },
  {
    name: 'asTimestamp rounds to the millisecond',
    given: { s: ['2026-05-03 07:08:09.1239'] },
    expression: () => asTimestamp(s),
    values: [at('2026-05-03T07:08:09.124')],
  },
  {
    name: 'asTimestamp of microseconds rounds too',
    given: { s: ['2026-05-03 07:08:09.123500', '1969-12-31 23:59:59.999400'] },
    expression: () => asTimestamp(sql`cast(${s} as timestamp(6))`),
    values: [at('2026-05-03T07:08:09.124'), at('1969-12-31T23:59:59.999')],
  },
  {
    name: 'asTimestamp of a date',
    given: { d: ['2026-05-03'] },
    expression: () => asTimestamp(d),
    values: [at('2026-05-03T00:00:00')],
  },
  {
    name: 'asDate of an instant is its UTC day',
    given: { a: [sunday, before1970] },
    expression: () => asDate(a),
    values: ['2026-05-31', '1969-12-31'],
  },
  { name: 'asDate of text', given: { s: ['2026-05-31'] }, expression: () => asDate(s), values: ['2026-05-31'] },
  {
    name: 'tryDate',
    given: { s: ['2026-05-31', '2026-02-30', '2026-5-1', '31.05.2026', '', null] },
    expression: () => tryDate(s),
    values: ['2026-05-31', null, null, null, null, null],
  },
  { name: 'asText of a date', given: { d: ['2026-05-31'] }, expression: () => asText(d), values: ['2026-05-31'] },
  {
    name: 'timestampOfMs',
    given: { n: [1_780_222_272_345n, -1n, 0n] },
    expression: () => timestampOfMs(n),
    values: [sunday, before1970, new Date(0)],
  },
  {
    name: 'msOfTimestamp',
    given: { a: [sunday, before1970] },
    expression: () => msOfTimestamp(a),
    values: [1_780_222_272_345n, -1n],
  },
  {
    name: 'utc keeps the instant',
    given: { a: [sunday, before1970] },
    expression: () => utc(a),
    values: [sunday, before1970],
  },
  {
    name: 'cast to timestamp',
    given: { d: ['2026-05-03'] },
    expression: () => eb.cast(d, 'timestamp'),
    values: [at('2026-05-03T00:00:00')],
  },
  {
    name: 'cast to timestamptz',
    given: { a: [sunday] },
    expression: () => eb.cast(a, 'timestamptz'),
    refused: /asTimestamp/,
  },
  {
    name: 'date_diff of an engine',
    given: { a: [sunday] },
    expression: () => eb.fn('date_diff', [sql.lit('minute'), a, a]),
    refused: /function date_diff/,
  },
  ...[
    'date_add',
    'date_trunc',
    'date_format',
    'date_parse',
    'format_datetime',
    'from_unixtime',
    'to_unixtime',
    'now',
    'day_of_week',
    'dayofweek',
    'at_timezone',
    'year',
  ].map((name) => ({
    name: `${name} of an engine`,
    given: { a: [sunday] },
    expression: () => eb.fn(name, [a]),
    refused: new RegExp(`function ${name}`),
  })),
];
