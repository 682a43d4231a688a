import { type RawBuilder, sql } from 'kysely';
import type { Column, ColumnType } from '../../plan/plan-context.ts';
import type { KeyCounts, KeySet } from '../../plan/leaf-plan.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { columnOf, datasetOf } from '../../sql/names.ts';
import { always } from '../../sql/predicate.ts';
import type { QueryRunner } from '../query-runner.ts';
import { readNumber } from '../read-number.ts';

/** With fewer rows, counting is just as fast. */
const leastRows = 100_000;
/** An unordered table exceeds this after a few thousand rows, and reading stops there. */
const mostEdges = 20_000;
/** A step of more than the range of the last column divided by this ends a run. */
const steps = 2_000;

const withoutOrder: ReadonlySet<ColumnType> = new Set(['array', 'struct', 'binary']);

/**
 * The statements that may prove from the order of rows that no key repeats, in the order in which they are tried. None where the engine would sort
 * all rows for it (Trino), or the keys have no order.
 *
 * @example
 * orderProofs('hourly', keys, dialect).length; // 4 for two columns: by ticker and time, by time and ticker, with short runs and with long ones
 */
export function orderProofs(
  dataset: string,
  { columns, filter, when }: KeySet,
  { engine }: Pick<Dialect, 'engine'>,
): readonly RawBuilder<unknown>[] {
  if (engine !== 'duckdb' || when === 'onFailure') return [];
  if (columns.some(({ type }) => withoutOrder.has(type))) return [];
  const orders = columns.length === 2 ? [columns, columns.toReversed()] : [columns];
  return ['short' as const, 'long' as const].flatMap((runs) =>
    orders.map((order) => orderProof({ dataset, columns: order, filter, runs })),
  );
}

/**
 * Looks at rows in the order in which they are read, whatever that is. A run is a stretch of rows of which each has a greater key than
 * the one before; where no two runs overlap, no key repeats. DuckDB passes rows on to `LEAD(..) OVER ()` one by one, without
 * sorting or keeping them.
 *
 * A table that several threads wrote has stretches of each, so that a run of one thread spans what the other wrote. Short runs end
 * where a column before the last changes, and at a wide step of the last. Long runs end only where keys do not rise.
 *
 * Edges are the first row, and the last row of each run with the row that comes next. The very last row has none, so it ends a run.
 * A NULL is neither greater nor less, so it ends a run, and an edge with a NULL proves nothing.
 */
function orderProof({
  dataset,
  columns,
  filter,
  runs,
}: {
  readonly dataset: string;
  readonly columns: readonly Column[];
  readonly filter: KeySet['filter'];
  readonly runs: 'short' | 'long';
}): RawBuilder<unknown> {
  const named = (letter: string) => columns.map((_, index) => sql.id(`${letter}${index}`));
  const [key, next, start, before] = [named('k'), named('q'), named('s'), named('b')];
  const source = sql`${datasetOf(dataset)}${filter === always ? sql`` : sql` WHERE ${filter}`}`;
  const own = columns.map(({ name }) => columnOf(name));
  const each = (names: readonly RawBuilder<unknown>[], expression: (index: number) => RawBuilder<unknown>) =>
    sql.join(names.map((name, index) => sql`${expression(index)} AS ${name}`));
  const goesOn = runs === 'long' ? isGreater(next, key) : isNextStep(next, key, columns, source);
  const hasNull = sql.join(
    [...start, ...key].map((name) => sql`${name} IS NULL`),
    sql` OR `,
  );
  const lastEdge = (index: number) =>
    sql`LAG(CASE WHEN "ends" THEN ${next[index]} ELSE ${key[index]} END) OVER (ORDER BY "n")`;
  return sql`WITH "edges" AS (SELECT * FROM (
      SELECT *, NOT COALESCE(${goesOn}, FALSE) AS "ends" FROM (
        SELECT ${each(key, (index) => sql`${own[index]}`)}, ${each(next, (index) => sql`LEAD(${own[index]}) OVER ()`)}, ROW_NUMBER() OVER () AS "n"
        FROM ${source}) AS "pairs") AS "rows"
      WHERE "n" = 1 OR "ends" LIMIT ${mostEdges + 1}),
    "runs" AS (SELECT *, ${each(start, (index) => sql`CASE WHEN "n" = 1 THEN ${key[index]} ELSE ${lastEdge(index)} END`)}, COUNT(*) OVER () AS "edge_count"
      FROM "edges"),
    "sorted" AS (SELECT *, ${each(before, (index) => sql`LAG(${key[index]}) OVER "by_start"`)}, ROW_NUMBER() OVER "by_start" AS "turn"
      FROM "runs" WHERE "ends" WINDOW "by_start" AS (ORDER BY ${sql.join(start)}))
    SELECT MAX("edge_count") AS "edge_count", MAX("n") AS "row_count",
      COUNT(CASE WHEN ${hasNull} OR ("turn" > 1 AND NOT COALESCE(${isGreater(start, before)}, FALSE)) THEN 1 END) AS "overlapping"
    FROM "sorted"`;
}

