import type { Kysely, RawBuilder } from 'kysely';

/** A row as the database's dialect gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs statements one after the other and remembers their text. */
export interface QueryRunner {
  readonly statements: readonly string[];
  /** The text of an expression or a statement, with its parameters if the dialect does not write them into the text. */
  textOf(query: RawBuilder<unknown>): string;
  run(query: RawBuilder<unknown>): Promise<readonly Row[]>;
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
      const { rows } = await query.execute(db);
      return rows as readonly Row[];
    },
  };
}

/**
 * The first line of what went wrong, or the error again where a retry can help or the run was stopped: then no rule is
 * to blame.
 *
 * @throws the error itself, if it is transient or an abort.
 */
export function blameOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') throw error;
  if ('transient' in error && error.transient === true) throw error;
  return error.message.split(/\r?\n/)[0] ?? error.message;
}
