import type { Kysely, RawBuilder } from 'kysely';

/** A row as the database's dialect gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs statements one after the other and remembers their text. */
export interface QueryRunner {
  readonly statements: readonly string[];
  /** The text of an expression or a statement, with its parameters if the dialect does not write them into the text. */
  textOf(query: RawBuilder<unknown>): string;
  run(query: RawBuilder<unknown>): Promise<readonly Row[]>;
  /**
   * The first line of what went wrong with a statement. Where a retry can help, or the check was stopped, no rule is to
   * blame, and the error is thrown again.
   */
  blameOf(error: unknown): string;
}

/**
 * A runner on a database. An aborted signal stops it before the next statement.
 *
 * @example
 * const rows = await createQueryRunner(db).run(sql`SELECT 1 AS one`);
 */
export function createQueryRunner<Database>(db: Kysely<Database>, signal?: AbortSignal): QueryRunner {
  const statements: string[] = [];
  const textOf = (query: RawBuilder<unknown>) => {
    const { sql, parameters } = query.compile(db);
    return parameters.length === 0 ? sql : `${sql} -- ${parameters.map(String).join(', ')}`;
  };
  return {
    statements,
    textOf,
    run: async (query) => {
      signal?.throwIfAborted();
      statements.push(textOf(query));
      const { rows } = await query.$castTo<Row>().execute(db);
      return rows;
    },
    blameOf: (error) => {
      const isTransient = error instanceof Error && 'transient' in error && error.transient === true;
      if (signal?.aborted === true || isTransient || !(error instanceof Error)) throw error;
      return error.message.split(/\r?\n/)[0] ?? error.message;
    },
  };
}
