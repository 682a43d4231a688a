import { barsPerYear } from '@tickerlake/volatility';
import { type Expression, sql } from 'kysely';
import { calendarOf } from '../../stages/calendar-of.ts';

/**
 * The trading minutes in a year of a ticker: 98,280 of regular hours, 525,600 for what trades around the clock, 374,400 of currencies.
 *
 * @example
 * eb => minutesPerYear(eb.ref('ticker'))
 */
export const minutesPerYear = (ticker: Expression<string>) =>
  sql<number>`case ${calendarOf(ticker)} when '24/7' then ${sql.raw(`${barsPerYear.cryptoMinutes}E0`)} when '24/5' then ${sql.raw(`${barsPerYear.forexMinutes}E0`)} else ${sql.raw(`${barsPerYear.regularMinutes}E0`)} end`;

/**
 * The annualised volatility, as a ratio, of a variance over some minutes: sqrt(minutes a year x variance / minutes). A negative variance
 * counts as 0; NULL without a variance or minutes.
 *
 * Shows: `sqrt(<minutes a year> * greatest("gk", 0E0) / nullif(case when "gk" is not null then "minutes" end, 0))`
 *
 * @example
 * eb => annualised(eb.ref('gk'), eb.ref('minutes'), eb.ref('ticker'))
 */
export const annualised = (
  variance: Expression<number | null>,
  minutes: Expression<bigint | null>,
  ticker: Expression<string>,
) =>
  sql<
    number | null
  >`sqrt(${minutesPerYear(ticker)} * greatest(${variance}, 0E0) / nullif(case when ${variance} is not null then ${minutes} end, 0))`;
