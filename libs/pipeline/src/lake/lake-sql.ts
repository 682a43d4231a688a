import type { LakeEngine } from '@tickerlake/athena-sql';
import type { Kysely } from 'kysely';

/** The engine that a lake's statements run on. */
export interface LakeSql {
  readonly engine: LakeEngine;
  /** Typed rows of statements that only read. */
  readonly db: Kysely<unknown>;
  /** Runs a statement that changes a table that readers see, once. After an error it may have been committed, or not. */
  commit(sql: string): Promise<void>;
  /**
   * Runs a statement whose attempts (from 1) do not touch each other's files, again when that can help.
   *
   * @throws the last failure.
   */
  build(statement: (attempt: number) => string): Promise<void>;
}