/** Keys are compared column by column. */
function isGreater(one: readonly RawBuilder<unknown>[], other: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const [[first, ...rest], [second, ...others]] = [one, other];
  if (rest.length === 0) return sql`${first} > ${second}`;
  return sql`CASE WHEN ${first} = ${second} THEN ${isGreater(rest, others)} ELSE ${first} > ${second} END`;
}

/** The last column rises by at most a step, and the others stay. */
function isNextStep(
  next: readonly RawBuilder<unknown>[],
  key: readonly RawBuilder<unknown>[],
  columns: readonly Column[],
  source: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const [last, nextLast, column] = [key.at(-1), next.at(-1), columns.at(-1)];
  const stays = key.slice(0, -1).map((name, index) => sql`${next[index]} = ${name}`);
  const place = placeOf(column?.type ?? 'string');
  const raw = columnOf(column?.name ?? '');
  const isShort =
    place === null
      ? []
      : [
          sql`${place(sql`${nextLast}`)} - ${place(sql`${last}`)} <= (SELECT (${place(sql`MAX(${raw})`)} - ${place(sql`MIN(${raw})`)}) / ${steps} FROM ${source})`,
        ];
  return sql.join([...stays, sql`${nextLast} > ${last}`, ...isShort], sql` AND `);
}

/** Where a value is on a line of numbers; null where there is none. */
function placeOf(type: ColumnType): ((value: RawBuilder<unknown>) => RawBuilder<unknown>) | null {
  switch (type) {
    case 'int32':
    case 'int64':
      return (value) => sql`CAST(${value} AS BIGINT)`;
    case 'double':
      return (value) => sql`CAST(${value} AS DOUBLE)`;
    case 'timestamp':
      return (value) => sql`EPOCH_US(${value})`;
    default:
      return null;
  }
}

/**
 * The counts of a key set in which no key repeats, as the order of rows proves; null where it does not.
 *
 * @param rows that the filter leaves. Where there are few, nothing is tried.
 * @example
 * await proveByOrder(runner, 'bars', keys, { dialect, rows: 3_408_902 }); // { rows: 3408902, groups: 3408902, singles: 3408902, entropy: 15.04 }
 */
export async function proveByOrder(
  runner: QueryRunner,
  dataset: string,
  keys: KeySet,
  {
    dialect,
    rows,
    least = leastRows,
  }: { readonly dialect: Pick<Dialect, 'engine'>; readonly rows: number; readonly least?: number },
): Promise<KeyCounts | null> {
  if (rows < least) return null;
  for (const proof of orderProofs(dataset, keys, dialect)) {
    const proved = await tryProof(runner, proof);
    if (proved === 'too many edges') continue;
    return proved === rows ? { rows, groups: rows, singles: rows, entropy: Math.log(rows) } : null;
  }
  return null;
}

/** How many rows have different keys; null where that is not proved. */
async function tryProof(runner: QueryRunner, proof: RawBuilder<unknown>): Promise<number | 'too many edges' | null> {
  try {
    const [row] = await runner.run(proof);
    const [edges, rows, overlapping] = ['edge_count', 'row_count', 'overlapping'].map((name) =>
      readNumber(row?.[name]),
    );
    if (!edges) return null;
    if (edges > mostEdges) return 'too many edges';
    return overlapping === 0 ? (rows ?? null) : null;
  } catch (error) {
    // Counting the keys will show whose fault it is.
    runner.blameOf(error);
    return null;
  }
}
