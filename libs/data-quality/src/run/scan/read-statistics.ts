import { type RawBuilder, sql } from 'kysely';
import type { ScanPlan } from '../../plan/leaf-plan.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { QueryRunner } from '../query-runner.ts';
import { type KeyedMetric, planScans, type Reading, readMetrics, scanQuery } from './read-metrics.ts';

/** The operators in DuckDB's plan of a statement that it answers from statistics. */
const answered: ReadonlySet<string> = new Set(['PROJECTION', 'COLUMN_DATA_SCAN', 'DUMMY_SCAN']);

/**
 * The sets of metrics that DuckDB may answer from the statistics of Parquet files, without reading a row, in the order in which they are tried: all, and
 * those without counts of values, which it answers for columns without NULL only. None on other engines, and where little is
 * gained: a single rule, or rules of which none has a shortcut.
 *
 * @example
 * planStatistics(leaves, runner, dialect)[0]; // COUNT(*), COUNT("close"), MIN("close"), MAX("close")
 */
export function planStatistics(
  leaves: readonly ScanPlan[],
  runner: Pick<QueryRunner, 'textOf'>,
  { engine }: Pick<Dialect, 'engine'>,
): readonly (readonly KeyedMetric[])[] {
  const extents = leaves.flatMap(({ shortcut }) => (shortcut === undefined ? [] : [shortcut.statistics]));
  if (engine !== 'duckdb' || leaves.length === 1 || extents.length === 0) return [];
  const own = leaves.flatMap(({ metrics }) => Object.values(metrics)).filter((metric) => metric.isStatistic === true);
  const more = extents.flatMap((one) => Object.values(one));
  const [all, some] = [planScans([...own, ...more], runner), planScans(more, runner)];
  return [all, some].flatMap((scans) => (scans.length === 1 ? scans : []));
}

/**
 * Reads statistics, if DuckDB says that it answers them without a scan: it does so for files that have them, where there is no filter.
 *
 * @param sets of which the first that is answered is read.
 * @example
 * (await readStatistics(runner, 'hourly', planStatistics(leaves, runner, dialect))).size; // 0 where a scan would be needed
 */
export async function readStatistics(
  runner: QueryRunner,
  dataset: string,
  sets: readonly (readonly KeyedMetric[])[],
): Promise<ReadonlyMap<string, Reading>> {
  for (const statistics of sets) {
    const operators = await operatorsOf(runner, scanQuery(dataset, statistics));
    if (operators.length > 0 && operators.every((operator) => answered.has(operator)))
      return readMetrics(runner, dataset, statistics);
    // For tables and filtered rows no other set would be answered either.
    if (!operators.some((operator) => operator.includes('PARQUET')) || operators.includes('FILTER')) break;
  }
  return new Map();
}

/**
 * The statement that asks for a plan.
 *
 * @example
 * explainQuery(scanQuery('hourly', statistics)); // EXPLAIN SELECT COUNT(*) AS "m0", .. FROM "hourly"
 */
export const explainQuery = (query: RawBuilder<unknown>): RawBuilder<unknown> => sql`EXPLAIN ${query}`;

/** The names in DuckDB's plan of a statement. */
async function operatorsOf(runner: QueryRunner, query: RawBuilder<unknown>): Promise<readonly string[]> {
  try {
    const [row = {}] = await runner.run(explainQuery(query));
    return String(row['explain_value'] ?? '').match(/(?<=│\s*)[A-Z][A-Z_]+(?=\s*│)/g) ?? [];
  } catch (error) {
    runner.blameOf(error);
    return [];
  }
}
