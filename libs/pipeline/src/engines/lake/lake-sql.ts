import type { LakeEngine } from '@tickerlake/athena-sql';
import type { Kysely } from 'kysely';
import type { TypedRows } from '../../ports/result-rows.ts';

/** What statements have scanned, and what that costs. */
export interface Scanned {
  readonly statements: number;
  /** Read from S3, after compression and pruning. */
  readonly bytesScanned: number;
  /** As Athena bills them; 0 on your own Trino. */
  readonly bytesBilled: number;
  readonly dollars: number;
}

/** The engine that a lake's statements run on. */
export interface LakeSql {
  readonly engine: LakeEngine;
  /** Typed rows of statements that only read. */
  readonly db: Kysely<unknown>;
  /**
   * Rows of a statement that only reads, in pages as the engine gives them, the first one also when there are none; types in the engine's
   * words, timestamps as `Date`s. Ending early stops it.
   */
  rows(sql: string, signal?: AbortSignal): AsyncIterable<TypedRows>;
  /** What its statements have scanned so far. */
  readonly scanned: () => Scanned;
  /** Runs a statement that changes a table that readers see, once. After an error it may have been committed, or not. */
  commit(sql: string): Promise<void>;
  /** Whether a statement that was started under a key is found again, by whatever process: it is not run, nor paid, twice. */
  readonly isRemembering: boolean;
  /**
   * The same engine, whose statements belong to a key: a run, and what they read or build on. Started again after a crash they are
   * the same executions, where the engine remembers them; so what they read must not change under one key.
   */
  within(key: string): LakeSql;
  /**
   * Runs a statement whose attempts (from 1) do not touch each other's files, again when that can help.
   *
   * @throws the last failure.
   */
  build(statement: (attempt: number) => string): Promise<void>;
}
