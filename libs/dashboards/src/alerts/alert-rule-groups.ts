import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { measuredHours, ownZScores } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { runbookPanelId } from '../dashboards/pipeline-health-dashboard.ts';
import { sessionsNear } from '../queries/sessions-near.ts';
import { alertRule, type AlertRule } from './alert-rule.ts';

/** A group of rules that are evaluated together; `interval` in seconds, because each evaluation is a paid scan. */
export interface RuleGroup {
  readonly title: string;
  readonly interval: number;
  readonly rules: readonly AlertRule[];
}

const daySeconds = 86_400;
const hourSeconds = 3_600;
/** A path in the same Grafana: the panel that explains what to do. */
const runbook = `/d/tickerlake-pipeline-health?viewPanel=${runbookPanelId}`;
const from = () => athenaQueryBuilder<Tables>();
const inRange = sql<SqlBool>`bar_start between $__timeFrom() and $__timeTo()`;

/**
 * Sessions that closed at least six hours ago without a published hour, plus one if the calendar itself ends before
 * that:
 * a pipeline that has been down for a month does not publish sessions either.
 */
function lateSessions() {
  const published = from()
    .selectFrom('hourly_volatility')
    .where(inRange)
    .where('session', '=', 'regular')
    .select('trading_date')
    .distinct();
  return from()
    .selectFrom('sessions as s')
    .leftJoin(published.as('p'), 'p.trading_date', 's.trading_date')
    .where('s.calendar', '=', 'XNYS')
    .where(sql<SqlBool>`s."close" >= $__timeFrom()`)
    .select(
      sql<number>`cast(count(case when s.close between $__timeFrom() and $__timeTo() and p.trading_date is null then 1 end)
        + case when coalesce(max(s.close), timestamp '1970-01-01 00:00:00') < $__timeTo() then 1 else 0 end as double)`.as(
        'late_sessions',
      ),
    );
}

/** The newest complete hour of each ticker, compared with its own hours at the same time of the session. */
function rangeAgainstHistory() {
  const judged = ownZScores(
    from().with('sessions', () => sessionsNear()),
    measuredHours(from(), 'range_pct').where(inRange),
  ).clearOrderBy();
  return from()
    .selectFrom(
      from()
        .selectFrom(judged.as('judged'))
        .select(['ticker', 'z_score'])
        .select(sql<number>`row_number() over (partition by ticker order by bar_start desc)`.as('recency'))
        .as('ranked'),
    )
    .where('recency', '=', 1)
    .where('z_score', 'is not', null)
    .select(['ticker', 'z_score'])
    .orderBy('ticker');
}

/** Counts failed rules of the newest check in the range, whether or not its run was published. */
function failedRules() {
  const checks = () =>
    from()
      .selectFrom('quality_history')
      .where(sql<SqlBool>`checked_at between $__timeFrom() and $__timeTo()`);
  return checks()
    .where(
      'checked_at',
      '=',
      checks().select(({ fn }) => fn.max('checked_at').as('newest')),
    )
    .select(sql<number>`cast(count(case when status in ('fail', 'error') then 1 end) as double)`.as('failed_rules'));
}

/**
 * Every alert rule, by group.
 *
 * @example
 * const titles = alertRuleGroups.flatMap(({ rules }) => rules.map(({ title }) => title));
 */
export const alertRuleGroups: readonly RuleGroup[] = [
  {
    title: 'Tickerlake data',
    interval: 900,
    rules: [
      alertRule({
        uid: 'tickerlake-data-late',
        title: 'Data is late',
        severity: 'critical',
        noDataState: 'Alerting',
        for: '15m',
        summary: 'A session that closed more than six hours ago is not published.',
        runbook,
        query: lateSessions(),
        secondsBack: { from: 5 * daySeconds, to: 6 * hourSeconds },
        above: 0,
        dashboardUid: 'tickerlake-pipeline-health',
        panelId: 1,
      }),
      alertRule({
        uid: 'tickerlake-quality-failed',
        title: 'A quality rule failed',
        severity: 'warning',
        noDataState: 'OK',
        for: '0s',
        summary: 'A rule failed in the newest check; if its severity is error, that run was not published.',
        runbook,
        query: failedRules(),
        secondsBack: { from: daySeconds, to: 0 },
        above: 0,
        dashboardUid: 'tickerlake-pipeline-health',
        panelId: 5,
      }),
    ],
  },
  {
    title: 'Tickerlake market',
    interval: hourSeconds,
    rules: [
      alertRule({
        uid: 'tickerlake-abnormal-range',
        title: 'Abnormal hourly range',
        severity: 'warning',
        noDataState: 'OK',
        for: '0s',
        summary:
          'The newest hour of {{ $labels.ticker }} is more than three standard deviations above its own history at this time of the session.',
        runbook,
        query: rangeAgainstHistory(),
        secondsBack: { from: 60 * daySeconds, to: 0 },
        above: 3,
        dashboardUid: 'tickerlake-hourly-volatility',
        panelId: 2,
      }),
    ],
  },
];
