import { DialectAdapterBase } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';

/**
 * What DuckDB can do, as Kysely asks it.
 *
 * @example
 * new DuckDbAdapter().supportsTransactionalDdl; // true
 */
export class DuckDbAdapter extends DialectAdapterBase {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** DuckDB has it, the lake has not. */
  override get supportsReturning(): boolean {
    return false;
  }

  override async acquireMigrationLock(): Promise<void> {
    throw new SqlCompileError('Migrations are not run through this dialect: tables are published as files.');
  }

  override async releaseMigrationLock(): Promise<void> {}
}
