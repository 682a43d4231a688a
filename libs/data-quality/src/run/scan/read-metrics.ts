import { type RawBuilder, sql } from 'kysely';
import type { Metric } from '../../plan/metric.ts';
import { datasetOf } from '../../sql/names.ts';
import { type QueryRunner } from '../query-runner.ts';

/** A metric's value as the database gives it, or why it has none. */
export type Reading = { readonly value: unknown } | { readonly fault: string };

/** Athena takes 262,144 bytes; the rest is room for characters of several bytes. */
const longestScan = 200_000;

/** A metric of the scan, with its SQL as key: equal SQL is read once. */
export interface KeyedMetric {
  readonly key: string;
  readonly expression: RawBuilder<unknown>;
}

/**
 * Groups metrics without repetitions into as few scans as the limit on a statement's length allows; usually one.
 *
 * @example
 * planScans(metrics, runner).length; // 1
 */
export function planScans(
  metrics: readonly Metric[],
  runner: Pick<QueryRunner, 'textOf'>,
): readonly (readonly KeyedMetric[])[] {
  const byKey = new Map(metrics.map(({ expression }) => [runner.textOf(expression), expression]));
  const scans: KeyedMetric[][] = [];
  let length = Infinity;
  for (const [key, expression] of byKey) {
    if (length + key.length > longestScan) {
      scans.push([]);
      length = 0;
    }
    scans.at(-1)?.push({ key, expression });
    length += key.length + 16;
  }
  return scans;
}

/**
 * The statement of a scan.
 *
 * SQL: `SELECT COUNT(*) AS "m0", COUNT(CASE WHEN "hourly_var" IS NOT NULL THEN 1 END) AS "m1" FROM "staging_hourly"`.
 *
 * @example
 * planScans(metrics, runner).map((scan) => scanQuery('hourly', scan));
 */
export function scanQuery(dataset: string, metrics: readonly KeyedMetric[]): RawBuilder<unknown> {
  const columns = metrics.map(({ expression }, index) => sql`${expression} AS ${sql.id(`m${index}`)}`);
  return sql`SELECT ${sql.join(columns)} FROM ${datasetOf(dataset)}`;
}

/**
 * Reads metrics in one scan. If that fails, splits them in halves until each failing metric is isolated, so that a rule
 * that cannot be evaluated does not affect others.
 *
 * @example
 * (await readMetrics(runner, 'hourly', [metric])).get(runner.textOf(metric.expression));
 */
export async function readMetrics(
  runner: QueryRunner,
  dataset: string,
  metrics: readonly Metric[],
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  for (const scan of planScans(metrics, runner)) await readScan(runner, dataset, scan, readings);
  return readings;
}

async function readScan(
  runner: QueryRunner,
  dataset: string,
  metrics: readonly KeyedMetric[],
  readings: Map<string, Reading>,
): Promise<void> {
  const fault = await tryScan(runner, dataset, metrics, readings);
  if (fault === null) return;
  if (metrics.length > 1 && (await canBeRead(runner, dataset))) await readHalves(runner, dataset, metrics, readings);
  else for (const { key } of metrics) readings.set(key, { fault });
}

async function readHalves(
  runner: QueryRunner,
  dataset: string,
  metrics: readonly KeyedMetric[],
  readings: Map<string, Reading>,
): Promise<void> {
  const middle = Math.ceil(metrics.length / 2);
  for (const half of [metrics.slice(0, middle), metrics.slice(middle)]) {
    const fault = await tryScan(runner, dataset, half, readings);
    if (fault !== null && half.length > 1) await readHalves(runner, dataset, half, readings);
    else if (fault !== null) for (const { key } of half) readings.set(key, { fault });
  }
}

/** Reads metrics with one statement; returns what went wrong, or null. */
async function tryScan(
  runner: QueryRunner,
  dataset: string,
  metrics: readonly KeyedMetric[],
  readings: Map<string, Reading>,
): Promise<string | null> {
  try {
    const [row] = await runner.run(scanQuery(dataset, metrics));
    metrics.forEach(({ key }, index) => readings.set(key, { value: row?.[`m${index}`] }));
    return null;
  } catch (error) {
    return runner.blameOf(error);
  }
}

/** Whether the dataset itself can be read; if not, there is no culprit to look for. */
async function canBeRead(runner: QueryRunner, dataset: string): Promise<boolean> {
  try {
    await runner.run(sql`SELECT COUNT(*) AS "m0" FROM ${datasetOf(dataset)}`);
    return true;
  } catch (error) {
    runner.blameOf(error);
    return false;
  }
}
