import { athenaQueryBuilder, utc } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import type { QueryAnnotation, TimeRegionAnnotation } from '../model/classic-dashboard.ts';
import { athenaTarget, dataSource } from '../model/athena-target.ts';

/** Regular hours of New York on every weekday; on holidays and early closes the data has no hours. */
const marketHours: TimeRegionAnnotation = {
  name: 'Market hours',
  enable: true,
  iconColor: 'rgba(120, 150, 200, 0.12)',
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  target: {
    refId: 'Anno',
    queryType: 'timeRegions',
    timeRegion: { mode: 'cron', cronExpr: '30 9 * * 1-5', duration: '6h30m', timezone: 'America/New_York' },
  },
};

/**
 * Shaded market hours, and marks for each run, failed check and stock split. Marks come from queries, so nothing has to be
 * posted to Grafana.
 *
 * @example
 * const annotations = { list: shadedAndMarked() };
 */
export function shadedAndMarked(): readonly (QueryAnnotation | TimeRegionAnnotation)[] {
  return [
    marketHours,
    { ...mark('Runs', 'blue'), target: athenaTarget(1, runs()) },
    { ...mark('Checks that did not pass', 'red'), target: athenaTarget(1, failedChecks()) },
    { ...mark('Stock splits', 'purple'), target: athenaTarget(1, splits()) },
  ];
}

const mark = (name: string, iconColor: string) => ({ name, enable: true, iconColor, datasource: dataSource });

function runs() {
  return athenaQueryBuilder<Tables>()
    .selectFrom('runs')
    .where(sql<SqlBool>`started_at between $__timeFrom() and $__timeTo()`)
    .select([
      utc(sql<Date>`cast(started_at as timestamp(3))`).as('time'),
      utc(sql<Date>`cast(ended_at as timestamp(3))`).as('timeend'),
      sql<string>`'run ' || run_id || ': ' || outcome`.as('text'),
      sql<string>`'run,' || outcome`.as('tags'),
    ])
    .orderBy('time');
}

/** The check at which a rule stopped passing: a rule that warns for weeks is one mark. */
function failedChecks() {
  return athenaQueryBuilder<Tables>()
    .with('checks', (db) =>
      db
        .selectFrom('quality_history')
        .where(sql<SqlBool>`checked_at between $__timeFrom() and $__timeTo()`)
        .where('status', '<>', 'not_evaluated')
        .select(['checked_at', 'dataset', 'message', 'status'])
        .select(
          sql<string | null>`lag(status) over (partition by dataset, rule_id order by checked_at)`.as('status_before'),
        ),
    )
    .selectFrom('checks')
    .where('status', '<>', 'pass')
    .where(sql<SqlBool>`coalesce(status_before, 'pass') = 'pass'`)
    .select([
      utc(sql<Date>`cast(checked_at as timestamp(3))`).as('time'),
      sql<string>`dataset || ': ' || message`.as('text'),
      sql<string>`'check,' || status`.as('tags'),
    ])
    .orderBy('time');
}

/** At the open of the first session after the split: NVDA 10:1. */
function splits() {
  const shares = (column: 'split_to' | 'split_from') => {
    const value = sql.ref(`x.${column}`);
    return sql`case when ${value} = floor(${value}) then cast(cast(${value} as bigint) as varchar) else cast(${value} as varchar) end`;
  };
  return athenaQueryBuilder<Tables>()
    .selectFrom('splits as x')
    .innerJoin('sessions as s', (join) =>
      join.onRef('s.trading_date', '=', 'x.execution_date').on('s.calendar', '=', 'XNYS'),
    )
    .where(sql<SqlBool>`s."open" between $__timeFrom() and $__timeTo()`)
    .select([
      utc(sql<Date>`cast(s."open" as timestamp(3))`).as('time'),
      sql<string>`x.ticker || ' ' || ${shares('split_to')} || ':' || ${shares('split_from')}`.as('text'),
      sql<string>`'split,' || x.ticker`.as('tags'),
    ])
    .orderBy('time');
}
