import { type RawBuilder, sql } from 'kysely';
import type { DatasetColumn } from '../plan/plan-context.ts';
import type { SampleRow, SampleValue } from '../result/quality-result.ts';
import { columnOf, datasetOf } from '../sql/names.ts';
import type { Predicate } from '../sql/predicate.ts';
import { type QueryRunner, type Row } from './query-runner.ts';

/**
 * The statement for rows that failed: at most `most` per predicate, in one scan.
 *
 * SQL: rows with a flag per predicate, numbered within each flag, then cut.
 *
 * @example
 * sampleQuery('hourly', columns, [isNull(column)], 5);
 */
export function sampleQuery(
  dataset: string,
  columns: readonly DatasetColumn[],
  predicates: readonly Predicate[],
  most: number,
): RawBuilder<unknown> {
  const own = columns.map(({ name }, index) => sql`${columnOf(name)} AS ${sql.id(`c${index}`)}`);
  const flags = predicates.map((predicate, index) => sql`CASE WHEN ${predicate} THEN 1 ELSE 0 END AS ${flag(index)}`);
  const numbers = predicates.map(
    (_, index) => sql`ROW_NUMBER() OVER (PARTITION BY ${flag(index)}) AS ${sql.id(`n${index}`)}`,
  );
  const anyFlag = sql.join(
    predicates.map((_, index) => sql`${flag(index)} = 1`),
    sql` OR `,
  );
  const kept = sql.join(
    predicates.map((_, index) => sql`(${flag(index)} = 1 AND ${sql.id(`n${index}`)} <= ${sql.lit(most)})`),
    sql` OR `,
  );
  return sql`SELECT * FROM (
      SELECT "flagged".*, ${sql.join(numbers)}
      FROM (SELECT ${sql.join([...own, ...flags])} FROM ${datasetOf(dataset)}) AS "flagged"
      WHERE ${anyFlag}
    ) AS "numbered" WHERE ${kept}`;
}

const flag = (index: number) => sql.id(`f${index}`);

/**
 * Reads failing rows for each predicate; none when they cannot be read, since the verdicts do not depend on them.
 *
 * @example
 * const [rows] = await readSamples(runner, 'hourly', columns, [isNull(column)], 5);
 */
export async function readSamples(
  runner: QueryRunner,
  dataset: string,
  columns: readonly DatasetColumn[],
  predicates: readonly Predicate[],
  most: number,
): Promise<readonly (readonly SampleRow[])[]> {
  if (predicates.length === 0 || most === 0) return [];
  try {
    const rows = await runner.run(sampleQuery(dataset, columns, predicates, most));
    return predicates.map((_, index) =>
      rows.filter((row) => isFlagged(row, index, most)).map((row) => toSample(row, columns)),
    );
  } catch (error) {
    runner.blameOf(error);
    return [];
  }
}

function isFlagged(row: Row, index: number, most: number): boolean {
  return Number(row[`f${index}`]) === 1 && Number(row[`n${index}`]) <= most;
}

/**
 * The columns `c0`, `c1`, .. of a row under the names of the dataset's columns.
 *
 * @example
 * toSample({ c0: 'AAPL' }, [{ name: 'ticker', type: 'string' }]); // { ticker: 'AAPL' }
 */
export function toSample(row: Row, columns: readonly DatasetColumn[]): SampleRow {
  return Object.fromEntries(columns.map(({ name }, index) => [name, toValue(row[`c${index}`])]));
}

function toValue(value: unknown): SampleValue {
  switch (typeof value) {
    // JSON has no NaN and no infinities: as numbers they would become null.
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'string':
    case 'bigint':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    default:
      return value === null || value instanceof Date ? value : String(value);
  }
}
