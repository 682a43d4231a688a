import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import type { QueryAnnotation } from '../model/classic-dashboard.ts';
import { athenaTarget, dataSource } from '../model/athena-target.ts';
import { milliseconds } from './milliseconds.ts';
import { sessionsNear } from './sessions-near.ts';

/**
 * Shaded market hours, and marks for each run, failed check and stock split. All of them come from tables: nothing has to be posted to
 * Grafana, and holidays and early closes are those of the calendar.
 *
 * @example
 * const annotations = { list: shadedAndMarked() };
 */
export function shadedAndMarked(): readonly QueryAnnotation[] {
  return [
    { ...mark('Market hours', 'rgba(120, 150, 200, 0.12)'), target: athenaTarget(1, marketHours()) },
    { ...mark('Runs', 'blue'), target: athenaTarget(1, runs()) },
    { ...mark('Checks that did not pass', 'red'), target: athenaTarget(1, failedChecks()) },
    { ...mark('Stock splits', 'purple'), target: athenaTarget(1, splits()) },
  ];
}

const mark = (name: string, iconColor: string) => ({ name, enable: true, iconColor, datasource: dataSource });

/** Regular hours of New York, from open to close of each session. */
function marketHours() {
  return sessionsNear()
    .where('calendar', '=', 'XNYS')
    .clearSelect()
    .select([
      milliseconds('open').as('time'),
      milliseconds('close').as('timeend'),
      sql<string>`case when is_early_close then 'half day' else 'regular hours' end`.as('text'),
      sql<string>`'market'`.as('tags'),
    ])
    .orderBy('time');
}

function runs() {
  return athenaQueryBuilder<Tables>()
    .selectFrom('runs')
    .where(sql<SqlBool>`started_at between $__timeFrom() and $__timeTo()`)
    .select([
      milliseconds('started_at').as('time'),
      milliseconds('ended_at').as('timeend'),
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
      milliseconds('checked_at').as('time'),
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
      milliseconds('s.open').as('time'),
      sql<string>`x.ticker || ' ' || ${shares('split_to')} || ':' || ${shares('split_from')}`.as('text'),
      sql<string>`'split,' || x.ticker`.as('tags'),
    ])
    .orderBy('time');
}
