import {
  dailyVolatilityTable,
  hourlyVolatilityAdjustedTable,
  sessionReturnsTable,
  type Table,
  type Tables,
} from '@tickerlake/record-schema';
import type { Compilable, QueryCreator } from 'kysely';
import { dailyVolatility } from './sessions/daily-volatility.ts';
import { hourlyVolatilityAdjusted } from './sessions/hourly-volatility-adjusted.ts';
import { sessionReturns } from './sessions/session-returns.ts';

/** A table of the registry that is a view: what it is called, and the SELECT behind it. */
export interface AnalysisView {
  readonly table: Table;
  readonly query: Compilable;
}

/**
 * The views of the analysis over the published tables, in the order in which one needs the other. A warehouse makes each with
 * `create view`; nothing is built or published for them.
 *
 * @param db gives the queries their dialect: `athenaQueryBuilder()` for text, a connection for DuckDB.
 * @example
 * for (const { table, query } of analysisViews(db)) await db.schema.createView(table.name).as(query).execute();
 */
export function analysisViews(db: QueryCreator<Tables>): readonly AnalysisView[] {
  return [
    { table: hourlyVolatilityAdjustedTable, query: hourlyVolatilityAdjusted(db) },
    { table: dailyVolatilityTable, query: dailyVolatility(db) },
    { table: sessionReturnsTable, query: sessionReturns(db) },
  ];
}
