import { dailyVolatilityTable, type Tables } from '@tickerlake/record-schema';
import { type BarColumns, coherentExpression, relativeEstimators } from '@tickerlake/volatility';
import { type QueryCreator, type RawBuilder, sql } from 'kysely';
import { asInt64, maxBy, minBy } from '@tickerlake/athena-sql';
import { calendarOf } from '../../stages/calendar-of.ts';
import { begunHours } from '../../stages/session-coverage.ts';
import { type SessionHours, sessionHours } from './session-hours.ts';

const dayReturn = coherentExpression(({ open, close }) => sql`ln(${close} / ${open})`);

/**
 * The view `daily_volatility`: sessions from their hours; regular hours, the UTC day of crypto. It reads published tables only,
 * so that it costs a build nothing and a corrected hour shows at once. A session is complete when every hour that the
 * calendar expects is there (one on the day grid), with at least 90 % of the minutes.
 *
 * Realized variances are summed as DECIMAL(38, 28), so that the sum does not depend on the order of the hours.
 *
 * Shows: `with "days" as (select ..., max("high"), sum(...) from "hourly_volatility" where "session" in ('regular',
 * 'continuous') group by "ticker", "trading_date") select ..., <estimators> from "days" inner join "sessions" ...`
 *
 * @param hours of which sessions; all that are published when it is left out.
 * @example
 * const query = dailyVolatility(db);
 */
export function dailyVolatility(db: QueryCreator<Tables>, hours: SessionHours = sessionHours(db)) {
  const days = db.with('days', (cte) =>
    cte
      .selectFrom(hours.as('h'))
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
        asInt64(sql`coalesce(sum(h.minutes), 0)`).as('minutes'),
        sql<boolean>`max(case when h.adjusted then 1 else 0 end) = 1`.as('adjusted'),
        eb.fn.max('h.run_id').as('run_id'),
      ]),
  );
  return days
    .selectFrom('days as d')
    .innerJoin('sessions as s', (join) =>
      join
        .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('d.ticker'))))
        .onRef('s.trading_date', '=', 'd.trading_date'),
    )
    .select((eb) => {
      const day: BarColumns = {
        open: eb.ref('d.open'),
        high: eb.ref('d.high'),
        low: eb.ref('d.low'),
        close: eb.ref('d.close'),
      };
      const computed = new Map<string, RawBuilder<unknown>>([
        ...relativeEstimators.map(({ name, expression }) => [name, expression(day)] as const),
        ['day_return', dayReturn(day)],
        ['is_complete', isComplete],
      ]);
      return dailyVolatilityTable.columns.map(({ name }) =>
        (computed.get(name) ?? sql.ref(`d.${name}`)).as(name as 'ticker'),
      );
    });
}

const isComplete = sql<boolean>`case when d.grid = 'day' then true
  else d.hours >= cast(${begunHours} as bigint) and d.minutes >= 0.9E0 * s.expected_bars end`;

function sumOfAll(column: string) {
  return sql<
    number | null
  >`case when count(${sql.ref(column)}) = count(*) then cast(sum(cast(${sql.ref(column)} as decimal(38, 28))) as double) end`;
}
