import { type DatabaseIntrospector, type Dialect, type DialectAdapter, type Driver, type Kysely, type QueryCompiler } from 'kysely';
import { TrinoAdapter } from './trino-adapter.ts';
import { TrinoDriver, type TrinoDriverConfig } from './trino-driver.ts';
import { TrinoIntrospector } from './trino-introspector.ts';
import { TrinoQueryCompiler } from './trino-query-compiler.ts';

/**
 * Kysely on Trino, over a client that the caller makes.
 *
 * @example
 * const client = createTrinoClient({ url, user: 'tickerlake', catalog: 'awsdatacatalog', schema: 'market', fetch, clock, random });
 * const db = new Kysely<Tables>({ dialect: new TrinoDialect({ client }) });
 */
export class TrinoDialect implements Dialect {
  readonly #config: TrinoDriverConfig;

  constructor(config: TrinoDriverConfig) {
    this.#config = config;
  }

  createDriver(): Driver {
    return new TrinoDriver(this.#config);
  }

  createQueryCompiler(): QueryCompiler {
    return new TrinoQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new TrinoAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new TrinoIntrospector(db);
  }
}
