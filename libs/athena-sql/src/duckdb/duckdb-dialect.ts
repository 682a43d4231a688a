import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
} from 'kysely';
import { DuckDbAdapter } from './duckdb-adapter.ts';
import type { DuckDbConnection } from './duckdb-connection.ts';
import { DuckDbDriver } from './duckdb-driver.ts';
import { DuckDbIntrospector } from './duckdb-introspector.ts';
import { DuckDbQueryCompiler } from './duckdb-query-compiler.ts';

/**
 * Kysely on DuckDB, over a connection of `@duckdb/node-api` that the caller opens and closes.
 *
 * @example
 * const connection = await (await DuckDBInstance.create(':memory:')).connect();
 * const db = new Kysely<Tables>({ dialect: new DuckDbDialect({ connection }) });
 */
export class DuckDbDialect implements Dialect {
  readonly #connection: DuckDbConnection;
  readonly #prelude: readonly string[] | undefined;

  /** @param config `prelude`: statements that run first; `duckDbPrelude` by default, none where settings are locked. */
  constructor(config: { readonly connection: DuckDbConnection; readonly prelude?: readonly string[] }) {
    this.#connection = config.connection;
    this.#prelude = config.prelude;
  }

  createDriver(): Driver {
    return new DuckDbDriver(this.#connection, this.#prelude);
  }

  createQueryCompiler(): QueryCompiler {
    return new DuckDbQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new DuckDbAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new DuckDbIntrospector(db);
  }
}
