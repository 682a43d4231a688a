import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { sql } from 'kysely';
import { sessionsNear } from '../sessions-near.ts';
import { dateText, timeText } from './session-text.ts';
import { usualInRange } from './usual-in-range.ts';

/** From this many times its usual value an hour is unusual. */
const unusualFrom = 2;
/** Tickers after the first one that are named. */
const mostOthers = 3;

/**
 * One sentence on what is unusual in the newest session, by the largest hour of each ticker against its usual value: `Fri 27 Nov, half day:
 * NVDA reached 2.3 times its usual hour at 09:30, then AAPL 2.1.`
 *
 * Columns: `sentence`; no row for a range without a session.
 *
 * @example
 * compileAthenaSql(unusualSentence());
 */
export function unusualSentence() {
  const times = (ratio: string) => sql<string>`cast(cast(${sql.ref(ratio)} as decimal(18, 1)) as varchar)`;
  const other = (place: number) =>
    sql`coalesce(max(case when place = ${sql.lit(place)} and ratio >= ${sql.lit(unusualFrom)} then ${sql.raw(place === 2 ? "', then '" : "', '")} || ticker || ' ' || ${times('ratio')} end), '')`;
  const others = sql.join(
    Array.from({ length: mostOthers }, (_, index) => other(index + 2)),
    sql` || `,
  );
  const unusual = sql`count(case when ratio >= ${sql.lit(unusualFrom)} then 1 end)`;
  return athenaQueryBuilder()
    .with('hours_of_session', () => usualInRange(1).selectAll())
    .with('near', () => sessionsNear(10))
    .with('tops', (db) =>
      db
        .selectFrom('hours_of_session')
        .select(['ticker', 'trading_date', 'minutes_since_open', 'ratio', 'rank as place'])
        .select(
          sql<bigint>`row_number() over (partition by ticker order by ratio desc nulls last, bar_start)`.as('recency'),
        ),
    )
    .selectFrom('tops as t')
    .innerJoin('near as s', (join) => join.onRef('s.trading_date', '=', 't.trading_date').on('s.calendar', '=', 'XNYS'))
    .where('recency', '=', 1n)
    .groupBy(['t.trading_date', 's.is_early_close'])
    .select(
      sql<string>`${dateText('t.trading_date')} || case when s.is_early_close then ', half day: ' else ': ' end || case when max(ratio) is null then 'no hour can be compared yet; an hour needs 5 earlier sessions.' else max(case when place = 1 then ticker || ' reached ' || ${times('ratio')} || ' times its usual hour at ' || ${timeText('minutes_since_open')} end) || case when ${unusual} = 0 then '; no ticker above ${sql.raw(String(unusualFrom))}.' when ${unusual} = 1 then '; no other ticker above ${sql.raw(String(unusualFrom))}.' when ${unusual} > ${sql.lit(mostOthers + 1)} then ${others} || ' and ' || cast(${unusual} - ${sql.lit(mostOthers + 1)} as varchar) || ' more.' else ${others} || '.' end end`.as(
        'sentence',
      ),
    );
}
