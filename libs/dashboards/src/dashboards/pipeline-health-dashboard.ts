import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { baseDashboard } from './base-dashboard.ts';
import { reconciliationPanels } from './reconciliation-panels.ts';
import type { ClassicDashboard, ClassicPanel } from '../model/classic-dashboard.ts';
import { barGauge } from '../panels/bar-gauge.ts';
import { foldingRows } from '../panels/folding-rows.ts';
import { lines } from '../panels/lines.ts';
import { milliseconds } from '../queries/milliseconds.ts';
import { rowsTable } from '../panels/rows-table.ts';
import { runbook } from '../panels/runbook.ts';
import { singleValue } from '../panels/single-value.ts';
import {
  failedRulesPanel,
  qualityScorePanel,
  rulesNotPassedPanel,
  statusOfRulesPanel,
} from '../panels/quality-panels.ts';

/** The panel that explains what to do about an alert. */
export const runbookPanelId = 12;

const from = () => athenaQueryBuilder<Tables>();
const startedInRange = sql<SqlBool>`started_at between $__timeFrom() and $__timeTo()`;
const coverageSteps = [
  { color: 'red', value: null },
  { color: 'orange', value: 0.98 },
  { color: 'green', value: 1 },
];
const seconds = (stage: string) => sql<number>`cast(${sql.ref(`${stage}_ms`)} as double) / 1000E0`.as(stage);

/**
 * Whether the data can be trusted: freshness against the calendar, coverage, quality rules, runs, corrections, other sources and cost.
 *
 * @example
 * pipelineHealthDashboard().uid; // 'tickerlake-pipeline-health'
 */
export function pipelineHealthDashboard(): ClassicDashboard {
  return baseDashboard({
    uid: 'tickerlake-pipeline-health',
    title: 'Pipeline health',
    description:
      'Whether the data can be trusted: freshness against the calendar, coverage, quality rules, runs, corrections, other sources and cost.',
    variables: [],
    panels: foldingRows([
      { id: 20, title: 'Now', panels: [...numbers(), failedRulesPanel(), coverageByTicker(), gaps()] },
      {
        id: 21,
        title: 'Quality over time',
        isFolded: true,
        panels: [qualityScorePanel(), rulesNotPassedPanel(), statusOfRulesPanel()],
      },
      { id: 22, title: 'Runs and cost', isFolded: true, panels: [runs(), stages(), cost()] },
      { id: 23, title: 'Corrections', isFolded: true, panels: [corrections()] },
      { id: 25, title: 'Other sources', isFolded: true, panels: reconciliationPanels() },
      { id: 24, title: 'Runbook', panels: [runbook(runbookPanelId, { x: 0, y: 0, w: 24, h: 8 })] },
    ]),
  });
}

function numbers(): ClassicPanel[] {
  const good = { color: 'green', value: null };
  return [
    singleValue({
      id: 1,
      title: 'Missing at the end of the last session',
      unit: 'm',
      decimals: 0,
      steps: [good, { color: 'orange', value: 1 }, { color: 'red', value: 60 }],
      gridPos: { x: 0, y: 0, w: 6, h: 4 },
      description:
        'Minutes missing at the close of the newest session in the last release, for the worst ticker. Nights and weekends do not increase it.',
      query: from()
        .selectFrom('coverage')
        .where('is_latest', '=', true)
        .where('is_expected', '=', true)
        .select(sql<number>`cast(max(coalesce(minutes_behind_close, 1440)) as double)`.as('minutes')),
    }),
    singleValue({
      id: 2,
      title: 'Coverage',
      unit: 'percentunit',
      decimals: 1,
      steps: coverageSteps,
      gridPos: { x: 6, y: 0, w: 6, h: 4 },
      description: 'Hours present / hours expected by the exchange calendar, for the last release.',
      query: from()
        .selectFrom('coverage')
        .select(sql<number>`cast(sum(hours) as double) / nullif(sum(expected_hours), 0)`.as('coverage')),
    }),
    singleValue({
      id: 3,
      title: 'Quality score',
      unit: 'percentunit',
      decimals: 1,
      steps: [
        { color: 'red', value: null },
        { color: 'orange', value: 0.9 },
        { color: 'green', value: 1 },
      ],
      gridPos: { x: 12, y: 0, w: 6, h: 4 },
      description: 'Rules that passed / rules evaluated on the last release.',
      query: from()
        .selectFrom('quality_results')
        .select(
          sql<number>`cast(count(case when status = 'pass' then 1 end) as double) / nullif(count(case when status <> 'not_evaluated' then 1 end), 0)`.as(
            'score',
          ),
        ),
    }),
    singleValue({
      id: 4,
      title: 'Cost of the runs',
      unit: 'currencyUSD',
      decimals: 2,
      steps: [good],
      gridPos: { x: 18, y: 0, w: 6, h: 4 },
      description: 'Cost of queries and files of the runs in the time range; zero on a local store.',
      query: from()
        .selectFrom('runs')
        .where(startedInRange)
        .select(sql<number>`sum(dollars)`.as('dollars')),
    }),
  ];
}

