import { DialectAdapterBase } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';

/**
 * What Athena can do, as Kysely asks it: neither transactions nor RETURNING.
 *
 * @example
 * new AthenaAdapter().supportsReturning; // false
 */
export class AthenaAdapter extends DialectAdapterBase {
  override get supportsTransactionalDdl(): boolean {
    return false;
  }

  override get supportsReturning(): boolean {
    return false;
  }

  override async acquireMigrationLock(): Promise<void> {
    throw new SqlCompileError(
      'Athena has no lock for migrations: tables are declared in Glue and written with CTAS, INSERT and MERGE.',
    );
  }

  override async releaseMigrationLock(): Promise<void> {}
}
