import { type RawBuilder, sql } from 'kysely';
import type { Finding, LeafPlan } from '../plan/leaf-plan.ts';
import { toFinding } from '../plan/leaf-plan.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { columnOf, datasetOf } from '../sql/names.ts';
import { blameOf, type QueryRunner } from './query-runner.ts';
import { readNumber } from './read-number.ts';

type CustomLeaf = LeafPlan & { readonly kind: 'custom' };

/** Runs a rule's own SQL. What goes wrong is the rule's own fault. */
export async function readCustom(runner: QueryRunner, leaf: CustomLeaf, context: PlanContext): Promise<Finding> {
  try {
    return leaf.custom.expects === 'number'
      ? leaf.custom.decide(await readOneNumber(runner, leaf.query))
      : leaf.custom.decide(await countMatches(runner, leaf.query, context));
  } catch (error) {
    return toFinding({ status: 'error', expected: 'a query that can be run', message: blameOf(error) });
  }
}

/** The statements of a custom rule, as far as they are known before it runs. */
export function customQuery({ query, custom }: CustomLeaf): RawBuilder<unknown> {
  return custom.expects === 'number' ? numberQuery(query) : shapeQuery(query);
}

const numberQuery = (query: string) => sql`SELECT * FROM (\n${sql.raw(query)}\n) AS "custom" LIMIT 2`;

/** Always has a row, and so tells the names of the query's columns also when the query returns none. */
const shapeQuery = (query: string) =>
  sql`SELECT "custom".* FROM (SELECT 1 AS "one") AS "single" LEFT JOIN (\n${sql.raw(query)}\n) AS "custom" ON TRUE LIMIT 1`;

async function readOneNumber(runner: QueryRunner, query: string): Promise<number | null> {
  const [row, second] = await runner.run(numberQuery(query));
  if (second !== undefined) throw new TypeError('The query returned more than one row where one number is needed.');
  const values = Object.values(row ?? {});
  if (values.length > 1) throw new TypeError(`The query returned ${values.length} columns where one number is needed.`);
  return readNumber(values[0]);
}

/** Rows of the dataset that the query returns too, by the columns of the query: NULL equals NULL, repetitions do no harm. */
async function countMatches(runner: QueryRunner, query: string, context: PlanContext): Promise<{ total: number; passed: number }> {
  const [shape = {}] = await runner.run(shapeQuery(query));
  const pairs = Object.keys(shape).map((returned) => ({ returned, own: ownColumn(returned, context) }));
  const own = sql.join(pairs.map((pair, index) => sql`${columnOf(pair.own)} AS ${sql.id(`c${index}`)}`));
  const returned = sql.join(pairs.map((pair, index) => sql`${columnOf(pair.returned)} AS ${sql.id(`c${index}`)}`));
  const keys = sql.join(pairs.map((_, index) => sql.id(`c${index}`)));
  const [counts] = await runner.run(
    sql`SELECT CAST(SUM("n") AS BIGINT) AS "total", CAST(SUM(CASE WHEN "hits" > 0 THEN "n" ELSE 0 END) AS BIGINT) AS "passed" FROM (SELECT SUM("own") AS "n", SUM("hit") AS "hits" FROM (SELECT ${own}, 1 AS "own", 0 AS "hit" FROM ${datasetOf(context.dataset)} UNION ALL SELECT ${returned}, 0, 1 FROM (\n${sql.raw(query)}\n) AS "custom") AS "both" GROUP BY ${keys}) AS "keys"`,
  );
  return { total: readNumber(counts?.['total']) ?? 0, passed: readNumber(counts?.['passed']) ?? 0 };
}

function ownColumn(name: string, { columns, dataset }: PlanContext): string {
  const own = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (own === undefined) throw new TypeError(`The query returns a column "${name}" that was not found in ${dataset}: return columns of the dataset.`);
  return own.name;
}