function coverageByTicker(): ClassicPanel {
  return barGauge({
    id: 6,
    title: 'Coverage per ticker',
    description: 'Hours present / hours expected by the exchange calendar; worst first.',
    query: from()
      .selectFrom('coverage')
      .groupBy('ticker')
      .select(['ticker', sql<number>`cast(sum(hours) as double) / nullif(sum(expected_hours), 0)`.as('coverage')])
      .orderBy('coverage')
      .orderBy('ticker'),
    gridPos: { x: 0, y: 11, w: 8, h: 10 },
    unit: 'percentunit',
    decimals: 1,
    max: 1,
    steps: coverageSteps,
  });
}

function gaps(): ClassicPanel {
  return rowsTable({
    id: 7,
    title: 'Sessions with gaps',
    description: 'Expected sessions with a missing hour or base bar; newest first (max 200).',
    query: from()
      .selectFrom('coverage')
      .where('is_expected', '=', true)
      .where(sql<SqlBool>`complete_hours < expected_hours`)
      .select([
        'ticker',
        sql<string>`cast(trading_date as varchar)`.as('session'),
        'hours',
        'complete_hours',
        'expected_hours',
        'minutes_behind_close',
      ])
      .orderBy('session', 'desc')
      .orderBy('ticker')
      .limit(200),
    gridPos: { x: 8, y: 11, w: 16, h: 10 },
    isLinkedByTicker: true,
    whenEmpty: 'No session lacks an hour or a base bar.',
    columns: {
      complete_hours: { displayName: 'complete hours' },
      expected_hours: { displayName: 'expected hours' },
      minutes_behind_close: { displayName: 'behind close', unit: 'm' },
    },
  });
}

function runs(): ClassicPanel {
  return rowsTable({
    id: 8,
    title: 'Runs',
    description: 'Runs that started in the time range, including runs that published nothing; newest first (max 100).',
    query: from()
      .selectFrom('runs')
      .where(startedInRange)
      .select([
        milliseconds('started_at').as('started'),
        'outcome',
        sql<number>`to_unixtime(ended_at) - to_unixtime(started_at)`.as('duration'),
        'source',
        'tickers',
        'calls',
        'fetched_bars',
        'new_bars',
        'corrected_hours',
        'bytes',
        'dollars',
        'run_id',
      ])
      .orderBy('started', 'desc')
      .limit(100),
    gridPos: { x: 0, y: 0, w: 24, h: 9 },
    columns: {
      started: { unit: 'dateTimeAsIso' },
      duration: { unit: 's', decimals: 1 },
      fetched_bars: { displayName: 'fetched bars' },
      new_bars: { displayName: 'new bars' },
      corrected_hours: { displayName: 'corrected hours' },
      bytes: { unit: 'bytes' },
      dollars: { unit: 'currencyUSD', decimals: 3 },
      run_id: { displayName: 'run' },
    },
  });
}

function stages(): ClassicPanel {
  return lines({
    id: 9,
    title: 'Run time by stage',
    description: 'Seconds per stage, one bar per run. Parallel builds are added up.',
    query: from()
      .selectFrom('runs')
      .where(startedInRange)
      .select([
        milliseconds('started_at').as('time'),
        seconds('ingest'),
        seconds('verify'),
        seconds('stage'),
        seconds('check'),
        seconds('publish'),
        seconds('tidy'),
      ])
      .orderBy('time'),
    gridPos: { x: 0, y: 9, w: 12, h: 9 },
    unit: 's',
    decimals: 1,
    isPerTicker: false,
    isStacked: true,
  });
}

function corrections(): ClassicPanel {
  return rowsTable({
    id: 10,
    title: 'Corrections',
    description:
      'Published hours that later vendor data changed, with old and new values; the five largest changes of each run, newest first.',
    query: from()
      .selectFrom('corrections')
      .where(sql<SqlBool>`corrected_at between $__timeFrom() and $__timeTo()`)
      .select([
        milliseconds('corrected_at').as('corrected'),
        'ticker',
        milliseconds('bar_start').as('hour'),
        'old_hourly_var',
        'new_hourly_var',
        sql<number>`new_hourly_var - old_hourly_var`.as('change'),
      ])
      .orderBy('corrected', 'desc')
      .orderBy('ticker')
      .orderBy('hour')
      .limit(100),
    gridPos: { x: 0, y: 0, w: 24, h: 9 },
    isLinkedByTicker: true,
    columns: {
      corrected: { unit: 'dateTimeAsIso' },
      hour: { unit: 'dateTimeAsIso' },
      old_hourly_var: { displayName: 'old range $', unit: 'currencyUSD' },
      new_hourly_var: { displayName: 'new range $', unit: 'currencyUSD' },
      change: { unit: 'currencyUSD' },
    },
  });
}

function cost(): ClassicPanel {
  return lines({
    id: 11,
    title: 'Cost and size of the runs',
    description: 'Cost in dollars and size in bytes of each run; neither grows with history.',
    query: from()
      .selectFrom('runs')
      .where(startedInRange)
      .select([milliseconds('started_at').as('time'), 'dollars', sql<number>`cast(bytes as double)`.as('bytes')])
      .orderBy('time'),
    gridPos: { x: 12, y: 9, w: 12, h: 9 },
    unit: 'none', // each series has its own unit
    isPerTicker: false,
    overrides: [
      { matcher: { id: 'byName', options: 'dollars' }, properties: [{ id: 'unit', value: 'currencyUSD' }] },
      {
        matcher: { id: 'byName', options: 'bytes' },
        properties: [
          { id: 'unit', value: 'bytes' },
          { id: 'custom.axisPlacement', value: 'right' },
        ],
      },
    ],
  });
}
