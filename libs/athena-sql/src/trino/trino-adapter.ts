import { DialectAdapterBase } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';

/**
 * What Trino can do, as Kysely asks it: neither transactions nor RETURNING.
 *
 * @example
 * new TrinoAdapter().supportsReturning; // false
 */
export class TrinoAdapter extends DialectAdapterBase {
  override get supportsTransactionalDdl(): boolean {
    return false;
  }

  override get supportsReturning(): boolean {
    return false;
  }

  override async acquireMigrationLock(): Promise<void> {
    throw new SqlCompileError(
      'Trino has no lock for migrations: tables are declared in the catalogue and written with CTAS, INSERT and MERGE.',
    );
  }

  override async releaseMigrationLock(): Promise<void> {}
}
