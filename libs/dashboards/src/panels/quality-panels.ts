import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { milliseconds } from '../queries/milliseconds.ts';
import { lines } from './lines.ts';
import { qualityHistoryPanels } from './quality-history-panels.ts';
import { colourMappings } from './named-colours.ts';
import { rowsTable } from './rows-table.ts';
import { statusHistory } from './status-history.ts';

const from = () => athenaQueryBuilder<Tables>();
const isBad = sql<SqlBool>`status in ('warn', 'fail', 'error')`;
/** A week without a run is a gap in the history. */
const bridgedGapMs = 604_800_000;

/**
 * The rules of the newest check that did not pass, as a table.
 *
 * @example
 * failedRulesPanel().title;
 */
export function failedRulesPanel(): ClassicPanel {
  return rowsTable({
    id: 5,
    title: 'Quality rules that did not pass',
    description:
      'Rules of the newest check, whether or not its run was published: if a rule of severity error fails, the run stops. The failing rows are on the quality page of "tickerlake preview" and in the table quality_history.',
    query: from()
      .selectFrom('quality_history')
      .where('checked_at', '=', (eb) =>
        eb.selectFrom('quality_history').select(({ fn }) => fn.max('checked_at').as('newest')),
      )
      .where(isBad)
      .select([
        'severity',
        'status',
        'dataset',
        'rule',
        'observed',
        'message',
        milliseconds('checked_at').as('checked'),
      ])
      .orderBy('severity')
      .orderBy('rule'),
    gridPos: { x: 0, y: 4, w: 24, h: 7 },
    whenEmpty: 'Every rule of the newest check passed, or could not be evaluated.',
    columns: {
      status: { mappings: colourMappings(['warn', 'fail', 'error']), 'custom.cellOptions': { type: 'color-text' } },
      checked: { unit: 'dateTimeAsIso' },
    },
  });
}

/**
 * The share of evaluated rules that passed, by check.
 *
 * @example
 * qualityScorePanel().title;
 */
export function qualityScorePanel(): ClassicPanel {
  return lines({
    id: qualityHistoryPanels.score,
    title: 'Quality score over time',
    description:
      'Rules that passed / rules evaluated, for each check in the time range, including runs that published nothing.',
    query: checksInRange().select(
      sql<number>`cast(count(case when status = 'pass' then 1 end) as double) / nullif(count(case when status <> 'not_evaluated' then 1 end), 0)`.as(
        'score',
      ),
    ),
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    unit: 'percentunit',
    decimals: 1,
    isPerTicker: false,
    bridgedGapMs,
  });
}

/**
 * How many rules warned, failed or could not be evaluated, by check.
 *
 * @example
 * rulesNotPassedPanel().title;
 */
export function rulesNotPassedPanel(): ClassicPanel {
  const count = (status: string) =>
    sql<number>`cast(count(case when status = ${sql.lit(status)} then 1 end) as double)`.as(status);
  return lines({
    id: qualityHistoryPanels.notPassed,
    title: 'Rules that did not pass over time',
    description: 'Number of rules that warned, failed or could not be evaluated, for each check in the time range.',
    query: checksInRange().select([count('warn'), count('fail'), count('error')]),
    gridPos: { x: 12, y: 0, w: 12, h: 8 },
    unit: 'short',
    decimals: 0,
    isPerTicker: false,
    isStacked: true,
    states: ['warn', 'fail', 'error'],
  });
}

/** The states of a rule, the worst last: their numbers are their places. */
const states = ['pass', 'not_evaluated', 'warn', 'fail', 'error'];

/**
 * The state of each rule at each check in the time range.
 *
 * @example
 * statusOfRulesPanel().title;
 */
export function statusOfRulesPanel(): ClassicPanel {
  return statusHistory({
    id: 15,
    title: 'Rules, check by check',
    description:
      'The state of each quality rule at each check in the time range, including runs that published nothing.',
    query: from()
      .selectFrom('quality_history')
      .where(sql<SqlBool>`checked_at between $__timeFrom() and $__timeTo()`)
      .select([
        milliseconds('checked_at').as('time'),
        sql<string>`dataset || ': ' || rule`.as('rule'),
        sql<number>`case status ${sql.join(
          states.map((state, index) => sql`when ${sql.lit(state)} then ${sql.raw(`${index}E0`)}`),
          sql` `,
        )} end`.as('state'),
      ])
      .orderBy('time')
      .orderBy('rule'),
    gridPos: { x: 0, y: 8, w: 24, h: 10 },
    label: 'rule',
    states,
  });
}

/** All rules of a run have the same check time. */
function checksInRange() {
  return from()
    .selectFrom('quality_history')
    .where(sql<SqlBool>`checked_at between $__timeFrom() and $__timeTo()`)
    .groupBy('checked_at')
    .select(milliseconds('checked_at').as('time'))
    .orderBy('time');
}
