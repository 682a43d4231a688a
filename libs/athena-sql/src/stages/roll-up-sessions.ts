import { type BarColumns, coherentExpression, relativeEstimators } from '@tickerlake/volatility';
import { type Kysely, sql } from 'kysely';
import { asInt64, maxBy, minBy } from '../portable/functions.ts';
import { calendarOf } from './calendar-of.ts';
import type { StageTables } from './stage-tables.ts';

const dayReturn = coherentExpression(({ open, close }) => sql`ln(${close} / ${open})`);

/**
 * The rows of `daily_volatility` of a period from its hours: regular hours, the UTC day of crypto. A session is complete
 * when every hour that the calendar expects is there (one on the day grid), with at least 90 % of the minutes.
 *
 * Realized variances are summed as DECIMAL(38, 28), so that the sum does not depend on the order of the hours.
 *
 * Shows: `with "days" as (select ..., max("high"), sum(...) from "staged_hours" where "session" in ('regular',
 * 'continuous') group by "ticker", "trading_date") select ..., <estimators> from "days" inner join "sessions" ...`
 *
 * @example
 * const query = rollUpSessions(db);
 */
export function rollUpSessions(db: Kysely<StageTables>) {
  const days = db.with('days', (cte) =>
    cte
      .selectFrom('staged_hours as h')
      .where('h.session', 'in', ['regular', 'continuous'])
      .groupBy(['h.ticker', 'h.trading_date', 'h.grid'])
      .select(['h.ticker', 'h.trading_date', 'h.grid'])
      .select((eb) => [
        minBy(eb.ref('h.open'), eb.ref('h.bar_start')).as('open'),
        eb.fn.max('h.high').as('high'),
        eb.fn.min('h.low').as('low'),
        maxBy(eb.ref('h.close'), eb.ref('h.bar_start')).as('close'),
        sumOfAll('h.realized_var').as('realized_var'),
        sumOfAll('h.bipower_var').as('bipower_var'),
        asInt64(eb.fn.countAll()).as('hours'),
        asInt64(eb.fn.sum('h.minutes')).as('minutes'),
        sql<boolean>`max(case when h.adjusted then 1 else 0 end) = 1`.as('adjusted'),
        eb.fn.max('h.run_id').as('run_id'),
      ]),
  );
  return days
    .selectFrom('days as d')
    .innerJoin('sessions as s', (join) => join.on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('d.ticker')))).onRef('s.trading_date', '=', 'd.trading_date'))
    .selectAll('d')
    .select((eb) => {
      const day: BarColumns = { open: eb.ref('d.open'), high: eb.ref('d.high'), low: eb.ref('d.low'), close: eb.ref('d.close') };
      return [...relativeEstimators.map((estimator) => estimator.expression(day).as(estimator.name)), dayReturn(day).as('day_return'), isComplete.as('is_complete')];
    });
}

const isComplete = sql<boolean>`case when d.grid = 'day' then true
  else d.hours >= cast(ceil(s.expected_bars / 60E0) as bigint) and d.minutes >= 0.9E0 * s.expected_bars end`;

function sumOfAll(column: string) {
  return sql<number | null>`case when count(${sql.ref(column)}) = count(*) then cast(sum(cast(${sql.ref(column)} as decimal(38, 28))) as double) end`;
}
