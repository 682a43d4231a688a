import { type Compilable, DummyDriver, Kysely, PostgresIntrospector } from 'kysely';
import { AthenaAdapter } from './athena-adapter.ts';
import { AthenaQueryCompiler } from './athena-query-compiler.ts';

/**
 * A Kysely that only writes Athena SQL and never runs it: for panels, views and documentation.
 *
 * @example
 * const sql = compileAthenaSql(athenaQueryBuilder<Tables>().selectFrom('hourly_volatility').select('ticker'));
 * // select "ticker" from "hourly_volatility"
 */
export function athenaQueryBuilder<Database>(): Kysely<Database> {
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new AthenaAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new AthenaQueryCompiler(),
    },
  });
}

/**
 * The text of a query built with `athenaQueryBuilder`.
 *
 * @throws {SqlCompileError} when Athena cannot say it.
 * @example
 * compileAthenaSql(athenaQueryBuilder<Tables>().selectFrom('bars').select('close')); // 'select "close" from "bars"'
 */
export function compileAthenaSql(query: Compilable): string {
  return query.compile().sql;
}
