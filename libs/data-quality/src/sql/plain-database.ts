import { AthenaQueryCompiler, DuckDbQueryCompiler, TrinoQueryCompiler } from '@tickerlake/athena-sql';
import { type CompiledQuery, type DatabaseConnection, Kysely, PostgresAdapter, PostgresIntrospector } from 'kysely';

/** Runs a statement and returns its rows, in the types of the client: numbers, bigints, texts, dates, null. */
export type PlainQuery = (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const compilers = { duckdb: DuckDbQueryCompiler, trino: TrinoQueryCompiler, athena: AthenaQueryCompiler } as const;

/**
 * A database behind a plain function, for projects that have a client of their own and not Kysely. Statements have their values
 * written in; nothing is prepared.
 *
 * @example
 * const db = plainDatabase('trino', async (statement) => client.query(statement));
 * await checkRules({ db, dataset: 'sales.orders', columns: await describeColumns(db, 'sales.orders'), ruleset, now: new Date() });
 */
export function plainDatabase(engine: keyof typeof compilers, query: PlainQuery): Kysely<unknown> {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(compiled: CompiledQuery) => ({
      rows: (await query(compiled.sql)).map((row) => ({ ...row }) as Row),
    }),
    async *streamQuery<Row>(compiled: CompiledQuery) {
      yield await this.executeQuery<Row>(compiled);
    },
  };
  const nothing = async () => Promise.resolve();
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new compilers[engine](),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => Promise.resolve(connection),
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    },
  });
}
