/**
 * Glue could not be read: which database and table, and what to do next. `transient` says whether a retry can help.
 *
 * @example
 * try { await reader.tables('lake'); } catch (error) { if (error instanceof GlueReadError && error.transient) retryLater(); }
 */
export class GlueReadError extends Error {
  override readonly name = 'GlueReadError';
  readonly database: string | null;
  readonly table: string | null;
  readonly transient: boolean;

  constructor(
    message: string,
    facts: { database: string | null; table: string | null; transient: boolean; cause: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.database = facts.database;
    this.table = facts.table;
    this.transient = facts.transient;
  }
}
