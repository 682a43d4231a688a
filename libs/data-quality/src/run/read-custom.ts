import { type RawBuilder, sql } from 'kysely';
import { type Finding, type LeafPlan, toFinding } from '../plan/leaf-plan.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import type { SampleRow } from '../result/quality-result.ts';
import { columnOf, datasetOf } from '../sql/names.ts';
import { type QueryRunner } from './query-runner.ts';
import { readNumber } from './read-number.ts';
import { toSample } from './read-samples.ts';

type CustomLeaf = LeafPlan & { readonly kind: 'custom' };

/** What a custom rule found, with rows that its query did not return if it failed. */
export interface CustomReading {
  readonly finding: Finding;
  readonly sample: readonly SampleRow[];
}

/**
 * Runs a rule's own SQL. What goes wrong is the rule's own fault.
 *
 * @example
 * const { finding, sample } = await readCustom(runner, leaf, context, 5);
 */
export async function readCustom(
  runner: QueryRunner,
  leaf: CustomLeaf,
  context: PlanContext,
  sampleRows: number,
): Promise<CustomReading> {
  try {
    if (leaf.custom.expects === 'number')
      return { finding: leaf.custom.decide(await readOneNumber(runner, leaf.query)), sample: [] };
    const pairs = await readColumns(runner, leaf.query, context);
    const finding = leaf.custom.decide(await countMatches(runner, leaf.query, pairs, context));
    const wantsSample = finding.status === 'fail' && finding.rows !== null && sampleRows > 0;
    return { finding, sample: wantsSample ? await readUnmatched(runner, leaf.query, pairs, context, sampleRows) : [] };
  } catch (error) {
    const finding = toFinding({ status: 'error', expected: 'a query that can be run', message: runner.blameOf(error) });
    return { finding, sample: [] };
  }
}

/**
 * The statement that a custom rule starts with.
 *
 * @example
 * runner.textOf(customQuery(leaf));
 */
export function customQuery({ query, custom }: CustomLeaf): RawBuilder<unknown> {
  return custom.expects === 'number' ? numberQuery(query) : shapeQuery(query);
}

const custom = (query: string) => sql`(\n${sql.raw(query)}\n) AS "custom"`;
const numberQuery = (query: string) => sql`SELECT * FROM ${custom(query)} LIMIT 2`;

/** Always returns a row, so the query's column names are known even when it returns none. */
const shapeQuery = (query: string) =>
  sql`SELECT "custom".* FROM (SELECT 1 AS "one") AS "single" LEFT JOIN ${custom(query)} ON TRUE LIMIT 1`;

async function readOneNumber(runner: QueryRunner, query: string): Promise<number | null> {
  const [row, second] = await runner.run(numberQuery(query));
  if (second !== undefined) throw new TypeError('The query returned more than one row where one number is needed.');
  const values = Object.values(row ?? {});
  if (values.length > 1) throw new TypeError(`The query returned ${values.length} columns where one number is needed.`);
  const [value] = values;
  // The query's own number and no count: above 2^53 it is rounded, as a sum is.
  return typeof value === 'bigint' ? Number(value) : readNumber(value);
}

/** A column of the query's result, with the dataset column it corresponds to. */
interface ColumnPair {
  readonly returned: string;
  readonly own: string;
}

async function readColumns(
  runner: QueryRunner,
  query: string,
  { columns, dataset }: PlanContext,
): Promise<readonly ColumnPair[]> {
  const [shape = {}] = await runner.run(shapeQuery(query));
  return Object.keys(shape).map((returned) => {
    const own = columns.find((column) => column.name.toLowerCase() === returned.toLowerCase());
    if (own === undefined)
      throw new TypeError(
        `The query returns a column "${returned}" that was not found in ${dataset}: return columns of the dataset.`,
      );
    return { returned, own: own.name };
  });
}

/** Rows of the dataset that the query returns too, by the columns of the query: NULL equals NULL, repetitions do no harm. */
async function countMatches(
  runner: QueryRunner,
  query: string,
  pairs: readonly ColumnPair[],
  { dataset }: PlanContext,
): Promise<{ total: number; passed: number }> {
  const own = pairs.map((pair, index) => sql`${columnOf(pair.own)} AS ${keyColumn(index)}`);
  const returned = pairs.map((pair) => columnOf(pair.returned));
  const keys = pairs.map((_, index) => keyColumn(index));
  const [counts] =
    await runner.run(sql`SELECT CAST(SUM("n") AS BIGINT) AS "total", CAST(SUM(CASE WHEN "hits" > 0 THEN "n" ELSE 0 END) AS BIGINT) AS "passed" FROM (
      SELECT SUM("own") AS "n", SUM("hit") AS "hits" FROM (
        SELECT ${sql.join(own)}, 1 AS "own", 0 AS "hit" FROM ${datasetOf(dataset)}
        UNION ALL
        SELECT ${sql.join(returned)}, 0, 1 FROM ${custom(query)}
      ) AS "both" GROUP BY ${sql.join(keys)}
    ) AS "keys"`);
  return { total: readNumber(counts?.['total']) ?? 0, passed: readNumber(counts?.['passed']) ?? 0 };
}

/** Rows of the dataset that the query does not return. */
async function readUnmatched(
  runner: QueryRunner,
  query: string,
  pairs: readonly ColumnPair[],
  { dataset, columns }: PlanContext,
  most: number,
): Promise<readonly SampleRow[]> {
  const shown = columns.map(({ name }, index) => sql`"data".${columnOf(name)} AS ${keyColumn(index)}`);
  const keys = sql.join(pairs.map((pair, index) => sql`${columnOf(pair.returned)} AS ${keyColumn(index)}`));
  const isSame = pairs.map(
    (pair, index) => sql`"data".${columnOf(pair.own)} IS NOT DISTINCT FROM "matches".${keyColumn(index)}`,
  );
  const rows = await runner.run(sql`SELECT ${sql.join(shown)} FROM ${datasetOf(dataset)} AS "data"
    LEFT JOIN (SELECT DISTINCT ${keys}, 1 AS "hit" FROM ${custom(query)}) AS "matches" ON ${sql.join(isSame, sql` AND `)}
    WHERE "matches"."hit" IS NULL LIMIT ${sql.lit(most)}`);
  return rows.map((row) => toSample(row, columns));
}

const keyColumn = (index: number) => sql.id(`c${index}`);
