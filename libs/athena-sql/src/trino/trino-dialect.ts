import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
} from 'kysely';
import { TrinoAdapter } from './trino-adapter.ts';
import { TrinoDriver, type TrinoDriverConfig } from './trino-driver.ts';
import { TrinoIntrospector } from './trino-introspector.ts';
import { TrinoQueryCompiler } from './trino-query-compiler.ts';

/** The client, and the scope of introspection. */
export interface TrinoDialectConfig extends TrinoDriverConfig {
  /** The schemas that introspection reads; default: all of the catalogue, where one broken table makes Trino refuse the whole answer. */
  readonly introspectedSchemas?: readonly string[];
}

/**
 * Kysely on Trino, over a client that the caller makes.
 *
 * @example
 * const client = createTrinoClient({ url, user: 'tickerlake', catalog: 'awsdatacatalog', schema: 'market', fetch, clock, random });
 * const db = new Kysely<Tables>({ dialect: new TrinoDialect({ client }) });
 */
export class TrinoDialect implements Dialect {
  readonly #config: TrinoDialectConfig;

  constructor(config: TrinoDialectConfig) {
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
    return new TrinoIntrospector(db, this.#config.introspectedSchemas ?? null);
  }
}
