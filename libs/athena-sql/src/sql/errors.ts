/**
 * A query that cannot be written for an engine: a value without a literal, a name that is not lower_snake, a text
 * over the engine's limit. Never worth a retry.
 *
 * @example
 * try { toLiteral(Symbol('x')); } catch (error) { if (error instanceof SqlCompileError) console.error(error.message); }
 */
export class SqlCompileError extends Error {
  override readonly name = 'SqlCompileError';
  readonly transient = false;
}

/**
 * A statement that the engine refused or could not finish. `sql` is the statement, cut to 2,000 characters. The engines
 * that say more have their own: AthenaQueryError.
 *
 * @example
 * try { await query.execute(); } catch (error) { if (error instanceof SqlExecutionError) console.error(error.sql); }
 */
export class SqlExecutionError extends Error {
  override readonly name: string = 'SqlExecutionError';
  readonly engine: string;
  readonly sql: string;
  readonly transient: boolean;

  constructor(message: string, facts: { engine: string; sql: string; transient: boolean; cause: unknown }) {
    super(message, { cause: facts.cause });
    this.engine = facts.engine;
    this.sql = facts.sql.slice(0, 2_000);
    this.transient = facts.transient;
  }
}
