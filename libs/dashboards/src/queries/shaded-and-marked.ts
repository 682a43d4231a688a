import { athenaQueryBuilder, utc } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import type { QueryAnnotation, TimeRegionAnnotation } from '../classic-dashboard.ts';
import { athenaTarget, dataSource } from '../panels/athena-target.ts';

/** Regular hours of New York, every weekday; holidays and early closes are in the data, which has no hours then. */
const marketHours: TimeRegionAnnotation = {
  name: 'Market hours',
  enable: true,
  iconColor: 'rgba(120, 150, 200, 0.12)',
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  target: { refId: 'Anno', queryType: 'timeRegions', timeRegion: { mode: 'cron', cronExpr: '30 9 * * 1-5', duration: '6h30m', timezone: 'America/New_York' } },
};

/**
 * Shaded market hours, a mark for each run and one for each check that did not pass. Marks come from queries, so nothing has
 * to be posted to Grafana.
 *
 * @example
 * const annotations = { list: shadedAndMarked() };
 */
export function shadedAndMarked(): readonly (QueryAnnotation | TimeRegionAnnotation)[] {
  return [marketHours, { ...mark('Runs', 'blue'), target: athenaTarget(1, runs()) }, { ...mark('Checks that did not pass', 'red'), target: athenaTarget(1, failedChecks()) }];
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

/** The check from which on a rule did not pass: a rule that warns for weeks is one mark. */
function failedChecks() {
  return athenaQueryBuilder<Tables>()
    .with('checks', (db) =>
      db.selectFrom('quality_history')
        .where(sql<SqlBool>`checked_at between $__timeFrom() and $__timeTo()`)
        .where('status', '<>', 'skipped')
        .select(['checked_at', 'dataset', 'message', 'status'])
        .select(sql<string | null>`lag(status) over (partition by dataset, rule_id order by checked_at)`.as('status_before')))
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
