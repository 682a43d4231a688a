import { quoteIdentifier } from '@tickerlake/athena-sql';
import { landedBarsTable, rawBarLists } from '@tickerlake/record-schema';
import { type RawBuilder, sql } from 'kysely';

const lists: ReadonlyMap<string, string> = new Map(
  rawBarLists.map(({ value, list }) => [quoteIdentifier(value), quoteIdentifier(list)]),
);
const columns = landedBarsTable.columns.map(({ name }) => quoteIdentifier(name));

/**
 * Landed lines as one row a bar, the relation `landed_bars`, in one pass over lines of this version and of older ones. In DuckDB's words.
 *
 * Shows: `(select "ticker", unnest(coalesce("starts_ms", ["bar_start_ms"])) as "bar_start_ms", "bar_ms", coalesce(unnest("opens"), "open")
 * as "open", ... from read_json(...))`
 *
 * @param lines a relation with the columns of `raw_bars`.
 * @example
 * await nameView(db, 'landed_bars', expandLines(readJsonLines(rawBarsTable, files)));
 */
export function expandLines(lines: RawBuilder<unknown>): RawBuilder<unknown> {
  const values = columns.map((column) => {
    const list = lists.get(column);
    if (list === undefined) return column;
    // The shorter lists of a row become NULL, and without a list there is no row: the starts always are one.
    const value =
      list === '"starts_ms"' ? `unnest(coalesce(${list}, [${column}]))` : `coalesce(unnest(${list}), ${column})`;
    return `${value} as ${column}`;
  });
  return sql`(select ${sql.raw(values.join(', '))} from ${lines})`;
}

/**
 * The same in the words of Athena and Trino.
 *
 * Shows: `select "ticker", "b"."bar_start_ms", "bar_ms", "b"."open", ... from (<lines>) as "l" cross join unnest(coalesce("l"."starts_ms",
 * array["l"."bar_start_ms"]), coalesce("l"."opens", array["l"."open"]), ...) as "b" ("bar_start_ms", "open", ...)`
 *
 * @param lines a query with the columns of `raw_bars`; its conditions choose what is read.
 * @example
 * const landed = expandLinesByUnnest(`select * from raw_bars where dt = '2026-05-29'`);
 */
export function expandLinesByUnnest(lines: string): string {
  const values = columns.map((column) => `${lists.has(column) ? '"b"' : '"l"'}.${column}`);
  const unnested = [...lists].map(([column, list]) => `coalesce("l".${list}, array["l".${column}])`);
  return `select ${values.join(', ')} from (${lines}) as "l" cross join unnest(${unnested.join(', ')}) as "b" (${[...lists.keys()].join(', ')})`;
}
