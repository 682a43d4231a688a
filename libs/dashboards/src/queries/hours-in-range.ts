import { athenaQueryBuilder, utc } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { type SqlBool, sql } from 'kysely';
import { rangeStart } from './range-start.ts';

/**
 * The hours that panels draw: regular hours and crypto, of the selected tickers, in the time range. The filter is on the raw
 * column, so that files are pruned, and uses `$__timeFrom()`, because `$__timeFilter` writes the server's local time.
 *
 * @param variables the ticker variables; only `ticker` by default.
 * @example
 * hoursInRange().select('ticker');
 */
export function hoursInRange(...variables: readonly string[]) {
  return hoursWithHistory(0, ...variables);
}

/**
 * The same, plus the days before the range with which its hours are compared.
 *
 * @example
 * hoursWithHistory(60, 'ticker').select('ticker');
 */
export function hoursWithHistory(days: number, ...variables: readonly string[]) {
  const names = variables.length === 0 ? ['ticker'] : variables;
  const chosen = sql.raw(names.map((name) => `ticker in (\${${name}:sqlstring})`).join(' or '));
  return athenaQueryBuilder<Tables>()
    .selectFrom('hourly_volatility')
    .where(sql<SqlBool>`bar_start between ${rangeStart(days)} and $__timeTo()`)
    .where(names.length === 1 ? sql<SqlBool>`${chosen}` : sql<SqlBool>`(${chosen})`)
    .where('session', 'in', ['regular', 'continuous'])
    .where('grid', '<>', 'day');
}

/**
 * The start of the hour as Grafana needs it: with millisecond precision and a zone.
 *
 * @example
 * hoursInRange().select(barTime.as('time'));
 */
export const barTime = utc(sql<Date>`cast(bar_start as timestamp(3))`);
