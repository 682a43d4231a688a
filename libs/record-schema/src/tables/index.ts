import type { SqlRow, Table } from '../column.ts';
import { barDifferencesTable } from './bar-differences.ts';
import { barsTable } from './bars.ts';
import { correctionsTable } from './corrections.ts';
import { coverageTable } from './coverage.ts';
import { dailyVolatilityTable } from './daily-volatility.ts';
import { hourSlotsTable } from './hour-slots.ts';
import { hourlyVolatilityAdjustedTable } from './hourly-volatility-adjusted.ts';
import { hourlyVolatilityTable } from './hourly-volatility.ts';
import { instrumentsTable } from './instruments.ts';
import { qualityHistoryTable } from './quality-history.ts';
import { qualityResultsTable } from './quality-results.ts';
import { rawBarsTable } from './raw-bars.ts';
import { reconciliationTable } from './reconciliation.ts';
import { runsTable } from './runs.ts';
import { sessionReturnsTable } from './session-returns.ts';
import { sessionTotalsTable } from './session-totals.ts';
import { sessionsTable } from './sessions.ts';
import { splitsTable } from './splits.ts';

/**
 * Every table, in the order in which data flows.
 *
 * @example
 * const names = tables.map((table) => table.name);
 */
export const tables = [
  rawBarsTable,
  sessionsTable,
  hourSlotsTable,
  barsTable,
  hourlyVolatilityTable,
  splitsTable,
  instrumentsTable,
  hourlyVolatilityAdjustedTable,
  dailyVolatilityTable,
  sessionReturnsTable,
  sessionTotalsTable,
  coverageTable,
  qualityResultsTable,
  runsTable,
  correctionsTable,
  qualityHistoryTable,
  reconciliationTable,
  barDifferencesTable,
] as const satisfies readonly Table[];

/** Table name to row type, for `Kysely<Tables>`. */
export type Tables = { [T in (typeof tables)[number] as T['name']]: SqlRow<T> };
