import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
} from 'kysely';
import type { GlueReader } from '../glue/glue-reader.ts';
import { AthenaAdapter } from './athena-adapter.ts';
import { AthenaDriver, type AthenaDriverConfig } from './athena-driver.ts';
import { AthenaIntrospector } from './athena-introspector.ts';
import { AthenaQueryCompiler } from './athena-query-compiler.ts';

/** What the dialect works with. */
export interface AthenaDialectConfig extends AthenaDriverConfig {
  /** Where the introspector reads databases and tables; without it, introspection throws. */
  readonly catalog?: GlueReader;
}

/**
 * Kysely on Athena, over a runner that the caller makes.
 *
 * @example
 * const runner = createQueryRunner({ athena: new Athena({ region }), clock: systemClock, random: systemRandom });
 * const db = new Kysely<Tables>({ dialect: new AthenaDialect({ runner, catalog: createGlueReader(new Glue({ region })) }) });
 */
export class AthenaDialect implements Dialect {
  readonly #config: AthenaDialectConfig;

  constructor(config: AthenaDialectConfig) {
    this.#config = config;
  }

  createDriver(): Driver {
    return new AthenaDriver(this.#config);
  }

  createQueryCompiler(): QueryCompiler {
    return new AthenaQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new AthenaAdapter();
  }

  createIntrospector(_db: Kysely<unknown>): DatabaseIntrospector {
    return new AthenaIntrospector(this.#config.catalog);
  }
}
